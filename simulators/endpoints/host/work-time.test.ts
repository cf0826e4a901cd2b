import { expect, it } from '@jest/globals';
import type { SimulatorClock } from '../clock.ts';
import { makeManualClock } from '../clock.ts';
import { makeWorkTime } from './work-time.ts';

/** A clock whose timers fire late. */
function lateBy(ms: number): { clock: SimulatorClock; advance: (ms: number) => void } {
  const { now, after, advance } = makeManualClock(0);
  return { clock: { now, after: (delayMs, work) => after(delayMs + ms, work) }, advance };
}

async function take(ms: number, times: number, lateMs: number): Promise<number> {
  const { clock, advance } = lateBy(lateMs);
  const work = makeWorkTime(clock);
  for (let call = 0; call < times; call += 1) {
    const state = { done: false };
    void work(ms).then(() => (state.done = true));
    while (!state.done) {
      advance(0.25);
      await Promise.resolve();
    }
  }
  return clock.now();
}

it('takes its time on average although timers are late', async () => {
  expect(await take(20, 100, 0.75)).toBeLessThan(2010);
  expect(await take(20, 100, 0)).toBe(2000);
});

it('does not make up for a machine that is busy', async () => {
  expect(await take(20, 10, 10)).toBeGreaterThan(270);
});
