import { describe, expect, it } from '@jest/globals';
import { makeMemoryLedger, makeMemoryTables } from '../../test/simulation/memory-ledger.ts';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import { holdLease } from './lease-holder.ts';
import type { Work } from './lease-holder.ts';

const START = Date.parse('2026-11-21T10:00:00Z');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function setUp() {
  const clock = makeVirtualClock(START);
  const ledger = makeMemoryLedger(makeMemoryTables(), clock.now);
  const working = new Set<string>();
  const stop = new AbortController();

  /** Works until its signal aborts, as the subscriber and the writer do. */
  const work =
    (owner: string): Work =>
    async (_lease, signal) => {
      working.add(owner);
      await clock.sleep(3_600_000, signal).catch(() => undefined);
      working.delete(owner);
    };
  const hold = (owner: string, answer: typeof ledger.acquireLease = ledger.acquireLease, signal = stop.signal): Promise<void> =>
    holdLease({ ledger: { ...ledger, acquireLease: answer }, clock, log }, { name: 'writer', owner, ttlMs: 4_000 }, work(owner), signal);
  return { clock, ledger, working, stop, hold };
}

describe('work that one process at a time may do', () => {
  it('is done by one, and by the other as soon as the first gives it back', async () => {
    const { clock, working, stop, hold } = setUp();
    const first = new AbortController();
    void hold('a', undefined, first.signal);
    await clock.runUntil(() => working.has('a'), START + 100);
    void hold('b');
    await clock.runUntil(() => clock.now() >= START + 60_000, START + 61_000);
    expect([...working]).toEqual(['a']);
    first.abort(new Error('stopping'));
    await clock.runUntil(() => working.has('b'), START + 62_100);
    expect([...working]).toEqual(['b']);
    stop.abort(new Error('over'));
  });

  it('stops before the lease lapses when the ledger cannot be reached', async () => {
    const { clock, ledger, working, stop, hold } = setUp();
    let reachable = true;
    void hold('a', (...terms) => (reachable ? ledger.acquireLease(...terms) : Promise.reject(new Error('no connection'))));
    await clock.runUntil(() => working.has('a'), START + 100);
    reachable = false;
    await clock.runUntil(() => working.size === 0, START + 6_000);
    reachable = true;
    await clock.runUntil(() => working.has('a'), START + 9_000);
    stop.abort(new Error('over'));
  });

  it('stops when the lease lapses although the ledger never answers', async () => {
    const { clock, ledger, working, stop, hold } = setUp();
    let first = true;
    void hold('a', (...terms) => {
      if (!first) return new Promise(() => undefined);
      first = false;
      return ledger.acquireLease(...terms);
    });
    await clock.runUntil(() => working.has('a'), START + 100);
    await clock.runUntil(() => working.size === 0, START + 4_000);
    stop.abort(new Error('over'));
  });

  it('is given up when another process holds the lease', async () => {
    const { clock, ledger, working, stop, hold } = setUp();
    void hold('a', (name, owner, now, ttlMs) =>
      now > START + 5_000 ? Promise.resolve(undefined) : ledger.acquireLease(name, owner, now, ttlMs),
    );
    await clock.runUntil(() => working.has('a'), START + 100);
    await clock.runUntil(() => working.size === 0, START + 8_000);
    stop.abort(new Error('over'));
  });

  it('is taken up again after it failed', async () => {
    const { clock, ledger, stop } = setUp();
    let tries = 0;
    const failing: Work = () => {
      tries += 1;
      return Promise.reject(new Error('a bug'));
    };
    void holdLease({ ledger, clock, log }, { name: 'writer', owner: 'a', ttlMs: 4_000 }, failing, stop.signal);
    await clock.runUntil(() => tries === 3, START + 10_000);
    stop.abort(new Error('over'));
  });
});
