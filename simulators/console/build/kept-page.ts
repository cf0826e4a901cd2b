/** A compiled page in a folder, for the next console that starts on the same sources. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { listSourceFiles } from '../metadata/source-files.ts';
import type { Library } from './library.ts';
import type { Bundle } from './output.ts';
import { BROWSER } from './settings.ts';

const bundle = z.object({ hash: z.string(), files: z.array(z.tuple([z.string(), z.string()])).transform((files) => new Map(files)) });

const PREFIX = 'page-';
/** A page is some megabytes; whoever edits makes a new one with each look at it. */
const MOST_PAGES = 8;

/** Answers the page that the sources make with a library, and makes it if the folder does not have it yet. Rejects as `compile` does. */
export async function keepPage(
  folder: string,
  { library, sources }: { readonly library: Library; readonly sources: readonly string[] },
  compile: () => Promise<Bundle>,
): Promise<Bundle> {
  const path = join(folder, `${PREFIX}${fingerprint(library, sources)}.json`);
  if (existsSync(path)) return bundle.parse(JSON.parse(readFileSync(path, 'utf8')));
  const made = await compile();
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${String(process.pid)}`;
  writeFileSync(
    unfinished,
    JSON.stringify(made, (_, value: unknown) => (value instanceof Map ? [...(value as Map<string, string>)] : value)),
  );
  renameSync(unfinished, path);
  forgetOldest(folder);
  return made;
}

/** Of all that a page is made of, the code that compiles it among it. */
function fingerprint(library: Library, sources: readonly string[]): string {
  const hash = createHash('sha256').update(library.hash);
  for (const file of listSourceFiles([...sources, BROWSER, import.meta.dirname]).ending('')) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function forgetOldest(folder: string): void {
  const pages = readdirSync(folder)
    .filter((name) => name.startsWith(PREFIX) && name.endsWith('.json'))
    .map((name) => join(folder, name));
  const byAge = pages.map((path) => ({ path, at: statSync(path).mtimeMs })).toSorted((a, b) => b.at - a.at);
  for (const { path } of byAge.slice(MOST_PAGES)) rmSync(path, { force: true });
}
