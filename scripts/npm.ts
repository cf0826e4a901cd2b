/** npm as a part of a program: tools that are installed on demand, each into a folder of its own. */
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';

/** Without install scripts, and without words that nobody asked for. */
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** npm's own program when npm runs us, so that no other npm in PATH gets in between. */
function npmCommand(): readonly [program: string, ...args: string[]] {
  const cli = process.env['npm_execpath'];
  return cli !== undefined && basename(cli) === 'npm-cli.js' ? [process.execPath, cli] : ['npm'];
}

/** Installs in a folder, as `npm install` or `npm ci` with these arguments does; what it prints goes to standard error. Answers whether it did. */
export function npmInstalls(folder: string, verb: 'install' | 'ci', ...args: readonly string[]): boolean {
  const [program, ...own] = npmCommand();
  return spawnSync(program, [...own, verb, ...QUIET, ...args], { cwd: folder, stdio: ['ignore', 2, 2] }).status === 0;
}
