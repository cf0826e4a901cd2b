/**
 * `npm run sf -- org display`: the Salesforce CLI of the version that the tests use, with a home of its own in `.data/sf`. It is installed the
 * first time; `npm run sf -- --install` does nothing else.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { sfEnvironment } from './sf/environment.ts';
import { installedSf, installSf, SF_HOME } from './sf/installation.ts';

const args = process.argv.slice(2);

try {
  installSf();
  const program = installedSf();
  if (program !== undefined && args[0] !== '--install') {
    mkdirSync(SF_HOME, { recursive: true });
    process.exitCode = spawnSync(process.execPath, [program, ...args], { stdio: 'inherit', env: sfEnvironment(SF_HOME) }).status ?? 1;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
