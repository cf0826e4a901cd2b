/** Reads the package from disk. Everything after this works on texts in memory, so that a test can change one word of them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of the package by path from the root of the repository, with forward slashes. */
export type SourceTexts = ReadonlyMap<string, string>;

export const PROJECT_FILE = 'sfdx-project.json';
export const PACKAGE_FOLDER = 'force-app';

/** Reads the project file and all files of the package. */
export function readSource(root: string): SourceTexts {
  const inside = readdirSync(join(root, PACKAGE_FOLDER), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return new Map([PROJECT_FILE, ...inside.sort()].map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
