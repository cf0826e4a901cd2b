/**
 * Finds commands that no event announced: an event can be lost, a position can be refused. What it finds goes the way
 * of an event, and what came by an event already is nothing new.
 */
import type { Clock } from '../../engine/clock.ts';
import type { Ledger, ParkedEvent, ReadRequest } from '../../engine/ledger.ts';
import type { Log, Metrics } from '../../telemetry/port.ts';
import type { Doorbell } from '../doorbell.ts';
import { loggable } from '../failure.ts';
import { eachPage, queryPath } from '../query.ts';
import type { SoqlRecord } from '../query.ts';
import type { RestClient } from '../rest-client.ts';
import { readRequestOf } from './command-requested.ts';

/** Its watermark. Where that is gone, it looks at all commands that wait for an answer. */
export const BACKFILL = 'salesforce-backfill';
/** Transactions take up to ten minutes from stamping a record to showing it; the rest is for clocks that disagree. */
const OVERLAP_MS = 15 * 60_000;

export type BackfillDependencies = {
  readonly ledger: Pick<Ledger, 'accept' | 'watermark' | 'moveWatermark'>;
  readonly rest: RestClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Called after a commit that may have left orders to read. */
  readonly onReads: () => void;
};

/** Commands still waiting for an answer that changed since `sinceMs`, or all of them. */
function waitingCommands(sinceMs: number | undefined): string {
  const since = sinceMs === undefined ? '' : ` AND SystemModstamp >= ${new Date(sinceMs).toISOString()}`;
  return (
    'SELECT Id,Type__c,Idempotency_Key__c,Order__r.External_Key__c FROM OB_Command__c ' +
    `WHERE Status__c = 'Requested'${since} ORDER BY SystemModstamp,Id`
  );
}

type Found = { readonly reads: ReadRequest[]; readonly parked: ParkedEvent[] };

function sort(records: readonly SoqlRecord[]): Found {
  const found: Found = { reads: [], parked: [] };
  for (const record of records) {
    const order = record['Order__r'] as { External_Key__c?: unknown } | null | undefined;
    const input = readRequestOf(record['Type__c'], order?.External_Key__c, record['Idempotency_Key__c']);
    if (input.kind === 'read') found.reads.push(input.read);
    else {
      found.parked.push({
        topic: 'OB_Command__c',
        replayId: new Uint8Array(),
        eventId: String(record['Id']),
        schemaId: '',
        payload: Buffer.from(JSON.stringify(record)),
        code: input.code,
        message: input.message,
      });
    }
  }
  return found;
}

/** Commits what a page has: however much waits, a page at a time is in memory. */
async function take({ ledger, metrics, onReads }: BackfillDependencies, records: readonly SoqlRecord[]): Promise<void> {
  if (records.length === 0) return;
  const { reads, parked } = sort(records);
  await ledger.accept({ messages: [], reads, parked });
  metrics.count('salesforce_backfilled_total', { outcome: 'accepted' }, reads.length);
  metrics.count('salesforce_backfilled_total', { outcome: 'parked' }, parked.length);
  if (reads.length > 0) onReads();
}

/** Looks once. Answers whether it could look; the watermark moves only after all that was found is committed. */
async function backfill(dependencies: BackfillDependencies): Promise<boolean> {
  const { ledger, rest, clock, log } = dependencies;
  const startedAt = clock.now();
  const watermark = await ledger.watermark(BACKFILL);
  const since = watermark === undefined ? undefined : Number(watermark) - OVERLAP_MS;
  const query = { path: queryPath(waitingCommands(since)), purpose: 'backfill' };
  const result = await eachPage(rest, query, (records) => take(dependencies, records));
  if (!result.ok) {
    log.warn('salesforce.backfill_failed', loggable(result.failure));
    return false;
  }
  await ledger.moveWatermark(BACKFILL, watermark, String(startedAt));
  return true;
}

export type BackfillSchedule = {
  readonly everyMs: number;
  /** Rung when a position was lost. */
  readonly bell: Doorbell;
  /** How much scarcer than usual calls are. */
  readonly stretch: () => number;
};

/** Looks at once, then on its schedule and whenever rung, until the signal aborts. */
export async function runBackfill(dependencies: BackfillDependencies, schedule: BackfillSchedule, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const looked = await backfill(dependencies).catch((error: unknown) => {
      dependencies.log.error('salesforce.backfill_failed', { error: String(error) });
      return false;
    });
    const pauseMs = looked ? schedule.everyMs * schedule.stretch() : Math.min(schedule.everyMs, 15_000);
    await schedule.bell.wait(pauseMs, signal);
  }
}
