import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeLeftovers } from './leftovers.ts';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'leftovers-'));
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

const LONG_AGO = new Date('2020-01-01T00:00:00Z');

function folder(name: string, { pid, isFresh = false }: { readonly pid?: number; readonly isFresh?: boolean } = {}): string {
  const path = join(parent, name);
  mkdirSync(path);
  if (pid !== undefined) writeFileSync(join(path, 'postmaster.pid'), `${pid}\n`);
  if (!isFresh) utimesSync(path, LONG_AGO, LONG_AGO);
  return path;
}

it('removes what nobody has used for a day, and nothing else', async () => {
  const kept = folder('seed-0-now');
  folder('seed-0-old');
  folder('seed-0-fresh', { isFresh: true });
  folder('run-killed', { pid: 999_999_999 });
  folder('run-alive', { pid: process.pid });
  folder('other');
  await removeLeftovers(parent, ['seed-0-', 'run-'], kept);
  expect(readdirSync(parent).sort()).toEqual(['other', 'run-alive', 'seed-0-fresh', 'seed-0-now']);
});
