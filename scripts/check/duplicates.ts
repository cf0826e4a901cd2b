/**
 * The same code in two places gets corrected in one. The product's own sources are held tightly; tests loosely, because a
 * test that repeats a few lines reads better than one that hides them. What the broker and a simulator have alike is no
 * fault: they may not know each other.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const GENERATED = '**/generated/**';
const TESTS = ['**/*.test.ts', '**/*.suite.ts'];

type Area = {
  readonly folders: readonly string[];
  readonly ignored: readonly string[];
  readonly minTokens: number;
  readonly minLines: number;
};

const AREAS: readonly Area[] = [
  { folders: ['canonical', 'broker'], ignored: [GENERATED, ...TESTS], minTokens: 70, minLines: 6 },
  { folders: ['simulators'], ignored: [GENERATED, ...TESTS], minTokens: 70, minLines: 6 },
  { folders: ['scripts'], ignored: TESTS, minTokens: 70, minLines: 6 },
  { folders: ['canonical', 'broker', 'simulators', 'scripts', 'test'], ignored: [GENERATED], minTokens: 150, minLines: 15 },
];

for (const { folders, ignored, minTokens, minLines } of AREAS) {
  const limits = ['--min-tokens', String(minTokens), '--min-lines', String(minLines), '--exitCode', '1'];
  const output = ['--format', 'typescript', '--reporters', 'consoleFull', '--no-colors', '--noTips', '--ignore', ignored.join(',')];
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', 'jscpd'), [...limits, ...output, ...folders], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) continue;
  console.log(stdout + stderr);
  process.exitCode = 1;
}
