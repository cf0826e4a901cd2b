/** A file that is made from code: written, or with `--check` compared, so that what is checked in never drifts. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as prettier from 'prettier';

const root = join(import.meta.dirname, '..', '..');

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes the formatted text to a path below the root; with `--check` sets the exit code if the file differs. */
export async function generatedFile(path: string, text: string): Promise<void> {
  const target = join(root, path);
  const options = await prettier.resolveConfig(target);
  const content = await prettier.format(text, { ...options, filepath: target });
  if (contentOf(target) === content) return;
  if (process.argv.includes('--check')) {
    console.error(`${path} is stale; run node ${relative(root, process.argv[1] ?? '')}`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  console.error(`wrote ${path}`);
}
