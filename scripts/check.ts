/**
 * Every gate that needs no running system: `npm run check`, or `npm run check -- lint types` for some of them.
 * Prints one line a gate and what the gate said, which is little if it holds. Exits 1 if one failed.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '..');
const AT_ONCE = 2;

type Gate = { readonly name: string; readonly holds: string; readonly command: readonly string[] };

const tool = (name: string): string => join('node_modules', '.bin', name);
const script = (path: string, ...args: string[]): string[] => [process.execPath, path, ...args];

/** The slow ones first, so that two at once end together. */
const GATES: readonly Gate[] = [
  { name: 'lint', holds: 'eslint.config.js', command: [tool('eslint'), '.', '--max-warnings=0'] },
  { name: 'types', holds: 'the TypeScript compiler is content', command: [tool('tsc'), '-p', '.'] },
  {
    name: 'types-page',
    holds: 'the compiler is content with what runs in a browser',
    command: [tool('tsc'), '-p', 'simulators/console/browser'],
  },
  {
    name: 'package',
    holds: 'the Salesforce package would deploy, as far as can be told without an org',
    command: script('scripts/package/check.ts'),
  },
  {
    name: 'analyzer',
    holds: 'Salesforce’s Code Analyzer finds nothing of severity 1 to 3 in the package',
    command: script('scripts/package/analyze.ts'),
  },
  { name: 'duplicates', holds: 'no code is there twice', command: script('scripts/check/duplicates.ts') },
  {
    name: 'format',
    holds: 'Prettier would change nothing',
    command: [tool('prettier'), '--check', '--ignore-unknown', '--log-level=warn', '.'],
  },
  { name: 'imports', holds: 'parts know only what they may', command: script('scripts/check/imports.ts') },
  { name: 'unused', holds: 'no file, export or dependency lies idle', command: [tool('knip')] },
  { name: 'generated', holds: 'what is made from code is what the code says', command: script('scripts/generate.ts', '--check') },
  { name: 'lockfile', holds: 'installs from any registry on any platform', command: script('scripts/check/lockfile.ts') },
  { name: 'licences', holds: 'every dependency may be used under Apache-2.0', command: script('scripts/check/licences.ts') },
  { name: 'self-contained', holds: 'nothing names a path or host of one machine', command: script('scripts/check/self-contained.ts') },
];

const longestName = Math.max(...GATES.map(({ name }) => name.length));

async function pass({ name, holds, command: [program = '', ...args] }: Gate): Promise<boolean> {
  const start = performance.now();
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } });
  const ended = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(longestName)} ${seconds} s  ${holds}`);
  const said = `${stdout}${stderr}`.trim();
  if (said !== '') console.log(said.replaceAll(/^(?=.)/gm, '     '));
  return code === 0;
}

function chosenGates(names: readonly string[]): readonly Gate[] {
  if (names.includes('--help')) {
    console.log(`npm run check, or npm run check -- with some of: ${GATES.map(({ name }) => name).join(', ')}`);
    process.exit(0);
  }
  const unknown = names.filter((name) => !GATES.some((gate) => gate.name === name));
  if (unknown.length === 0) return names.length === 0 ? GATES : GATES.filter(({ name }) => names.includes(name));
  console.error(`no such gate: ${unknown.join(', ')}; there are ${GATES.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const waiting = [...chosenGates(process.argv.slice(2))];
const failed: string[] = [];

async function work(): Promise<void> {
  for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
    if (!(await pass(gate))) failed.push(gate.name);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work));
console.log(failed.length === 0 ? 'all gates hold' : `failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
