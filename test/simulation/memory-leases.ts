/** Leases and watermarks in memory. */
import type { Lease, Ledger } from '../../broker/engine/ledger.ts';

type LeasePart = 'acquireLease' | 'releaseLease' | 'announceCaller' | 'withdrawCaller' | 'watermark' | 'moveWatermark';

export function makeLeases(): Pick<Ledger, LeasePart> & {
  readonly holds: (lease: Lease) => boolean;
} {
  const leases = new Map<string, Lease & { until: number }>();
  const callers = new Map<string, { weight: number; until: number }>();
  const watermarks = new Map<string, string>();
  const holds = ({ name, owner, token }: Lease): boolean => {
    const lease = leases.get(name);
    return lease?.owner === owner && lease.token === token;
  };
  return {
    holds,
    acquireLease: (name, owner, now, ttlMs) => {
      const known = leases.get(name);
      if (known && known.owner !== owner && known.until > now) return Promise.resolve(undefined);
      const token = known?.owner === owner && known.until > now ? known.token : (known?.token ?? 0) + 1;
      leases.set(name, { name, owner, token, until: now + ttlMs });
      return Promise.resolve({ name, owner, token });
    },
    releaseLease: (lease) => {
      if (holds(lease)) leases.set(lease.name, { ...lease, until: 0 });
      return Promise.resolve();
    },
    announceCaller: ({ owner, weight }, now, ttlMs) => {
      for (const [known, { until }] of callers) if (until <= now) callers.delete(known);
      callers.set(owner, { weight, until: now + ttlMs });
      return Promise.resolve([...callers].map(([known, { weight: ofKnown }]) => ({ owner: known, weight: ofKnown })));
    },
    withdrawCaller: (owner) => {
      callers.delete(owner);
      return Promise.resolve();
    },
    watermark: (name) => Promise.resolve(watermarks.get(name)),
    moveWatermark: (name, from, to) => {
      if (watermarks.get(name) === from) watermarks.set(name, to);
      return Promise.resolve();
    },
  };
}
