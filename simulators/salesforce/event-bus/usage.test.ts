import { describe, expect, it } from '@jest/globals';
import { makeMeter } from './usage.ts';
import { makeVirtualClock } from './virtual-clock.ts';

describe('an allocation', () => {
  it('grants what is left, and again once the window has passed', () => {
    const clock = makeVirtualClock(0);
    const meter = makeMeter(10, 3_600_000, clock);
    expect(meter.take(7)).toBe(7);
    clock.advance(1_800_000);
    expect(meter.take(7)).toBe(3);
    expect(meter.take(1)).toBe(0);
    clock.advance(1_800_000);
    expect(meter.allocation()).toEqual({ max: 10, remaining: 7 });
    expect(meter.take(9)).toBe(7);
  });
});
