/** An org in memory: it takes records in any order of calls, refuses to go back a version, and is sometimes locked or away. */
import type { Clock, Random } from '../../broker/engine/clock.ts';
import type { DirtyRecord, Ledger, RecordSettlement } from '../../broker/engine/ledger.ts';

export type OrgRecord = { readonly fields: DirtyRecord['fields']; readonly version: number };

export type SimulatedOrg = {
  readonly records: ReadonlyMap<string, OrgRecord>;
  /** Writes what is behind until the signal. */
  readonly runWriter: (ledger: Pick<Ledger, 'dirtyRecords' | 'settleRecords'>, signal: AbortSignal) => Promise<void>;
};

const LIMIT = 200;

export function makeSimulatedOrg(clock: Clock, random: Random): SimulatedOrg {
  const records = new Map<string, OrgRecord>();

  function take(record: DirtyRecord): RecordSettlement {
    const { aggregateId, object, externalId, version } = record;
    const sent = { aggregateId, object, externalId, version };
    if (random() < 0.03) return { ...sent, result: 'RETRY', dueAt: clock.now() + 300, code: 'UNABLE_TO_LOCK_ROW' };
    const key = `${object}\n${externalId}`;
    if ((records.get(key)?.version ?? 0) <= version) records.set(key, { fields: record.fields, version });
    return { ...sent, result: 'ACCEPTED' };
  }

  async function writeOnce(ledger: Pick<Ledger, 'dirtyRecords' | 'settleRecords'>): Promise<void> {
    const batch = await ledger.dirtyRecords({ now: clock.now(), limit: LIMIT, except: [], patienceMs: 500 });
    await clock.sleep(20);
    if (random() < 0.02) return;
    await ledger.settleRecords(batch.map(take), clock.now());
  }

  return {
    records,
    runWriter: async (ledger, signal) => {
      while (!signal.aborted) {
        await writeOnce(ledger);
        await clock.sleep(200, signal).catch(() => undefined);
      }
    },
  };
}
