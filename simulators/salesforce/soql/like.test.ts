import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileLike } from './like.ts';

describe('LIKE', () => {
  test.each([
    ['abc', 'ABC', true],
    ['abc', 'abcd', false],
    ['', '', true],
    ['%', '', true],
    ['_', '', false],
    ['a%', 'a', true],
    ['%c', 'abc', true],
    ['a%a', 'a', false],
    ['a%b%c', 'aXbYc', true],
    ['%ab%ab%', 'abab', true],
    ['%ab%ab%', 'aab', false],
    ['5_\\%', '50%', true],
    ['5_\\%', '500', false],
    ['a.c', 'abc', false],
    ['%x%', 'a\nx\nb', true],
  ])('%s finds %j: %s', (pattern, text, expected) => {
    expect(compileLike(pattern)(text)).toBe(expected);
  });

  test('is what a regular expression of short patterns says', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '%', '_'), { maxLength: 6 }).map((all) => all.join(''));
    const texts = fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const source = pattern.replaceAll('%', '.*').replaceAll('_', '.');
        expect(compileLike(pattern)(text)).toBe(new RegExp(`^${source}$`).test(text));
      }),
    );
  });

  test('with many wildcards ends in a text that almost has them all', () => {
    expect(compileLike(`${'%a'.repeat(60)}%b`)('a'.repeat(30_000))).toBe(false);
  });
});
