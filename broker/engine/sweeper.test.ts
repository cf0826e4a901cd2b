import { describe, expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import type { ScheduledCommand } from './ledger.ts';
import { runSweeper } from './sweeper.ts';

const INTERVAL_MS = 1000;
const overdue: ScheduledCommand = { commandId: 'ORDER1-C1', endpoint: 'erp', priority: 3, token: 0, dueAt: 0 };

/** Sweeps until the condition holds, with a ledger in which a turn and a command wait. Answers what was done with them, and when. */
async function sweepUntil(remembers: () => Promise<boolean>, condition: (did: readonly string[]) => boolean) {
  const clock = makeVirtualClock(1_000_000);
  const [did, failures]: [string[], unknown[]] = [[], []];
  const note =
    (what: string) =>
    (commands: readonly ScheduledCommand[]): void =>
      void did.push(...commands.map(({ commandId }) => `${what} ${commandId}`));
  const stopping = new AbortController();
  const sweeping = runSweeper(
    {
      ledger: { waitingAggregates: () => Promise.resolve(['ORDER2']), dueCommands: () => Promise.resolve([overdue]) },
      queue: { wakeCommands: note('queued') },
      remembers,
      wakeTurns: (ids) => did.push(...ids.map((id) => `ran ${id}`)),
      takeOverdue: note('took'),
      clock,
      intervalMs: INTERVAL_MS,
      onFailure: (failure) => failures.push(failure),
    },
    stopping.signal,
  );
  await clock.runUntil(() => condition(did), 1_060_000);
  stopping.abort(new Error('stopping'));
  await sweeping;
  return { did, failures, tookMs: clock.now() - 1_000_000 };
}

const ABSENT: readonly (readonly [string, () => Promise<boolean>])[] = [
  ['refuses', () => Promise.reject(new Error('ECONNREFUSED'))],
  ['does not answer', () => new Promise(() => undefined)],
];

describe('while the queue', () => {
  it.each(ABSENT)('%s, what is due is done here all the same, the failure told, and the queue asked once a sweep', async (_, remembers) => {
    const { did, failures, tookMs } = await sweepUntil(remembers, (done) => done.length >= 6);
    expect(did).toEqual(['ran ORDER2', 'took ORDER1-C1', 'ran ORDER2', 'took ORDER1-C1', 'ran ORDER2', 'took ORDER1-C1']);
    expect([failures.length, tookMs < 6 * INTERVAL_MS]).toEqual([3, true]);
  });
});

it('puts what is overdue into a queue that is there', async () => {
  const { did } = await sweepUntil(
    () => Promise.resolve(true),
    (done) => done.length >= 3,
  );
  expect(did).toEqual(['ran ORDER2', 'took ORDER1-C1', 'queued ORDER1-C1']);
});
