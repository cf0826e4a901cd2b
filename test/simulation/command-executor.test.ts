/** What the executor owes an endpoint, whatever wakes it, over the ledger in memory. */
import { expect, it } from '@jest/globals';
import { makeCommandExecutor } from '../../broker/engine/command-executor.ts';
import type { Endpoint } from '../../broker/engine/endpoint.ts';
import { makeLane } from '../../broker/engine/lane.ts';
import { systemClock } from '../../broker/engine/system-clock.ts';
import { issue, T0 } from '../contract/ledger-moves.ts';
import { makeMemoryLedger, makeMemoryTables } from './memory-ledger.ts';

import type { Clock } from '../../broker/engine/clock.ts';
import type { CommandExecutor } from '../../broker/engine/command-executor.ts';
import type { Lane } from '../../broker/engine/lane.ts';
import type { Ledger } from '../../broker/engine/ledger.ts';

const CAPABILITIES = { intents: [], idempotency: 'E', settleMs: 1000, timeoutMs: 1000, concurrency: 8, readBatch: 1 } as const;

const clock: Clock = { ...systemClock, now: () => T0 };

const faults: unknown[] = [];

function endpoint(send: (commandId: string) => Promise<unknown>): Endpoint {
  const sending = ({ commandId }: { commandId: string }): Promise<unknown> => send(commandId);
  return { id: 'erp', capabilities: CAPABILITIES, send: sending } as unknown as Endpoint;
}

function executorOf(ledger: Ledger, lane: Lane): CommandExecutor {
  return makeCommandExecutor({
    ...{ ledger, lane, clock, random: () => 0.5, owner: 'me', leaseMs: 4000 },
    scheduler: { wakeCommands: () => undefined },
    ...{ wakeTurns: () => undefined, reach: () => undefined, onCall: () => undefined },
    onFault: (fault) => faults.push(fault),
  });
}

it('sends a command once that its job and the sweeper name in the same moment', async () => {
  const ledger = makeMemoryLedger(makeMemoryTables(), clock.now);
  const sent: string[] = [];
  const erp = endpoint(async (commandId) => {
    sent.push(commandId);
    await Promise.resolve();
    return { class: 'ACK', document: { nativeId: '1' } };
  });
  const executor = executorOf(ledger, makeLane(erp, clock));
  const { commandId } = await issue(ledger);
  await Promise.all([executor.execute(commandId), executor.execute(commandId)]);
  expect(sent).toEqual([commandId]);
});

it('gives back at a stop what waits for a slot, and never what was sent', async () => {
  const ledger = makeMemoryLedger(makeMemoryTables(), clock.now);
  const lane = makeLane(
    endpoint(async () => {
      stopped = executor.stop();
      await Promise.resolve();
      throw new Error('a bug, after the ERP has it');
    }),
    clock,
  );
  lane.setPlaces(1);
  const executor = executorOf(ledger, lane);
  let stopped: Promise<void> | undefined;
  const [sent, waiting] = [await issue(ledger), await issue(ledger)];
  const failing = executor.execute(sent.commandId);
  await Promise.allSettled([failing, executor.execute(waiting.commandId)]);
  await stopped;
  await failing;
  const claimed = await ledger.claimCommands([sent.commandId, waiting.commandId], 'another', T0, 4000);
  expect(claimed.map(({ command }) => command.commandId)).toEqual([waiting.commandId]);
});

it('is in doubt of a command whose adapter has a bug, tells its order so, and asks later instead of again and again', async () => {
  faults.length = 0;
  const tables = makeMemoryTables();
  const ledger = makeMemoryLedger(tables, clock.now);
  const told: unknown[] = [];
  const telling: Ledger = {
    ...ledger,
    settleCommands: (settlements) => {
      told.push(...settlements.map(({ message }) => message?.message));
      return ledger.settleCommands(settlements);
    },
  };
  const bug = new TypeError('a bug of the adapter');
  const failing = { id: 'erp', capabilities: CAPABILITIES, send: () => Promise.reject(bug), probe: () => Promise.reject(bug) };
  const executor = executorOf(telling, makeLane(failing as unknown as Endpoint, clock));
  const { commandId } = await issue(ledger);
  await executor.execute(commandId);
  expect(told).toMatchObject([{ type: 'command.in_doubt', code: 'ADAPTER_FAULT', nextTryAt: T0 + 250 }]);
  expect(tables.commands.get(commandId)).toMatchObject({ state: 'IN_DOUBT', dueAt: T0 + 250 });

  Object.assign(tables.commands.get(commandId) ?? {}, { dueAt: T0, sentAt: T0 - 60_000 });
  await executor.execute(commandId);
  expect(tables.commands.get(commandId)).toMatchObject({ state: 'IN_DOUBT', dueAt: T0 + 30_000 });
  expect(faults).toEqual([bug, bug]);
});

it('settles a refusal in words any ledger can keep', async () => {
  const ledger = makeMemoryLedger(makeMemoryTables(), clock.now);
  const refusal = { class: 'REJECT', code: 'BAD\u0000SKU', message: 'the ERP\n refuses \ud800' };
  const settled: unknown[] = [];
  const recording: Ledger = {
    ...ledger,
    settleCommands: (settlements) => {
      settled.push(...settlements);
      return ledger.settleCommands(settlements);
    },
  };
  const executor = executorOf(
    recording,
    makeLane(
      endpoint(() => Promise.resolve(refusal)),
      clock,
    ),
  );
  await executor.execute((await issue(ledger)).commandId);
  const message = { message: { type: 'command.rejected', code: 'BAD?SKU', message: 'the ERP? refuses ?' } };
  expect(settled).toMatchObject([{ state: 'REJECTED', code: 'BAD?SKU', detail: 'the ERP? refuses ?', message }]);
});
