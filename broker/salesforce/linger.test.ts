import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lingerMs, makeRateMeter } from './linger.ts';

const policy = { baseMs: 150, maxMs: 1_000, busyPerSecond: 200, worth: 200 };

describe('gathering before a call', () => {
  it('lets a lone item go quickly', () => {
    expect(lingerMs(policy, 0, 1)).toBe(150);
  });

  it('gathers a whole call where the rate allows it', () => {
    fc.assert(
      fc.property(fc.double({ min: 200, max: 100_000, noNaN: true }), (rate) => {
        expect((lingerMs(policy, rate, 1) / 1000) * rate).toBeGreaterThanOrEqual(199.9);
      }),
    );
  });

  it('never waits longer than its longest wait, and longer only when calls are scarce', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100_000, noNaN: true }), fc.constantFrom(1, 4, 16), (rate, stretch) => {
        expect(lingerMs(policy, rate, stretch)).toBeLessThanOrEqual(1_000 * stretch);
        expect(lingerMs(policy, rate, stretch)).toBeGreaterThanOrEqual(lingerMs(policy, rate, 1));
      }),
    );
  });

  it('measures a steady rate and forgets it when nothing comes', () => {
    let now = 0;
    const meter = makeRateMeter({ now: () => now });
    for (let round = 0; round < 100; round += 1) {
      now += 100;
      meter.note(30);
    }
    expect(meter.perSecond()).toBeGreaterThan(270);
    expect(meter.perSecond()).toBeLessThan(330);
    now += 20_000;
    expect(meter.perSecond()).toBeLessThan(1);
  });
});
