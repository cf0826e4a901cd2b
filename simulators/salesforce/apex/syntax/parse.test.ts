/** The front end reads Apex into plain data and reports every syntax error with its place. */
import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseApex } from './parse.ts';

const PACKAGE = fileURLToPath(new URL('../../../../force-app', import.meta.url));

test('every class and trigger of the package can be read', () => {
  const files = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(cls|trigger)$/.test(path));
  expect(files.length).toBeGreaterThan(30);
  for (const path of files) {
    const parsed = parseApex(readFileSync(`${PACKAGE}/${path}`, 'utf8'), path.endsWith('.trigger') ? 'trigger' : 'class');
    expect({ path, ok: parsed.ok }).toEqual({ path, ok: true });
  }
});

test('syntax errors come with line and column, all of them', () => {
  const parsed = parseApex('public class A {\n  void f() { Integer x = ; }\n  void g() { y = 1 }\n}', 'class');
  expect(parsed).toMatchObject({ ok: false, problems: [{ at: { line: 2, column: 26 } }, { at: { line: 3 } }] });
});

test('binds of a query are taken out of its text', () => {
  const parsed = parseApex('List<A> a = [SELECT Id FROM A WHERE Id IN :ids AND Name = :names.get(0) LIMIT 1];', 'anonymous');
  expect(parsed).toMatchObject({
    tree: {
      body: [
        {
          declarators: [
            { value: { text: 'SELECT Id FROM A WHERE Id IN :b0 AND Name = :b1 LIMIT 1', binds: [{ name: 'b0' }, { name: 'b1' }] } },
          ],
        },
      ],
    },
  });
});

test('a source that nests without end is refused, not a crash', () => {
  const deep = `${'('.repeat(2_000)}1${')'.repeat(2_000)}`;
  expect(parseApex(`Integer i = ${deep};`, 'anonymous')).toMatchObject({ ok: false });
});
