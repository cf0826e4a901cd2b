/**
 * Runs every generator of scripts/generate/. A file there that exports something serves the generators and is not one.
 *
 *   npm run generate              writes what is made from code
 *   npm run generate -- --check   exits 1 if something checked in is not what the code says
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'generate');
const generators = globSync('*.ts', { cwd: folder, exclude: ['*.test.ts'] })
  .map((name) => join(folder, name))
  .filter((path) => !/^export /m.test(readFileSync(path, 'utf8')))
  .sort();

for (const generator of generators) {
  const { status } = spawnSync(process.execPath, [generator, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
