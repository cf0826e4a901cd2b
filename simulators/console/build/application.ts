/** The shell, the Lightning components of the source folders, and what they import, as one application. */
import { basename, dirname, join } from 'node:path';
import { readdirSync } from 'node:fs';
import { rollup } from 'rollup';
import type { Plugin, RollupCache } from 'rollup';
import type { Library } from './library.ts';
import { bundleOf } from './output.ts';
import type { Bundle } from './output.ts';
import { salesforceModules } from './salesforce-modules.ts';
import { BROWSER, commonPlugins, refuseWarnings } from './settings.ts';
import type { SourceIndex } from './source-index.ts';
import { typeStripping } from './type-stripping.ts';

export type ApplicationBuild = { readonly bundle: Bundle; readonly cache: RollupCache | undefined };

/** Thousands of drawings, which a page asks for when it shows the first of their kind. */
const DRAWINGS = /\/iconSvgTemplates/;
const SHELL = join(BROWSER, 'shell');
const ENGINE = /\/(lwc|synthetic-shadow)\.js$/;

/** The file a module goes into: one for each who wrote it, as a stack trace tells. */
function fileOf(id: string, { folder }: Library): string | undefined {
  if (DRAWINGS.test(id)) return undefined;
  if (id.startsWith(folder)) return ENGINE.test(id) ? 'engine' : 'lightning/components';
  return id.startsWith(BROWSER) && !id.startsWith(SHELL) ? 'platform' : 'main';
}

/**
 * Compiles what has changed since `cache`, into a few files: a browser spends more on asking for two hundred than on reading all of them. Throws
 * what rollup or the LWC compiler says when a file does not compile.
 */
export async function buildApplication(library: Library, index: SourceIndex, cache: RollupCache | undefined): Promise<ApplicationBuild> {
  const sourceModules = [...index.components, ...index.styleSheets].map(([name, path]) => ({ name: `c/${name}`, path }));
  const build = await rollup({
    input: join(BROWSER, 'shell', 'main.js'),
    preserveEntrySignatures: false,
    ...(cache === undefined ? {} : { cache }),
    plugins: [
      componentRegistry(index),
      compiledLibrary(library),
      platformModules(),
      salesforceModules(index),
      typeStripping(),
      ...commonPlugins(library.mode, { modules: sourceModules, compiled: library.folder }),
    ],
    onwarn: refuseWarnings,
  });
  const { output } = await build.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    manualChunks: (id) => fileOf(id, library),
  });
  await build.close();
  return { bundle: bundleOf(output), cache: build.cache };
}

/** The engine and the base components, which are compiled already. */
function compiledLibrary({ folder, modules }: Library): Plugin {
  return {
    name: 'compiled-library',
    resolveId(id, importer) {
      if (modules.has(id)) return { id: join(folder, `${id}.js`), moduleSideEffects: true };
      const isWithin = importer?.startsWith(folder) === true && id.startsWith('.');
      return isWithin ? join(dirname(importer), id) : null;
    },
  };
}

/** The modules of the platform (`lightning/graphql`, `lightning/navigation`, …) and the services that only the shell imports, as `console/…`. */
function platformModules(): Plugin {
  const paths = new Map([...modulesIn('platform', 'lightning'), ...modulesIn('services', 'console')]);
  return { name: 'platform-modules', resolveId: (id) => paths.get(id) ?? null };
}

function modulesIn(folder: string, namespace: string): [string, string][] {
  return readdirSync(join(BROWSER, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => [`${namespace}/${basename(name, '.ts')}`, join(BROWSER, folder, name)]);
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
