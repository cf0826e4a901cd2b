/**
 * The LWC engine and Salesforce's base components as modules for the browser. Compiling them takes half a minute, so it is done once for each version of
 * them and of this file, and kept in a folder.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { z } from 'zod';
import { SESSION_MODULE } from './addresses.ts';
import { BASE_COMPONENTS, commonPlugins, ignoreWarnings, ROOT } from './settings.ts';
import type { EngineMode } from './settings.ts';

export type Library = {
  readonly mode: EngineMode;
  /** Names its content. */
  readonly hash: string;
  readonly folder: string;
  /** Public modules in it: `lwc`, `lightning/button`. */
  readonly modules: ReadonlySet<string>;
};

const exposed = z.object({ lwc: z.object({ expose: z.array(z.string()) }) });

/** Lets the global style sheet reach into components, as the platform does. */
const SYNTHETIC_SHADOW = 'synthetic-shadow';
const LWC = join(ROOT, 'node_modules', 'lwc', 'index.js');

/** The base components' stubs of these are not enough; the platform modules of the console take their place. */
const OF_THE_PLATFORM = new Map([['force/navigation', 'lightning/navigation']]);
const REPLACED = new Set(['lightning/navigation']);
/** The rest of `@salesforce/i18n` are tables of calendars and digits, which the base components bring. */
const OF_THE_USER = /^@salesforce\/(client\/formFactor|i18n\/(lang|dir|locale|timeZone|currency|firstDayOfWeek|(dateTime|number)\.\w+))$/;

/** Resolves with the library, built first if this version of it is not in the folder yet. */
export async function prepareLibrary(cacheFolder: string, mode: EngineMode, tell: (line: string) => void): Promise<Library> {
  const modules = new Set(['lwc', SYNTHETIC_SHADOW, ...publicModules()]);
  const hash = fingerprint(mode);
  const folder = join(cacheFolder, `library-${hash}`);
  if (!existsSync(folder)) {
    tell('compiling the base components, once for this version of them (about half a minute)');
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    await build(mode, modules, unfinished);
    if (existsSync(folder)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, folder);
  }
  return { mode, hash, folder, modules };
}

function publicModules(): string[] {
  const { lwc } = exposed.parse(JSON.parse(readFileSync(join(BASE_COMPONENTS, 'package.json'), 'utf8')));
  return lwc.expose.filter(
    (name) => name.startsWith('lightning/') && !name.startsWith('lightning/iconSvgTemplates') && !REPLACED.has(name),
  );
}

function fingerprint(mode: EngineMode): string {
  const hash = createHash('sha256').update(mode);
  for (const name of ['lwc', '@lwc/rollup-plugin', 'lightning-base-components', 'rollup'])
    hash.update(readFileSync(join(ROOT, 'node_modules', name, 'package.json')));
  for (const name of ['library.ts', 'settings.ts', 'addresses.ts']) hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest('hex').slice(0, 16);
}

async function build(mode: EngineMode, modules: ReadonlySet<string>, folder: string): Promise<void> {
  const bundle = await rollup({
    input: Object.fromEntries([...modules].map((name) => [name, name])),
    makeAbsoluteExternalsRelative: false,
    plugins: [entries(), onThePlatform(), ...commonPlugins(mode)],
    onwarn: ignoreWarnings,
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
  await bundle.close();
}

/** Entries have no importer, and the LWC compiler finds modules only from one. Synthetic shadow is nothing but its side effects. */
function entries(): Plugin {
  return {
    name: 'entries',
    resolveId(id, importer) {
      if (importer !== undefined) return null;
      if (id === SYNTHETIC_SHADOW) return { id: createRequire(LWC).resolve('@lwc/synthetic-shadow'), moduleSideEffects: true };
      return this.resolve(id, LWC, { skipSelf: true });
    },
  };
}

/** What the base components take from the platform: the user's locale, navigation, switches of releases. */
function onThePlatform(): Plugin {
  return {
    name: 'on-the-platform',
    resolveId: (id) => {
      const platform = OF_THE_PLATFORM.get(id);
      if (platform !== undefined) return { id: platform, external: true };
      if (id === SESSION_MODULE) return { id, external: true };
      if (OF_THE_USER.test(id)) return `\0platform:${id}`;
      // Their stub opens every gate; this one needs what synthetic shadow does not have.
      return id.endsWith('enableComboboxElementInternals') ? '\0platform:closed' : null;
    },
    load: (id) => {
      if (id === '\0platform:closed') return 'export default { isOpen: () => false };';
      if (!id.startsWith('\0platform:')) return null;
      const [, kind, name] = /^@salesforce\/(\w+)\/(.+)$/.exec(id.slice('\0platform:'.length)) ?? [];
      const value = kind === 'i18n' ? `i18n[${JSON.stringify(name)}]` : 'formFactor';
      return `import session from ${JSON.stringify(SESSION_MODULE)};\nexport default session.${value};`;
    },
  };
}
