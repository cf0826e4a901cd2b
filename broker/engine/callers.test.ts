import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { makeMemoryLedger, makeMemoryTables } from '../../test/simulation/memory-ledger.ts';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import { placesOf, shareEndpoints } from './callers.ts';
import type { Endpoint } from './endpoint.ts';
import { makeLane } from './lane.ts';
import type { Lane } from './lane.ts';

const LEASE_MS = 4000;

function makeWorld(concurrency: number) {
  const clock = makeVirtualClock(0);
  const ledger = makeMemoryLedger(makeMemoryTables(), clock.now);
  const lanes = new Map<string, Lane>();
  let most = 0;
  const inUse = (): number => [...lanes.values()].reduce((sum, lane) => sum + lane.places(), 0);

  async function start(owner: string, weight = 1): Promise<() => Promise<void>> {
    const lane = makeLane({ id: 'erp', capabilities: { concurrency } } as unknown as Endpoint, clock);
    const stop = await shareEndpoints({
      ...{ ledger, lanes: [lane], clock, caller: { owner, weight }, leaseMs: LEASE_MS },
      onFailure: (error) => {
        throw error;
      },
    });
    lanes.set(owner, lane);
    lane.onPlaces(() => (most = Math.max(most, inUse())));
    return stop;
  }
  const pass = async (ms: number): Promise<void> => {
    const until = clock.now() + ms;
    void clock.sleep(ms);
    await clock.runUntil(() => clock.now() >= until, until);
  };
  return { start, pass, places: (owner: string) => lanes.get(owner)?.places(), most: () => most };
}

describe('processes that call the same endpoint', () => {
  it('have all of it when they are alone, at once', async () => {
    const { start, places } = makeWorld(8);
    await start('a');
    expect(places('a')).toBe(8);
  });

  it('share it, and never call more than it takes while one joins', async () => {
    const { start, pass, places, most } = makeWorld(8);
    await start('a');
    await start('b');
    expect(places('b')).toBe(0);
    await pass(LEASE_MS);
    await start('c');
    await pass(LEASE_MS);
    expect(['a', 'b', 'c'].map(places)).toEqual([3, 3, 2]);
    expect(most()).toBe(8);
  });

  it('take over what one leaves behind', async () => {
    const { start, pass, places } = makeWorld(8);
    const stopA = await start('a');
    await start('b');
    await pass(LEASE_MS);
    await stopA();
    await pass(LEASE_MS);
    expect(places('b')).toBe(8);
  });

  it('leave an endpoint that takes one call at a time to the one that was there first', async () => {
    const { start, pass, places } = makeWorld(1);
    await start('z');
    await start('a');
    await pass(2 * LEASE_MS);
    expect([places('z'), places('a')]).toEqual([1, 0]);
  });

  it('leave most of it to those that execute commands', async () => {
    const { start, pass, places } = makeWorld(32);
    await start('api');
    await start('worker', 8);
    await pass(2 * LEASE_MS);
    expect([places('worker'), places('api')]).toEqual([28, 4]);
  });

  it('use every place and none twice, however many they are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 }),
        (all, owners) => {
          const callers = owners.map((owner, index) => ({ owner, weight: 1 + ((index * 7) % 8) }));
          expect(callers.reduce((sum, { owner }) => sum + placesOf(all, callers, owner), 0)).toBe(all);
        },
      ),
    );
  });
});
