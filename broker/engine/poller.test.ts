import { expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import type { Endpoint } from './endpoint.ts';
import { makeLane } from './lane.ts';
import { runPoller } from './poller.ts';

const CAPABILITIES = { intents: [], idempotency: 'E', settleMs: 0, timeoutMs: 5000, concurrency: 1, readBatch: 1 } as const;

it('leaves when it is told to, also while it waits for a place that other processes have', async () => {
  const clock = makeVirtualClock(0);
  const lane = makeLane({ id: 'erp', capabilities: CAPABILITIES } as unknown as Endpoint, clock);
  lane.setPlaces(0);
  let released = 0;
  const lease = { name: 'poller:erp', owner: 'me', token: 1 };
  const ledger = {
    acquireLease: () => Promise.resolve(lease),
    releaseLease: () => Promise.resolve(void (released += 1)),
    watermark: () => Promise.resolve(undefined),
    moveWatermark: () => Promise.resolve(),
    accept: () => Promise.resolve([]),
  };
  const failures: unknown[] = [];
  const stopping = new AbortController();
  const wakeTurns = (): Promise<void> => Promise.resolve();
  const dependencies = { lane, ledger, clock, owner: 'me', intervalMs: 100, leaseMs: 1000, wakeTurns };
  const polling = runPoller({ ...dependencies, onFailure: (failure) => failures.push(failure) }, stopping.signal);
  let left = false;
  void polling.then(() => (left = true));
  setImmediate(() => {
    stopping.abort(new Error('stopping'));
  });
  await clock.runUntil(() => left, 1000);
  expect([released, failures]).toEqual([1, []]);
});
