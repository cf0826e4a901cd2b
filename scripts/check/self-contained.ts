/**
 * Nothing that git tracks may lean on the machine it was written on: no absolute path of somebody's disk, no folder beside
 * the repository, no private host. Whoever clones it has none of these.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Written so that this file does not contain what it looks for. */
const FOREIGN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a path of one machine', /(?<![\w.~-])[/](?:work|root|home|Users|mnt)[/][\w.-]/],
  ['a folder beside the repository', /\.\.[/](?:shared|facts)\b/],
  ['a private host', /https?:[/][/][^/\s'"`]*\.(?:internal|corp|lan|intra|intranet)\b/],
  ['a package registry', /https?:[/][/](?:[^/\s'"`]*\b)?(?:registry|verdaccio|artifactory|nexus)\b/],
  ['a file of npm that names a registry', /^\s*(?:@[\w-]+:)?registry\s*=/],
];

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  .split('\0')
  .filter(Boolean);

function isText(content: Buffer): boolean {
  return !content.includes(0);
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(join(root, path));
  } catch {
    return Buffer.alloc(0); // deleted, and not committed yet
  }
}

const found = tracked.flatMap((path) => {
  const content = contentOf(path);
  if (!isText(content)) return [];
  return content
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) =>
      FOREIGN.filter(([, pattern]) => pattern.test(line)).map(
        ([what]) => `${path}:${index + 1} names ${what}: ${line.trim().slice(0, 120)}`,
      ),
    );
});

for (const line of found) console.log(line);
if (tracked.length === 0) console.log('git lists no files');
process.exitCode = found.length > 0 || tracked.length === 0 ? 1 : 0;
