import { describe, expect, it } from '@jest/globals';
import { makeSlots } from './slots.ts';

describe('slots', () => {
  it('let so many in at once, in the order they came', async () => {
    const slots = makeSlots(2);
    const entered: number[] = [];
    const release = await slots.acquire();
    await slots.acquire();
    const waiting = [3, 4].map((name) => slots.acquire().then((free) => (entered.push(name), free)));
    expect(slots.used()).toBe(2);
    release();
    release();
    await waiting[0];
    expect([entered, slots.used()]).toEqual([[3], 2]);
    slots.resize(3);
    await waiting[1];
    expect(entered).toEqual([3, 4]);
  });

  it('let a waiter go who gives up', async () => {
    const slots = makeSlots(1);
    const release = await slots.acquire();
    const giveUp = new AbortController();
    const waiting = slots.acquire(giveUp.signal);
    giveUp.abort(new Error('stopping'));
    await expect(waiting).rejects.toThrow('stopping');
    await expect(slots.acquire(giveUp.signal)).rejects.toThrow('stopping');
    release();
    expect(slots.used()).toBe(0);
  });
});
