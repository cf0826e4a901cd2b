/** Where the files of SFDX source folders are. */
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

export type SourceFiles = {
  /** Paths of files whose name ends so. */
  readonly ending: (suffix: string) => readonly string[];
  /** `{name: path}` of files whose name ends so; the name is what comes before the ending. */
  readonly named: (suffix: string) => ReadonlyMap<string, string>;
};

const SKIPPED = new Set(['node_modules', '__tests__', '__mocks__', '.data']);

/** Lists every file below the folders, in a stable order. Throws when a folder is not there. */
export function listSourceFiles(folders: readonly string[]): SourceFiles {
  const files = folders.flatMap((folder) => below(resolve(folder)));
  const ending = (suffix: string): string[] => files.filter((file) => file.endsWith(suffix));
  return { ending, named: (suffix) => new Map(ending(suffix).map((file) => [basename(file, suffix), file])) };
}

function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (SKIPPED.has(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? below(path) : [path];
    });
}
