/** What the executor owes an endpoint, whatever wakes it, over the ledger in memory. */
import { expect, it } from '@jest/globals';
import { makeCommandExecutor } from '../../broker/engine/command-executor.ts';
import type { Endpoint } from '../../broker/engine/endpoint.ts';
import { makeLane } from '../../broker/engine/lane.ts';
import { systemClock } from '../../broker/engine/system-clock.ts';
import { issue, T0 } from '../contract/ledger-moves.ts';
import { makeMemoryLedger, makeMemoryTables } from './memory-ledger.ts';

const CAPABILITIES = { intents: [], idempotency: 'E', settleMs: 1000, timeoutMs: 1000, concurrency: 8, readBatch: 1 } as const;

it('sends a command once that its job and the sweeper name in the same moment', async () => {
  const clock = { ...systemClock, now: () => T0 };
  const ledger = makeMemoryLedger(makeMemoryTables(), clock.now);
  const sent: string[] = [];
  const endpoint = {
    id: 'erp',
    capabilities: CAPABILITIES,
    send: async ({ commandId }: { commandId: string }) => {
      sent.push(commandId);
      await Promise.resolve();
      return { class: 'ACK', document: { nativeId: '1' } };
    },
  } as unknown as Endpoint;
  const executor = makeCommandExecutor({
    ...{ ledger, lane: makeLane(endpoint, clock), clock, random: () => 0.5, owner: 'me', leaseMs: 4000 },
    scheduler: { wakeCommands: () => Promise.resolve() },
    ...{ wakeTurns: () => undefined, reach: () => undefined, onCall: () => undefined },
  });
  const { commandId } = await issue(ledger);
  await Promise.all([executor.execute(commandId), executor.execute(commandId)]);
  expect(sent).toEqual([commandId]);
});
