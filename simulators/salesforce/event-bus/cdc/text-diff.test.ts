import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { applyPatch } from 'diff';
import { textDiff } from './text-diff.ts';

const lines = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `line ${index} of a description that goes on and on`);

describe('differences of long texts', () => {
  it('name the hash of the new value, carry only what changed, and lead to it', () => {
    const before = lines(40).join('\n');
    const after = before.replace('line 7 of', 'line seven of');
    const diff = textDiff(before, after) ?? '';
    expect(diff.split('\n')).toEqual([
      '--- ',
      `+++ ${createHash('sha256').update(after).digest('hex')}`,
      '@@ -8,1 +8,1 @@',
      '-line 7 of a description that goes on and on',
      '+line seven of a description that goes on and on',
    ]);
    expect(applyPatch(before, diff)).toBe(after);
  });

  it.each([
    ['a short text', 'a', 'b'],
    ['a text that was empty', '', lines(40).join('\n')],
    ['a text twice as long', lines(30).join('\n'), lines(60).join('\n')],
    [
      'a text with most lines changed',
      lines(40).join('\n'),
      lines(40)
        .map((line) => line.toUpperCase())
        .join('\n'),
    ],
    ['tens of thousands of lines in another order', lines(20_000).join('\n'), lines(20_000).reverse().join('\n')],
  ])('are not sent for %s', (_case, before, after) => {
    expect(textDiff(before, after)).toBeUndefined();
  });
});
