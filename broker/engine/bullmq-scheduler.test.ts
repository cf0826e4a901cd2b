import { expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import { makeBullmqScheduler } from './bullmq-scheduler.ts';
import type { QueueBackend } from './queue-backend.ts';

it('is waited for once while the queue does not answer, and asked every second whether it is back', async () => {
  const clock = makeVirtualClock(0);
  const queue = { isThere: false, asked: 0 };
  const addBulk = (): Promise<unknown> => {
    queue.asked += 1;
    return queue.isThere ? Promise.resolve() : new Promise(() => undefined);
  };
  const backend = { queue: () => ({ addBulk }) } as unknown as QueueBackend;
  const scheduler = makeBullmqScheduler(backend, clock, []);
  const wakes: string[] = [];
  const wake = async (): Promise<void> => {
    const outcome = await scheduler.wakeTurns(['ORDER1']).then(
      () => 'woken',
      (error: unknown) => String(error),
    );
    wakes.push(`${clock.now()} ${outcome}`);
  };
  const story = async (): Promise<void> => {
    await wake();
    await wake();
    await clock.sleep(1000);
    queue.isThere = true;
    await wake();
    await wake();
  };
  void story();
  await clock.runUntil(() => wakes.length === 4, 60_000);
  const [unanswered, away] = ['Error: the queue did not answer for 5000 ms', 'Error: the queue is away'];
  expect([wakes, queue.asked]).toEqual([[`5000 ${unanswered}`, `5000 ${away}`, '6000 woken', '6000 woken'], 3]);
});
