/** Pattern and Matcher. Source: java.util.regex, to which the Apex Reference Guide refers. */
import { describe, expect, test } from '@jest/globals';
import { makeApexBench } from './apex-bench.ts';

const { evaluate, run, thrown } = makeApexBench();

describe('matching a whole text', () => {
  test.each([
    ['a+b', 'aaab', true],
    ['a+b', 'aaabc', false],
    ['(?i)ABC', 'abc', true],
    ['[a-z&&[^bc]]+', 'ad', true],
    ['[a-z&&[^bc]]+', 'ab', false],
    ['\\\\p{Upper}\\\\d{2}', 'X42', true],
    ['\\\\p{L}+', 'Größe', true],
    ['(\\\\w)\\\\1', 'aa', true],
    ['(?<y>\\\\d{4})-\\\\k<y>', '2026-2026', true],
    ['(?<=\\\\$)\\\\d+', '5', false],
    ['.', '\\n', false],
    ['(?s).', '\\n', true],
    ['\\\\Qa.b\\\\E', 'a.b', true],
    ['\\\\Qa.b\\\\E', 'axb', false],
    ['[\\\\w.%+-]+@[\\\\w.-]+\\\\.[a-zA-Z]{2,}', 'ada@shop.example', true],
  ])('%s on "%s": %s', (pattern, text, expected) => {
    expect(evaluate(`Pattern.matches('${pattern}', '${text}')`)).toBe(String(expected));
  });
});

test('a matcher finds one match after another and tells its groups and places', () => {
  const code = `
    Matcher m = Pattern.compile('(\\\\w)(\\\\d+)?').matcher('a12 b');
    while (m.find()) System.debug(m.group() + ' ' + m.group(1) + ' ' + m.group(2) + ' ' + m.start() + ' ' + m.end(1));
    System.debug(m.groupCount());`;
  expect(run(code)).toEqual(['a12 a 12 0 1', 'b b null 4 5', '2']);
});

test('asking for a group without a match is refused', () => {
  expect(thrown(`Pattern.compile('a').matcher('b').group();`)).toBe('StringException: No match found');
});

test.each([
  [`'aabfooaabfooabfoob'.replaceAll('a*b', '-')`, '-foo-foo-foo-'],
  [`'ada lovelace'.replaceAll('(\\\\w+) (\\\\w+)', '$2 $1')`, 'lovelace ada'],
  [`'x'.replaceAll('x', Matcher.quoteReplacement('$1'))`, '$1'],
  [`Pattern.compile('a').matcher('banana').replaceFirst('o')`, 'bonana'],
  [`Pattern.compile('[,;]').split('a,b;c')`, '(a, b, c)'],
  [`'abc'.split('')`, '(a, b, c)'],
  [`''.split(',').size()`, '1'],
  [`Pattern.quote('a.b')`, '\\Qa.b\\E'],
  [`Pattern.compile('b').matcher('abab').region(2, 4).lookingAt()`, 'false'],
  [`Pattern.compile('^a').matcher('bab').region(1, 3).find()`, 'true'],
])('%s gives %s', (expression, expected) => {
  expect(evaluate(expression)).toBe(expected);
});

test.each([
  ['a++', 'possessive quantifiers are not supported'],
  ['(?>a)', 'atomic groups are not supported'],
  ['(a', 'Unclosed group'],
  ['[a', 'Unclosed character class'],
  ['*a', "Dangling meta character '*'"],
])('the expression %s is refused: %s', (pattern, reason) => {
  expect(thrown(`Pattern.compile('${pattern}');`)).toBe(`StringException: Invalid regex: ${reason} near ${pattern}`);
});

test('an expression that would take for ever ends with the LimitException', () => {
  expect(thrown(`Pattern.matches('(a+)+b', '${'a'.repeat(40)}');`)).toBe('LimitException: Regex too complicated');
});
