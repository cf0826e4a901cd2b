import { expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import type { ScheduledCommand } from './ledger.ts';
import { makeTurnRunner } from './turn-runner.ts';

it('runs turn after turn while the queue that is to take their commands does not answer', async () => {
  const clock = makeVirtualClock(0);
  const ran: string[] = [];
  const command = (id: string): ScheduledCommand => ({ commandId: `${id}-C1`, endpoint: 'erp', priority: 3, token: 0, dueAt: 0 });
  const runner = makeTurnRunner({
    ledger: {
      runTurns: (ids) => {
        ran.push(...ids);
        return Promise.resolve({
          reports: ids.map((id) => ({ aggregateId: id, commands: [command(id)], dirty: false, more: false })),
          busy: [],
        });
      },
    },
    turn: () => {
      throw new Error('the ledger of this test runs no turns');
    },
    scheduler: { wakeCommands: () => new Promise(() => undefined) },
    ...{ clock, reach: () => undefined, onRecords: () => undefined, onTurns: () => undefined, onFailure: () => undefined },
  });
  runner.wake(Array.from({ length: 500 }, (_, number) => `ORDER${number}`));
  await clock.runUntil(() => ran.length === 500, 0);
  expect(new Set(ran).size).toBe(500);
  await runner.stop();
});
