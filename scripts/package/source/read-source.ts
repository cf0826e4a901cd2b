/** Reads the package from disk. Everything after this works on texts in memory, so that a test can change one word of them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The texts of the package by path from the root of the repository, with forward slashes. */
export type SourceTexts = ReadonlyMap<string, string>;

export const PROJECT_FILE = 'sfdx-project.json';
/** The package, and what an administrator deploys beside it. */
export const FOLDERS = ['force-app', 'post-install'];

/** Beside the sources, and never deployed (.forceignore). */
const NEVER_DEPLOYED = /\/__tests__\/|\/package\.json$/;

/** Reads the project file and all files of the package and of what is deployed beside it. */
export function readSource(root: string): SourceTexts {
  const inside = FOLDERS.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !NEVER_DEPLOYED.test(path));
  return new Map([PROJECT_FILE, ...inside.sort()].map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
