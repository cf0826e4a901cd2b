import { describe, expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import type { Endpoint } from './endpoint.ts';
import { makeLane } from './lane.ts';

const TIMEOUT_MS = 1000;

function endpoint(concurrency: number): Endpoint {
  const unused = (): never => {
    throw new Error('not called here');
  };
  const capabilities = { intents: [], idempotency: 'E', settleMs: 0, timeoutMs: TIMEOUT_MS, concurrency, readBatch: 1 } as const;
  return { id: 'erp', capabilities, send: unused, probe: unused, read: unused, changes: unused };
}

describe('a lane', () => {
  it('lets no more calls in than the endpoint serves at once', async () => {
    const clock = makeVirtualClock(0);
    const lane = makeLane(endpoint(2), clock);
    let most = 0;
    const calls = [1, 2, 3, 4].map(() =>
      lane.call(async () => {
        most = Math.max(most, lane.inFlight());
        await clock.sleep(10);
        return { class: 'OK' };
      }),
    );
    let done = false;
    void Promise.all(calls).then(() => (done = true));
    await clock.runUntil(() => done, 1000);
    expect(most).toBe(2);
  });

  it('ends a call that takes too long', async () => {
    const clock = makeVirtualClock(0);
    const lane = makeLane(endpoint(1), clock);
    const call = lane.call(
      (signal) =>
        new Promise<{ class: string }>((resolve) => {
          signal.addEventListener('abort', () => {
            resolve({ class: 'IN_DOUBT' });
          });
        }),
    );
    let answer: unknown;
    void call.then((given) => (answer = given));
    await clock.runUntil(() => answer !== undefined, 10 * TIMEOUT_MS);
    expect([answer, clock.now()]).toEqual([{ class: 'IN_DOUBT' }, TIMEOUT_MS]);
  });

  it('tells who waits of the wrong credentials, not of a circuit', async () => {
    const clock = makeVirtualClock(0);
    const lane = makeLane(endpoint(1), clock);
    const fault = { class: 'CONFIG', code: 'HTTP_401', message: 'The endpoint does not know the key' } as const;
    await lane.call(() => Promise.resolve(fault));
    expect(lane.isOpen()).toBe(true);
    expect(await lane.call(() => Promise.resolve({ class: 'OK' }))).toEqual(fault);
  });

  it('leaves an endpoint alone that keeps failing, and says for how long', async () => {
    const clock = makeVirtualClock(0);
    const lane = makeLane(endpoint(1), clock);
    const fail = () => lane.call(() => Promise.resolve({ class: 'IN_DOUBT' }));
    while (!lane.isOpen()) await fail();
    expect(await fail()).toMatchObject({ class: 'RETRY_SAFE', code: 'CIRCUIT_OPEN', retryAfterMs: 2000 });
  });
});
