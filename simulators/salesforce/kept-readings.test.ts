/** What was read before is taken from files, and nothing else is. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReadings, type KeptReadings } from './kept-readings.ts';

const CODE = 'export const read = (text) => ({ said: text });';
const LIBRARY = '{"name": "reader", "version": "1.0.0"}';

let home = '';
let files = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kept-'));
  files = join(home, 'files');
  for (const folder of ['code', 'node_modules/reader']) mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, 'code/read.ts'), CODE);
  writeFileSync(join(home, 'node_modules/reader/package.json'), LIBRARY);
  writeFileSync(join(home, 'node_modules/reader/index.js'), '');
});
afterEach(() => rmSync(home, { recursive: true }));

const open = (): KeptReadings<{ said: string }> => openReadings(files, { folder: join(home, 'code'), library: 'reader' });
const file = (): string => join(files, readdirSync(files)[0] ?? '');

test('a reading is found again, by whoever opens the folder', () => {
  open().keep('text', { said: 'text' });
  expect(open().find('text')).toEqual({ said: 'text' });
  expect(open().find('another')).toBeUndefined();
});

test.each(['', '{', '{"said":"lie"}', '0\n{"said":"lie"}'])('a file that holds %j is not believed', (content) => {
  open().keep('text', { said: 'text' });
  writeFileSync(file(), content);
  expect(open().find('text')).toBeUndefined();
});

test('a file of which one character is another is not believed, though it is JSON', () => {
  open().keep('text', { said: 'text' });
  writeFileSync(file(), readFileSync(file(), 'utf8').replace('"text"', '"test"'));
  expect(open().find('text')).toBeUndefined();
});

test('a file under the name of another is not believed', () => {
  const readings = open();
  readings.keep('text', { said: 'text' });
  const first = file();
  rmSync(files, { recursive: true });
  const others = open();
  others.keep('another', { said: 'another' });
  copyFileSync(file(), first);
  expect(others.find('another')).toEqual({ said: 'another' });
  expect(others.find('text')).toBeUndefined();
});

test.each([
  ['code', 'code/read.ts', `${CODE}\n`],
  ['library', 'node_modules/reader/package.json', LIBRARY.replace('1.0.0', '1.0.1')],
])('what another %s read is read again', (_, path, content) => {
  open().keep('text', { said: 'text' });
  writeFileSync(join(home, path), content);
  expect(open().find('text')).toBeUndefined();
});

test('a damaged file is replaced', () => {
  open().keep('text', { said: 'text' });
  writeFileSync(file(), '{');
  open().keep('text', { said: 'text' });
  expect(open().find('text')).toEqual({ said: 'text' });
});
