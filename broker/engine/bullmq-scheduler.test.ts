import { describe, expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import { makeBullmqScheduler } from './bullmq-scheduler.ts';
import type { QueueBackend } from './queue-backend.ts';

/** A queue that does as it is told for each thing it is given. */
function makeQueue(answer: () => Promise<unknown>): { readonly backend: QueueBackend; readonly given: string[] } {
  const given: string[] = [];
  const addBulk = (jobs: readonly { readonly data: { readonly ids: readonly string[] } }[]): Promise<unknown> => {
    given.push(...jobs.flatMap(({ data }) => data.ids));
    return answer();
  };
  return { backend: { queue: () => ({ addBulk, close: () => Promise.resolve() }) } as unknown as QueueBackend, given };
}

describe('while the queue', () => {
  it('refuses, wake-ups fail nobody and the failure is told; what comes once it is back is taken', async () => {
    const clock = makeVirtualClock(1_000_000);
    const refusal = new Error('ECONNREFUSED');
    const failures: unknown[] = [];
    let isAway = true;
    const { backend, given } = makeQueue(() => (isAway ? Promise.reject(refusal) : Promise.resolve([])));
    const scheduler = makeBullmqScheduler(backend, clock, [], (failure) => failures.push(failure));
    scheduler.wakeTurns(['ORDER1']);
    await clock.runUntil(() => failures.length > 0, 1_000_100);
    isAway = false;
    const trying = (): void => {
      scheduler.wakeTurns(['ORDER2']);
      clock.after(100, trying);
    };
    trying();
    await clock.runUntil(() => given.includes('ORDER2'), 1_001_000);
    scheduler.wakeTurns(['ORDER3']);
    expect([given, failures]).toEqual([['ORDER1', 'ORDER2', 'ORDER3'], [refusal]]);
    await scheduler.close();
  });

  it('does not answer, it is not filled with what nobody takes', async () => {
    const clock = makeVirtualClock(1_000_000);
    const failures: unknown[] = [];
    const { backend, given } = makeQueue(() => new Promise(() => undefined));
    const scheduler = makeBullmqScheduler(backend, clock, [], (failure) => failures.push(failure));
    scheduler.wakeTurns(['ORDER1']);
    await clock.runUntil(() => failures.length > 0, 1_010_000);
    for (let order = 2; order < 1000; order++) scheduler.wakeTurns([`ORDER${order}`]);
    expect([given, failures]).toEqual([['ORDER1'], [new Error('the queue did not answer for 5000 ms')]]);
  });
});
