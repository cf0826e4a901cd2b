/** A kept syntax tree is the tree the parser gave. */
import { expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseApex } from './parse.ts';
import { makeCachedParser } from './syntax-cache.ts';

const SOURCE = "public class A { Integer f(String s) { return s == 'x' ? 1 : 2; } }";

test('a tree from the cache equals a parsed one; a broken file is parsed again, and problems are not kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'syntax-'));
  const parse = makeCachedParser(folder);
  const fresh = parseApex(SOURCE, 'class');
  expect(parse(SOURCE, 'class')).toEqual(fresh);
  expect(parse(SOURCE, 'class')).toEqual(fresh);
  const [file] = readdirSync(folder);
  writeFileSync(join(folder, file!), '{');
  expect(parse(SOURCE, 'class')).toEqual(fresh);
  expect(parse('public class {', 'class').ok).toBe(false);
  expect(readdirSync(folder)).toHaveLength(1);
  rmSync(folder, { recursive: true });
});
