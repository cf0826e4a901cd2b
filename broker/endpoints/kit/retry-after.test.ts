import { expect, it } from '@jest/globals';
import { parseRetryAfter } from './retry-after.ts';

const NOW = Date.parse('2026-03-01T10:00:00Z');

it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Sun, 01 Mar 2026 10:00:30 GMT', 30_000],
  ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j means %j ms', (header, expected) => {
  expect(parseRetryAfter(header, NOW)).toBe(expected);
});
