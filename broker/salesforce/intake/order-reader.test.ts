import { expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../../test/simulation/virtual-clock.ts';
import type { RestClient } from '../rest-client.ts';
import { makeDoorbell } from '../doorbell.ts';
import { runOrderReader } from './order-reader.ts';

it('reads on at once while the queue is away: what it read is in the ledger, where the sweeper finds it', async () => {
  const clock = makeVirtualClock(1_000_000);
  const announced = ['ORDER1', 'ORDER2', 'ORDER3'].map((orderKey) => ({
    orderKey,
    requestKey: orderKey,
    dedupeKey: orderKey,
    attempts: 1,
  }));
  const read: string[] = [];
  const ledger = {
    claimReads: () => Promise.resolve(announced.splice(0, 1)),
    completeReads: (keys: readonly string[]) => Promise.resolve(void read.push(...keys)),
  };
  const rest = { call: () => Promise.resolve({ ok: true, status: 200, body: { records: [] } }) } as unknown as RestClient;
  const warnings: string[] = [];
  const log = { info: () => undefined, warn: (event: string) => void warnings.push(event), error: () => undefined };
  const metrics = { count: () => undefined, observe: () => undefined, gauge: () => undefined };
  const stopping = new AbortController();
  const reading = runOrderReader(
    {
      ...{ ledger, rest, clock, random: () => 0.5, log, metrics, traces: { step: () => undefined }, bell: makeDoorbell(clock) },
      ...{ stretch: () => 1, wake: () => Promise.reject(new Error('the queue did not answer')) },
    },
    stopping.signal,
  );
  await clock.runUntil(() => read.length === 3, 1_000_200);
  expect([read, new Set(warnings)]).toEqual([['ORDER1', 'ORDER2', 'ORDER3'], new Set(['salesforce.wake_failed'])]);
  stopping.abort(new Error('stopping'));
  await reading;
});
