import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { keepPage } from './kept-page.ts';
import type { Bundle } from './output.ts';

const LIBRARY = { mode: 'development' as const, hash: 'l1', folder: '', modules: new Set<string>() };

function pageOf(text: string): Bundle {
  return { hash: text, files: new Map([['main.js', text]]) };
}

describe('a compiled page', () => {
  let folder: string;
  let source: string;
  let compiled: number;

  beforeEach(() => {
    [folder, source] = [mkdtempSync(join(tmpdir(), 'pages-')), mkdtempSync(join(tmpdir(), 'source-'))];
    writeFileSync(join(source, 'hello.js'), 'one');
    compiled = 0;
  });

  const ask = (text: string, hash = 'l1'): Promise<Bundle> =>
    keepPage(folder, { library: { ...LIBRARY, hash }, sources: [source] }, () => {
      compiled += 1;
      return Promise.resolve(pageOf(text));
    });

  test('is compiled once for the same sources, and comes back as it was', async () => {
    await ask('first');
    expect(await ask('second')).toEqual(pageOf('first'));
    expect(compiled).toBe(1);
  });

  test('is compiled again when a source changes, or the library', async () => {
    await ask('first');
    writeFileSync(join(source, 'hello.js'), 'two');
    expect(await ask('second')).toEqual(pageOf('second'));
    expect(await ask('third', 'l2')).toEqual(pageOf('third'));
  });

  test('is not kept when it does not compile', async () => {
    const asked = keepPage(folder, { library: LIBRARY, sources: [source] }, () => Promise.reject(new Error('no such label')));
    await expect(asked).rejects.toThrow('no such label');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('makes room for newer ones', async () => {
    await ask('first');
    const [oldest = ''] = readdirSync(folder);
    utimesSync(join(folder, oldest), 1, 1);
    for (let edit = 0; edit < 8; edit += 1) await ask('next', `library ${edit}`);
    expect(readdirSync(folder)).toHaveLength(8);
    expect(readdirSync(folder)).not.toContain(oldest);
  });
});
