/** Does work that only one process may do: waits for the lease, keeps it while working, and stops the work when it is lost. */
import type { Clock } from '../engine/clock.ts';
import { within } from '../engine/deadline.ts';
import type { Ledger, Lease } from '../engine/ledger.ts';
import type { Log } from '../telemetry/port.ts';

export type LeaseTerms = { readonly name: string; readonly owner: string; readonly ttlMs: number };

export type LeaseDependencies = {
  readonly ledger: Pick<Ledger, 'acquireLease' | 'releaseLease'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Its signal aborts when the lease is lost or the process stops. It must end soon after, and may end earlier. */
export type Work = (lease: Lease, signal: AbortSignal) => Promise<void>;

/** Renews until the signal aborts or the lease is gone. A ledger that does not answer in time counts as gone. */
async function keep({ ledger, clock }: LeaseDependencies, terms: LeaseTerms, lease: Lease, signal: AbortSignal): Promise<void> {
  let heldUntil = clock.now() + terms.ttlMs;
  for (;;) {
    await clock.sleep(terms.ttlMs / 3, signal).catch(() => undefined);
    if (signal.aborted) return;
    const now = clock.now();
    const renewal = ledger.acquireLease(terms.name, terms.owner, now, terms.ttlMs).catch(() => lease);
    const renewed = await within(clock, Math.max(0, heldUntil - now), renewal, () => undefined);
    if (renewed?.token !== lease.token || clock.now() >= heldUntil) return;
    if (renewed !== lease) heldUntil = now + terms.ttlMs;
  }
}

/** Runs `work` whenever this process holds the lease, until the signal aborts. Work that throws is logged and taken up again. */
export async function holdLease(dependencies: LeaseDependencies, terms: LeaseTerms, work: Work, signal: AbortSignal): Promise<void> {
  const { ledger, clock, log } = dependencies;

  async function workUnder(lease: Lease): Promise<void> {
    const finished = new AbortController();
    const both = AbortSignal.any([signal, finished.signal]);
    const keeping = keep(dependencies, terms, lease, both).then(() => {
      finished.abort();
    });
    try {
      await work(lease, both);
    } finally {
      finished.abort();
      await keeping;
      await ledger.releaseLease(lease).catch(() => undefined);
    }
  }

  while (!signal.aborted) {
    try {
      const lease = await ledger.acquireLease(terms.name, terms.owner, clock.now(), terms.ttlMs);
      if (lease) {
        log.info('lease.acquired', { lease: terms.name, token: lease.token });
        await workUnder(lease);
        log.info('lease.left', { lease: terms.name, token: lease.token });
      }
    } catch (error) {
      log.error('lease.work_failed', { lease: terms.name, error: String(error) });
    }
    await clock.sleep(terms.ttlMs / 4, signal).catch(() => undefined);
  }
}
