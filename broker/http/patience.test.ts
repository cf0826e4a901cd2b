import { expect, test } from '@jest/globals';
import type { Request } from 'express';
import { patienceOf } from './patience.ts';

test.each([
  ['wait=3', 3000],
  ['respond-async, wait=3', 3000],
  ['return=minimal; foo="bar", Wait = "2"', 2000],
  ['wait=0', 0],
  ['wait=999999', 10_000],
  ['wait=soon', undefined],
  ['await=3', undefined],
  [undefined, undefined],
])('a caller who says %p would wait %p ms', (prefer, expected) => {
  expect(patienceOf({ headers: { prefer } } as unknown as Request)).toBe(expected);
});
