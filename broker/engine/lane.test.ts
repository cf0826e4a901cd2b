import { describe, expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import type { Endpoint } from './endpoint.ts';
import { LEASE_LOST, makeLane } from './lane.ts';

const TIMEOUT_MS = 1000;
/** An endpoint that failed is tried again after this long. */
const LEFT_ALONE_MS = 2000;

function endpoint(concurrency: number, callsPerSecond?: number): Endpoint {
  const unused = (): never => {
    throw new Error('not called here');
  };
  const capabilities = { intents: [], idempotency: 'E', settleMs: 0, timeoutMs: TIMEOUT_MS, concurrency, readBatch: 1 } as const;
  const rate = callsPerSecond === undefined ? {} : { callsPerSecond };
  return { id: 'erp', capabilities: { ...capabilities, ...rate }, send: unused, probe: unused, read: unused, changes: unused };
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

  it('learns nothing of an endpoint from a call that was not made', async () => {
    const clock = makeVirtualClock(0);
    const lane = makeLane(endpoint(1), clock);
    const fault = { class: 'CONFIG', code: 'HTTP_401', message: 'The endpoint does not know the key' } as const;
    await lane.call(() => Promise.resolve(fault));
    const outcomes: unknown[] = [];
    void clock
      .sleep(LEFT_ALONE_MS)
      .then(() => lane.call(() => Promise.resolve(LEASE_LOST)))
      .then(() => lane.call(() => Promise.resolve({ class: 'OK' })))
      .then((answer) => outcomes.push(lane.isOpen(), answer));
    await clock.runUntil(() => outcomes.length > 0, 10 * LEFT_ALONE_MS);
    expect(outcomes).toEqual([true, fault]);
  });

  it('makes no more calls in any second than the endpoint allows, whatever they are for', async () => {
    const clock = makeVirtualClock(0);
    const lane = makeLane(endpoint(8, 5), clock);
    const begun: number[] = [];
    const call = () =>
      lane.call(() => {
        begun.push(clock.now());
        return Promise.resolve({ class: 'OK' });
      });
    void Promise.all(Array.from({ length: 21 }, call));
    await clock.runUntil(() => begun.length === 21, 10_000);
    for (const at of begun) expect(begun.filter((other) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(5);
    expect(clock.now()).toBe(4000);
  });

  it('takes of the rate the part that it has of the places', async () => {
    const clock = makeVirtualClock(0);
    const lane = makeLane(endpoint(8, 8), clock);
    lane.setPlaces(2);
    let done = 0;
    for (let calls = 0; calls < 5; calls += 1) void lane.call(() => Promise.resolve({ class: 'OK', done: (done += 1) }));
    await clock.runUntil(() => done === 5, 10_000);
    expect(clock.now()).toBe(2000);
  });

  it('lets a caller go that gave up waiting for its turn', async () => {
    const clock = makeVirtualClock(0);
    const lane = makeLane(endpoint(8, 1), clock);
    await lane.call(() => Promise.resolve({ class: 'OK' }));
    const impatient = new AbortController();
    const call = lane.call(() => Promise.resolve({ class: 'OK' }), impatient.signal);
    impatient.abort(new Error('gave up'));
    await expect(call).rejects.toThrow('gave up');
    expect(lane.inFlight()).toBe(0);
  });

  it('leaves an endpoint alone that keeps failing, and says for how long', async () => {
    const clock = makeVirtualClock(0);
    const lane = makeLane(endpoint(1), clock);
    const fail = () => lane.call(() => Promise.resolve({ class: 'IN_DOUBT' }));
    while (!lane.isOpen()) await fail();
    expect(await fail()).toMatchObject({ class: 'RETRY_SAFE', code: 'CIRCUIT_OPEN', retryAfterMs: 2000 });
  });
});
