/** The shell and the Lightning components of the source folders as one application. */
import { join } from 'node:path';
import { rollup } from 'rollup';
import type { Plugin, RollupCache } from 'rollup';
import { libraryAddress, platformAddress } from './addresses.ts';
import type { Library } from './library.ts';
import { bundleOf } from './output.ts';
import type { Bundle } from './output.ts';
import { PLATFORM_MODULES, SHELL_SERVICES } from './platform.ts';
import { salesforceModules } from './salesforce-modules.ts';
import { BROWSER, commonPlugins, refuseWarnings } from './settings.ts';
import type { SourceIndex } from './source-index.ts';

export type ApplicationBuild = { readonly bundle: Bundle; readonly cache: RollupCache | undefined };

/** Compiles what has changed since `cache`. Throws what rollup or the LWC compiler says when a file does not compile. */
export async function buildApplication(library: Library, index: SourceIndex, cache: RollupCache | undefined): Promise<ApplicationBuild> {
  const sourceModules = [...index.components, ...index.styleSheets].map(([name, path]) => ({ name: `c/${name}`, path }));
  const build = await rollup({
    input: join(BROWSER, 'shell', 'main.js'),
    ...(cache === undefined ? {} : { cache }),
    external: (id) => library.modules.has(id),
    plugins: [componentRegistry(index), addressedModules(), salesforceModules(index), ...commonPlugins(library.mode, sourceModules)],
    onwarn: refuseWarnings,
  });
  const { output } = await build.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    paths: (id) => (library.modules.has(id) ? libraryAddress(library.hash, id) : id),
  });
  await build.close();
  return { bundle: bundleOf(output), cache: build.cache };
}

/** Modules with an address of their own: those of the platform and the services of the shell. */
function addressedModules(): Plugin {
  const addresses: ReadonlyMap<string, string> = new Map([
    ...PLATFORM_MODULES.map((name) => [`lightning/${name}`, platformAddress(name)] as [string, string]),
    ...SHELL_SERVICES.map((name) => [`console/${name}`, platformAddress(name)] as [string, string]),
  ]);
  return {
    name: 'addressed-modules',
    resolveId(id, importer) {
      const address = addresses.get(id);
      if (address !== undefined) return { id: address, external: true };
      if (id.startsWith('lightning/')) return this.resolve(id, importer, { skipSelf: true });
      return null;
    },
  };
}

const REGISTRY = 'console/components';

/** Pages name components as text: here they are found by it. A module without a class is no component, and is left to its importers. */
function componentRegistry({ components }: SourceIndex): Plugin {
  return {
    name: 'component-registry',
    resolveId: (id) => (id === REGISTRY ? `\0${REGISTRY}` : null),
    load: (id) => {
      if (id !== `\0${REGISTRY}`) return null;
      const entries = [...components.keys()].map((name) => `  ${name}: () => import('c/${name}'),`);
      return `export const components = {\n${entries.join('\n')}\n};`;
    },
  };
}
