import { freshnessOf } from 'c/obFreshness';

const now = Date.parse('2026-11-21T12:00:00Z');
const ago = (seconds) => new Date(now - seconds * 1000).toISOString();
const kind = (facts) => freshnessOf(facts, { now, staleAfterMinutes: 30 }).kind;

describe('freshness', () => {
  it('counts from the latest word of an outside system', () => {
    expect(freshnessOf({ lastSyncedAt: ago(12), statusAsOf: ago(90) }, { now, staleAfterMinutes: 30 })).toEqual({
      kind: 'live',
      ageMs: 12_000,
      brokerAgeMs: undefined,
    });
  });

  it('is stale after the time the admin set, unless nothing more is expected', () => {
    expect(kind({ lastSyncedAt: ago(1801) })).toBe('stale');
    expect(kind({ lastSyncedAt: ago(1800) })).toBe('live');
    expect(kind({ lastSyncedAt: ago(86_400), isFinal: true })).toBe('live');
  });

  it('says that the broker is away, rather than that the order is old', () => {
    expect(kind({ lastSyncedAt: ago(10), heartbeatAt: ago(301) })).toBe('offline');
    expect(kind({ lastSyncedAt: ago(10), heartbeatAt: ago(300) })).toBe('live');
  });

  it('knows an order nobody has said anything of', () => {
    expect(kind({})).toBe('never');
    expect(kind({ lastSyncedAt: 'soon', heartbeatAt: ago(1) })).toBe('never');
  });

  it('takes a time ahead of the clock for now', () => {
    expect(freshnessOf({ lastSyncedAt: ago(-60), heartbeatAt: ago(-5) }, { now, staleAfterMinutes: 30 })).toEqual({
      kind: 'live',
      ageMs: 0,
      brokerAgeMs: 0,
    });
  });
});
