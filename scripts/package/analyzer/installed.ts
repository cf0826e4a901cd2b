/**
 * Salesforce's Code Analyzer, whose engines are the ones reviewers and customers' security teams run. Its 250 MB stay off the way
 * of the demo: what the folder `locked` names is installed into .data, once for each of its contents.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npmInstalls } from '../../npm.ts';

const locked = join(import.meta.dirname, 'locked');
const FILES = ['package.json', 'package-lock.json'] as const;
const home = join(import.meta.dirname, '..', '..', '..', '.data');

function folder(): string {
  const hash = createHash('sha256');
  for (const name of FILES) hash.update(readFileSync(join(locked, name)));
  return join(home, `code-analyzer-${hash.digest('hex').slice(0, 12)}`);
}

/** What to do where it is not installed. */
export const HOW_TO_INSTALL = 'Code Analyzer is not installed: node scripts/package/analyze.ts --install';

/** The folder that holds its `node_modules`, if it is installed as the lockfile says. */
export function installedAnalyzer(): string | undefined {
  return existsSync(folder()) ? folder() : undefined;
}

/** Installs it from npm, without install scripts. Does nothing where it is already there; fails with an Error if npm does. */
export function installAnalyzer(): void {
  if (installedAnalyzer() !== undefined) return;
  const unfinished = `${folder()}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const name of FILES) copyFileSync(join(locked, name), join(unfinished, name));
    if (!npmInstalls(unfinished, 'ci'))
      throw new Error('npm could not install Code Analyzer; it needs the npm registry, or a mirror or cache of it');
    renameSync(unfinished, folder());
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
