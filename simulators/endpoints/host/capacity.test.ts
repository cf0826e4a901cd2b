import { describe, expect, it } from '@jest/globals';
import { makeManualClock } from '../clock.ts';
import { makeRandom } from '../random.ts';
import { DEFAULT_CAPACITY, makeCapacity } from './capacity.ts';
import type { Admission, Capacity, CapacitySettings } from './capacity.ts';

function make(settings: Partial<CapacitySettings>) {
  const clock = makeManualClock(0);
  const capacity = makeCapacity({ ...DEFAULT_CAPACITY, ...settings }, clock, makeRandom(1));
  return { clock, capacity };
}

/** Admits a call that takes its time once it is in. */
async function visit(capacity: Capacity, clock: ReturnType<typeof makeManualClock>): Promise<Admission['kind']> {
  const admission = await capacity.admit();
  if (admission.kind === 'admitted') clock.after(capacity.serviceMs(), admission.leave);
  return admission.kind;
}

describe('a system of two places and 10 ms a call', () => {
  it('serves 2 calls each 10 ms, however many want in', async () => {
    const { clock, capacity } = make({ concurrency: 2, latencyMs: 10 });
    for (let call = 0; call < 10; call += 1) void visit(capacity, clock);
    const served: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await new Promise(setImmediate);
      clock.advance(10);
      served.push(capacity.stats().served);
    }
    expect(served).toEqual([2, 4, 6, 8, 10]);
    expect(capacity.stats().utilisation).toBe(1);
  });

  it('tells how much of it was used', async () => {
    const { clock, capacity } = make({ concurrency: 2, latencyMs: 10 });
    await visit(capacity, clock);
    clock.advance(40);
    expect(capacity.stats()).toMatchObject({ busyMs: 10, elapsedMs: 40, utilisation: 0.125 });
    capacity.reset();
    expect(capacity.stats()).toMatchObject({ served: 0, busyMs: 0 });
  });

  it('turns calls away when its queue is full', async () => {
    const { clock, capacity } = make({ concurrency: 2, latencyMs: 10, queueLimit: 1 });
    const visits = [visit(capacity, clock), visit(capacity, clock), visit(capacity, clock), visit(capacity, clock)];
    await expect(visits[3]).resolves.toBe('overloaded');
    clock.advance(10);
    await expect(visits[2]).resolves.toBe('admitted');
  });

  it('asks callers above its rate to wait until the second is over', async () => {
    const { clock, capacity } = make({ callsPerSecond: 3 });
    for (let call = 0; call < 3; call += 1) await visit(capacity, clock);
    clock.advance(300);
    expect(await capacity.admit()).toEqual({ kind: 'throttled', retryAfterMs: 700 });
    clock.advance(700);
    expect(await visit(capacity, clock)).toBe('admitted');
  });

  it('draws its slow calls from the seed', () => {
    const draw = () => {
      const { capacity } = make({ latencyMs: 5, latencySpreadMs: 5, slowShare: 0.5, slowMs: 100 });
      return Array.from({ length: 50 }, capacity.serviceMs);
    };
    expect(draw()).toEqual(draw());
    expect(draw()).toContain(100);
    expect(draw().some((ms) => ms >= 5 && ms < 10)).toBe(true);
  });
});
