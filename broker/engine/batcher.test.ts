import { describe, expect, it } from '@jest/globals';
import { makeBatcher } from './batcher.ts';

describe('a batcher', () => {
  it('runs calls of the same moment together, and those that come meanwhile in the next batch', async () => {
    const batches: (readonly number[])[] = [];
    const double = makeBatcher((items: readonly number[]) => {
      batches.push(items);
      return Promise.resolve(items.map((item) => item * 2));
    }, 10);
    const first = [double(1), double(2)];
    const results = await Promise.all([...first, ...[3, 4].map(async (item) => (await first[0], double(item)))]);
    expect(results).toEqual([2, 4, 6, 8]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('keeps batches small', async () => {
    const sizes: number[] = [];
    const call = makeBatcher((items: readonly number[]) => {
      sizes.push(items.length);
      return Promise.resolve(items);
    }, 2);
    await Promise.all([1, 2, 3, 4, 5].map(call));
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('fails the callers of a failed batch and no others', async () => {
    const call = makeBatcher(
      (items: readonly string[]) => (items.includes('bad') ? Promise.reject(new Error('no')) : Promise.resolve(items)),
      1,
    );
    const results = await Promise.allSettled(['good', 'bad', 'fine'].map(call));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
