import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forecast, makeGovernor, observed, paceOf } from './governor.ts';
import type { UsageHistory } from './governor.ts';

const MINUTE = 60_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const unmeasured = { count: () => undefined, observe: () => undefined, gauge: () => undefined };

function steady(callsPerMinute: number, minutes: number, start: number): UsageHistory {
  let history: UsageHistory = [];
  for (let minute = 0; minute <= minutes; minute += 1) {
    history = observed(history, { at: minute * MINUTE, used: start + minute * callsPerMinute, allowed: 100_000 });
  }
  return history;
}

describe('the budget of API calls', () => {
  it.each([
    ['little is used', steady(10, 60, 1_000), 'NORMAL'],
    ['half is used and the rest lasts all day', steady(10, 60, 50_000), 'NORMAL'],
    ['half is used and the rest is gone in three hours', steady(250, 60, 50_000), 'SAVING'],
    ['four fifths are used', steady(1, 60, 80_000), 'SAVING'],
    ['a fifth is left, and gone within the hour', steady(500, 30, 80_000), 'CRITICAL'],
    ['next to nothing is left', steady(0, 60, 96_000), 'CRITICAL'],
    ['nothing is known yet', [], 'NORMAL'],
  ] as const)('when %s the pace is right', (_name, history, expected) => {
    expect(paceOf(forecast(history))).toBe(expected);
  });

  it('keeps an hour of samples, one a minute, however many calls there are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 2_000 }), (gaps) => {
        let [history, at]: [UsageHistory, number] = [[], 0];
        for (const gap of gaps) {
          at += gap;
          history = observed(history, { at, used: at, allowed: 1_000_000 });
        }
        expect(history.length).toBeLessThanOrEqual(62);
        expect(history.at(-1)?.at).toBe(at);
      }),
      { numRuns: 30 },
    );
  });

  it('never grows faster as more is used', () => {
    const rank = { NORMAL: 0, SAVING: 1, CRITICAL: 2 };
    const shares = fc.tuple(
      fc.double({ min: 0, max: 1.2, noNaN: true }),
      fc.double({ min: 0, max: 1.2, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
    );
    fc.assert(
      fc.property(shares, ([a, b, hoursLeft]) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(rank[paceOf({ share: more, hoursLeft })]).toBeGreaterThanOrEqual(rank[paceOf({ share: less, hoursLeft })]);
      }),
    );
  });

  it('gathers longer before a call when the day is nearly spent', () => {
    const governor = makeGovernor({ clock: { now: () => 0 }, log: silent, metrics: unmeasured });
    expect(governor.stretch()).toBe(1);
    governor.observe({ used: 85_000, allowed: 100_000 });
    expect(governor.stretch()).toBe(4);
    governor.observe({ used: 99_000, allowed: 100_000 });
    expect(governor.stretch()).toBe(16);
  });
});
