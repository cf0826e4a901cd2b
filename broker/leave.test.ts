import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const LINES = 5000;

const fileOf = (path: string): string => JSON.stringify(join(import.meta.dirname, path));

/** A process that logs more than a pipe holds and leaves. */
const PROGRAM = `
  import { makeLog } from ${fileOf('telemetry/log.ts')};
  import { leave } from ${fileOf('leave.ts')};
  const log = makeLog('info', {});
  for (let line = 1; line <= ${LINES}; line += 1) log.info('said', { line, text: 'x'.repeat(100) });
  await leave(log, 7, Number(process.argv[1]));
`;

function start(patienceMs: number) {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', PROGRAM, String(patienceMs)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

it('a log is written to its last line before the process leaves', async () => {
  const child = start(20_000);
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = text.trimEnd().split('\n');
  expect([code, lines.length, (JSON.parse(lines.at(-1) ?? '') as { line: number }).line]).toEqual([7, LINES, LINES]);
});

it('a log that nobody reads does not keep the process from leaving', async () => {
  const child = start(200);
  expect(await once(child, 'exit')).toEqual([7, null]);
});
