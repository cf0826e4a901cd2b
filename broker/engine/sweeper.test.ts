import { describe, expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import type { ScheduledCommand } from './ledger.ts';
import { runSweeper } from './sweeper.ts';

const START = 1_000_000;
const overdue: ScheduledCommand = { commandId: 'ORDER1-C1', endpoint: 'erp', priority: 3, token: 0, dueAt: 0 };

type Scene = { readonly remembers: () => Promise<boolean>; readonly callMs: number };

/** Sweeps until so much is done, with a ledger in which a turn and a command wait. Answers what was done, and in what time. */
async function sweepUntil(count: number, { remembers, callMs }: Scene) {
  const clock = makeVirtualClock(START);
  const [did, failures]: [string[], unknown[]] = [[], []];
  const note = (what: string, commands: readonly ScheduledCommand[]): void => {
    did.push(...commands.map(({ commandId }) => `${what} ${commandId}`));
  };
  const stopping = new AbortController();
  const sweeping = runSweeper(
    {
      ledger: { waitingAggregates: () => Promise.resolve(['ORDER2']), dueCommands: () => Promise.resolve([overdue]) },
      queue: {
        wakeCommands: (commands) => {
          note('queued', commands);
        },
      },
      remembers,
      wakeTurns: (ids) => did.push(...ids.map((id) => `ran ${id}`)),
      takeOverdue: (commands) => {
        note('took', commands);
        return clock.sleep(callMs);
      },
      clock,
      intervalMs: 1000,
      onFailure: (failure) => failures.push(failure),
    },
    stopping.signal,
  );
  await clock.runUntil(() => did.length >= count, START + 600_000);
  stopping.abort(new Error('stopping'));
  await sweeping;
  return { did, failures, tookMs: clock.now() - START };
}

const refuses = (): Promise<boolean> => Promise.reject(new Error('ECONNREFUSED'));
const silent = (): Promise<boolean> => new Promise(() => undefined);

describe('while the queue', () => {
  it.each([
    ['refuses', refuses],
    ['does not answer', silent],
  ])('%s, what is due is done here all the same, the failure told, and the queue given nothing', async (_, remembers) => {
    const { did, failures } = await sweepUntil(6, { remembers, callMs: 0 });
    expect(did).toEqual(['ran ORDER2', 'took ORDER1-C1', 'ran ORDER2', 'took ORDER1-C1', 'ran ORDER2', 'took ORDER1-C1']);
    expect(failures.length).toBeGreaterThan(0);
  });

  it.each([
    ['as soon as what was taken before is done', 200, 3000],
    ['but not much later where a call takes long', 60_000, 21_000],
  ])('does not answer, the next is taken %s', async (_, callMs, withinMs) => {
    const { tookMs } = await sweepUntil(30, { remembers: silent, callMs });
    expect(tookMs).toBeGreaterThan(2000);
    expect(tookMs).toBeLessThanOrEqual(withinMs + 1000);
  });

  it('does not answer, it is asked no second question before it does', async () => {
    let asked = 0;
    const remembers = (): Promise<boolean> => {
      asked += 1;
      return silent();
    };
    await sweepUntil(30, { remembers, callMs: 0 });
    expect(asked).toBe(1);
  });
});

it('puts what is overdue into a queue that is there, once an interval', async () => {
  const { did, tookMs } = await sweepUntil(6, { remembers: () => Promise.resolve(true), callMs: 0 });
  expect(did).toEqual(['ran ORDER2', 'took ORDER1-C1', 'queued ORDER1-C1', 'ran ORDER2', 'took ORDER1-C1', 'queued ORDER1-C1']);
  expect(tookMs).toBe(1000);
});
