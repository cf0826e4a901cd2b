import { describe, expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import type { ScheduledCommand } from './ledger.ts';
import { runSweeper } from './sweeper.ts';

const overdue: ScheduledCommand = { commandId: 'ORDER1-C1', endpoint: 'erp', priority: 3, token: 0, dueAt: 0 };

const ABSENT: readonly (readonly [string, () => Promise<boolean>])[] = [
  ['refuses', () => Promise.reject(new Error('ECONNREFUSED'))],
  ['does not answer', () => new Promise(() => undefined)],
];

describe('while the queue', () => {
  it.each(ABSENT)('%s, what is due is found in the ledger all the same, and the failure told', async (_, remembers) => {
    const clock = makeVirtualClock(1_000_000);
    const [woken, failures]: [string[], unknown[]] = [[], []];
    const wakeCommands = (commands: readonly ScheduledCommand[]): Promise<void> => {
      woken.push(...commands.map(({ commandId }) => commandId));
      return Promise.resolve();
    };
    const wakeTurns = (ids: readonly string[]): Promise<void> => Promise.resolve(void woken.push(...ids));
    const ledger = { waitingAggregates: () => Promise.resolve(['ORDER2']), dueCommands: () => Promise.resolve([overdue]) };
    const stopping = new AbortController();
    const sweeper = { ledger, scheduler: { wakeCommands, wakeTurns }, clock, intervalMs: 1000, remembers };
    const sweeping = runSweeper({ ...sweeper, onFailure: (failure) => failures.push(failure) }, stopping.signal);
    await clock.runUntil(() => woken.length >= 4, 1_060_000);
    expect([new Set(woken), failures.length > 0]).toEqual([new Set(['ORDER2', 'ORDER1-C1']), true]);
    stopping.abort(new Error('stopping'));
    await sweeping;
  });
});
