import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeBitmaps, encodeBitmaps } from './bitmap.ts';

const none: ReadonlyMap<number, readonly number[]> = new Map();

/** Reads entries as the official Python and Java samples do: hex digits to bits, right to left. */
function decode(entries: readonly string[]): { top: number[]; nested: Map<number, number[]> } {
  const bitsOf = (hex: string): number[] =>
    Array.from(BigInt(hex).toString(2))
      .reverse()
      .flatMap((bit, position) => (bit === '1' ? [position] : []));
  const top = entries[0]?.includes('-') === false ? bitsOf(entries[0]) : [];
  const nested = entries.filter((entry) => entry.includes('-')).map((entry) => entry.split('-'));
  return { top, nested: new Map(nested.map(([parent = '', bits = '0x0']) => [Number(parent), bitsOf(bits)])) };
}

const positions = (most: number) => fc.uniqueArray(fc.nat(most), { maxLength: 20 }).map((list) => list.sort((a, b) => a - b));
const nestedPositions = fc.dictionary(
  fc.nat(60).map(String),
  positions(10).filter((list) => list.length > 0),
  { maxKeys: 5 },
);

describe('bitmaps of changed fields', () => {
  it.each([
    [{ top: [23], nested: new Map([[6, [0]]]) }, ['0x800000', '6-0x01']],
    [{ top: [], nested: new Map([[6, [7, 8]]]) }, ['6-0x0180']],
    [{ top: [23, 68], nested: none }, ['0x100000000000800000']],
    [{ top: [1, 23], nested: none }, ['0x800002']],
    [
      {
        top: [5, 6, 7, 10, 16, 18, 21, 22, 25, 26, 29, 30],
        nested: new Map([
          [7, [1, 2]],
          [4, [4]],
        ]),
      },
      ['0x666504E0', '4-0x10', '7-0x06'],
    ],
    [{ top: [], nested: none }, []],
  ])('of %j read %j, as captured', (fields, entries) => {
    expect(encodeBitmaps(fields)).toEqual(entries);
  });

  it('can be read back by the rules of the official samples', () => {
    fc.assert(
      fc.property(positions(300), nestedPositions, (top, dictionary) => {
        const nested = new Map(Object.entries(dictionary).map(([parent, members]) => [Number(parent), members]));
        expect(decode(encodeBitmaps({ top, nested }))).toEqual({ top, nested });
        expect(decodeBitmaps(encodeBitmaps({ top, nested }))).toEqual({ top, nested });
      }),
    );
  });

  it('have upper-case hex of even length, and the top level first', () => {
    fc.assert(
      fc.property(positions(300), nestedPositions, (top, dictionary) => {
        const nested = new Map(Object.entries(dictionary).map(([parent, members]) => [Number(parent), members]));
        encodeBitmaps({ top, nested }).forEach((entry, index) => {
          expect(entry).toMatch(index === 0 && top.length > 0 ? /^0x([0-9A-F]{2})+$/ : /^\d+-0x([0-9A-F]{2})+$/);
        });
      }),
    );
  });
});
