/** How rollup and the LWC compiler are set up, for every part of the page alike. */
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as replacePlugin from '@rollup/plugin-replace';
import * as lwcPlugin from '@lwc/rollup-plugin';
import type { Plugin, RollupLog } from 'rollup';

/** The folder that holds node_modules. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');
export const BROWSER = join(import.meta.dirname, '..', 'browser');
export const BASE_COMPONENTS = join(ROOT, 'node_modules', 'lightning-base-components');

type Alias = { readonly name: string; readonly path: string };

/** Their types are those of CommonJS modules, which they are not. */
const { default: replace } = replacePlugin as unknown as { default: (options: object) => Plugin };
const { default: lwc } = lwcPlugin as unknown as { default: (options: object) => Plugin };

/** Development mode lets the engine warn about what a page test must see; production mode is as fast as an org's pages. */
export type EngineMode = 'development' | 'production';

type Settings = {
  /** Modules of other places than node_modules. */
  readonly modules?: readonly Alias[];
  /** A folder whose modules went through these plugins before. */
  readonly compiled?: string;
};

export function commonPlugins(mode: EngineMode, { modules = [], compiled }: Settings = {}): Plugin[] {
  return [
    replace({ preventAssignment: true, 'import.meta.env.SSR': 'false', 'process.env.NODE_ENV': JSON.stringify(mode) }),
    lwc({
      rootDir: BROWSER,
      include: [/\.(js|html|css)$/],
      exclude: [/\/@lwc\//, /\/node_modules\/lwc\//, ...(compiled === undefined ? [] : [`${compiled}/**`])],
      modules: [...modules, { npm: 'lightning-base-components' }],
      defaultModules: [],
      enableDynamicComponents: true,
      enableLwcOn: true,
      enableSyntheticElementInternals: true,
      apiVersion: 67,
    }),
    nodeResolve({ browser: true, rootDir: ROOT }),
  ];
}

/** Circular imports are common in the base components, and harmless. */
const HARMLESS = new Set(['CIRCULAR_DEPENDENCY', 'THIS_IS_UNDEFINED', 'EMPTY_BUNDLE']);

/** What would only show when the page runs is an error of the build. */
export function refuseWarnings(log: RollupLog): void {
  if (!HARMLESS.has(log.code ?? '')) throw Object.assign(new Error(log.message), { id: log.id, loc: log.loc, frame: log.frame });
}

export function ignoreWarnings(): void {
  // The base components are not ours to change.
}
