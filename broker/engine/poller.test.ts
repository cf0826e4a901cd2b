import { expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import type { Endpoint } from './endpoint.ts';
import { makeLane } from './lane.ts';
import type { InboundBatch } from './ledger.ts';
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
  const wakeTurns = (): void => undefined;
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

it('goes on in the feed, and says so, past documents nobody can tell apart', async () => {
  const clock = makeVirtualClock(0);
  const changes = (): Promise<unknown> =>
    Promise.resolve({ class: 'OK', hints: [{ kind: 'order', nativeId: '7' }], cursor: 'c1', more: false });
  const observation = { kind: 'order', endpoint: 'erp', orderKey: 'ORDER7', nativeId: '7', version: 1 };
  const read = (): Promise<unknown> => Promise.resolve({ class: 'OK', observations: [observation], leftOut: 1 });
  const lane = makeLane({ id: 'erp', capabilities: CAPABILITIES, changes, read } as unknown as Endpoint, clock);
  const [taken, moved, failures]: [string[], string[], unknown[]] = [[], [], []];
  const ledger = {
    acquireLease: () => Promise.resolve({ name: 'poller:erp', owner: 'me', token: 1 }),
    releaseLease: () => Promise.resolve(),
    watermark: () => Promise.resolve(moved.at(-1)),
    moveWatermark: (_name: string, _from: string | undefined, to: string) => Promise.resolve(void moved.push(to)),
    accept: ({ messages }: InboundBatch) => Promise.resolve((taken.push(...messages.map(({ aggregateId }) => aggregateId)), [])),
  };
  const stopping = new AbortController();
  const dependencies = { lane, ledger, clock, owner: 'me', intervalMs: 100, leaseMs: 1000, wakeTurns: () => undefined };
  const polling = runPoller({ ...dependencies, onFailure: (failure) => failures.push(failure) }, stopping.signal);
  await clock.runUntil(() => moved.length > 0, 10_000);
  expect([taken, moved]).toEqual([['ORDER7'], ['c1']]);
  expect(failures).toMatchObject([{ code: 'DOCUMENT_UNREADABLE' }]);
  stopping.abort(new Error('stopping'));
  await polling;
});
