/** The real Salesforce CLI, for the package's checks and the conformance tests: installed on demand, in a folder of its own. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { npmInstalls } from '../npm.ts';

/** It brings a shrinkwrap of its own, so that this version pins all that it needs. */
const VERSION = '2.150.6';

const FOLDER = join(import.meta.dirname, '..', '..', '.data', 'sf');
const MODULES = join(FOLDER, 'cli', 'node_modules');
const CLI = join(MODULES, '@salesforce', 'cli');
/** npm writes this when all the rest is there: an installation that was broken off has none. */
const COMPLETE = join(MODULES, '.package-lock.json');

/** Home of those who run it by hand with `npm run sf`. */
export const SF_HOME = join(FOLDER, 'home');

/** The program, for Node to run, if this very version is installed. */
export function installedSf(): string | undefined {
  const record = join(CLI, 'package.json');
  if (!existsSync(record) || !existsSync(COMPLETE)) return undefined;
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(record, 'utf8')));
  return version === VERSION ? join(CLI, 'bin', 'run.js') : undefined;
}

/** What to do where it is not installed. */
export function howToInstallSf(): string {
  return `The Salesforce CLI ${VERSION} is not installed. From npm, about 300 MB: npm run sf -- --install`;
}

/** Throws when npm fails. */
export function installSf(): void {
  if (installedSf() !== undefined) return;
  const folder = join(FOLDER, 'cli');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const isDone = npmInstalls(folder, 'install', '--save-exact', `@salesforce/cli@${VERSION}`);
  if (!isDone || installedSf() === undefined) throw new Error(`npm could not install the Salesforce CLI ${VERSION}`);
}
