/** Keeps the page's bundle as fresh as its sources. */
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import type { RollupCache } from 'rollup';
import { listSourceFiles } from '../metadata/source-files.ts';
import { buildApplication } from './application.ts';
import { keepPage } from './kept-page.ts';
import { prepareLibrary } from './library.ts';
import type { Library } from './library.ts';
import type { Bundle } from './output.ts';
import { BROWSER } from './settings.ts';
import type { EngineMode } from './settings.ts';
import { indexSources } from './source-index.ts';

/** What is wrong with the sources: for people, with file and line. */
export type BuildFailure = { readonly failed: string };

export type Builder = {
  /** The page as the sources are now. What has not changed is not compiled again; calls at the same time share one build. */
  readonly build: () => Promise<Bundle | BuildFailure>;
  /** The page as it was built last. Its parts are asked for one by one, and looking for changes each time would take seconds. */
  readonly built: () => Promise<Bundle | BuildFailure>;
};

export type BuilderOptions = {
  readonly sources: readonly string[];
  readonly mode: EngineMode;
  /** Where the compiled base components and pages are kept. */
  readonly cacheFolder: string;
  readonly tell: (line: string) => void;
};

type Kept = { readonly stamp: string; readonly outcome: Bundle | BuildFailure };

export function makeBuilder({ sources, mode, cacheFolder, tell }: BuilderOptions): Builder {
  let kept: Kept | undefined;
  let running: Promise<Kept> | undefined;
  let cache: RollupCache | undefined;

  async function compile(library: Library): Promise<Bundle> {
    const application = await buildApplication(library, indexSources(listSourceFiles(sources)), cache);
    cache = application.cache;
    return application.bundle;
  }

  async function buildNow(stamp: string): Promise<Kept> {
    try {
      const library = await prepareLibrary(cacheFolder, mode, tell);
      return { stamp, outcome: await keepPage(cacheFolder, { library, sources }, () => compile(library)) };
    } catch (error) {
      const failed = explain(error);
      tell(failed);
      return { stamp, outcome: { failed } };
    }
  }

  async function build(): Promise<Bundle | BuildFailure> {
    const stamp = stampOf(sources);
    if (kept?.stamp === stamp) return kept.outcome;
    running ??= buildNow(stamp);
    kept = await running;
    running = undefined;
    return kept.outcome;
  }

  return { build, built: async () => kept?.outcome ?? build() };
}

/** Changes whenever a file that a page is made of does. */
function stampOf(sources: readonly string[]): string {
  const files = listSourceFiles([...sources, BROWSER]).ending('');
  return files.map((file) => `${file} ${String(statSync(file).mtimeMs)}`).join('\n');
}

type Located = { readonly id?: string; readonly loc?: { readonly file?: string; readonly line: number; readonly column: number } };

/** `force-app/…/obTimeline.html:12:4: …` */
function explain(error: unknown): string {
  const { id, loc, message: said } = error as Located & Error;
  const file = (loc?.file ?? id ?? '').replace(/\?.*$/, '').replace(/^\0/, '');
  const place = [file === '' ? '' : relative(process.cwd(), file), loc?.line, loc?.column].filter(
    (part) => part !== '' && part !== undefined,
  );
  const message = said.replaceAll(`${process.cwd()}/`, '').replaceAll(/\?specifier=[\w/]+/g, '');
  return place.length === 0 ? message : `${place.join(':')}: ${message}`;
}
