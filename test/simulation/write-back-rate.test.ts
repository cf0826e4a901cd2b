/** What write-back costs in calls and in waiting, measured over virtual time. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import { makeDoorbell } from '../../broker/salesforce/doorbell.ts';
import { makeLane } from '../../broker/salesforce/write-back/lane.ts';
import type { WriteCall } from '../../broker/salesforce/write-back/write-plan.ts';
import { runWriter } from '../../broker/salesforce/write-back/writer.ts';
import { makeMemoryLedger, makeMemoryTables } from './memory-ledger.ts';
import { everyRecord } from './memory-records.ts';
import { makeVirtualClock } from './virtual-clock.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const metrics = { count: () => undefined, observe: () => undefined, gauge: () => undefined };
const START = Date.parse('2026-11-21T10:00:00Z');
const SECONDS = 30;

/** The records one turn changes at different moments of an order's life. */
const TURNS: readonly (readonly SalesforceRecord['object'][])[] = [
  ['OB_Order__c', 'OB_Order_Line__c', 'OB_Order_Line__c', 'OB_Timeline_Entry__c', 'OB_Command__c'],
  ['OB_Order__c', 'OB_Timeline_Entry__c'],
  ['OB_Order__c', 'OB_Order_Line__c', 'OB_Order_Line__c', 'OB_Timeline_Entry__c'],
  ['OB_Order__c', 'OB_Order_Line__c', 'OB_Shipment__c', 'OB_Shipment_Line__c', 'OB_Timeline_Entry__c'],
  ['OB_Order__c', 'OB_Order_Line__c', 'OB_Order_Line__c', 'OB_Invoice__c', 'OB_Timeline_Entry__c'],
];

type Measured = { readonly calls: number; readonly records: number; readonly waits: readonly number[]; readonly doubled: number };

async function measure(turnsPerSecond: number, callMs: number): Promise<Measured> {
  const clock = makeVirtualClock(START);
  const tables = makeMemoryTables();
  const ledger = makeMemoryLedger(tables, clock.now);
  const bell = makeDoorbell(clock);
  const stop = new AbortController();
  const busy = new Set<string>();
  const measured = { calls: 0, records: 0, waits: [] as number[], doubled: 0 };

  async function turn(index: number): Promise<void> {
    const aggregateId = `A${1_000 + index}`;
    const records = (TURNS[index % TURNS.length] ?? []).map((object, place) => ({
      object,
      externalId: `${aggregateId}-${place}`,
      fields: {},
    }));
    const message = { type: 'timer.fired' as const, timer: 'test' };
    await ledger.accept({ messages: [{ aggregateId, source: 'test', dedupeKey: randomUUID(), fingerprint: '', message }] });
    const nothing = { state: {}, journal: [], commands: [], revived: [], recalled: [], exceptions: [] };
    await ledger.runTurns([aggregateId], () => ({ ...nothing, records }), clock.now());
    bell.ring();
  }

  async function load(): Promise<void> {
    for (let index = 0; index < turnsPerSecond * SECONDS; index += 1) {
      await turn(index);
      await clock.sleep(1_000 / turnsPerSecond, stop.signal).catch(() => undefined);
    }
  }

  async function sendCall(call: WriteCall): Promise<void> {
    measured.calls += 1;
    for (const id of call.aggregateIds) {
      if (busy.has(id)) measured.doubled += 1;
      busy.add(id);
    }
    await clock.sleep(callMs);
    for (const id of call.aggregateIds) busy.delete(id);
    const sent = call.groups.flatMap((group) => group.records);
    measured.records += sent.length;
    for (const { aggregateId, object, externalId } of sent) {
      const known = tables.records.rows.get(aggregateId)?.get(`${object}\n${externalId}`);
      if (known && object === 'OB_Order__c') measured.waits.push(clock.now() - known.dirtySince);
    }
    await ledger.settleRecords(
      sent.map(({ aggregateId, object, externalId, version }) => ({ aggregateId, object, externalId, version, result: 'ACCEPTED' })),
      clock.now(),
    );
  }

  const lane = makeLane({ clock, random: () => 0.5, log, metrics });
  const writing = runWriter({ ledger, sendCall, lane, clock, log, metrics, bell, callsInFlight: 4, stretch: () => 1 }, stop.signal);
  const loading = load();
  const expected = turnsPerSecond * SECONDS;
  await clock.runUntil(
    () => tables.aggregates.size === expected && everyRecord(tables.records).every((record) => !record.dirty),
    START + 600_000,
  );
  stop.abort(new Error('measured'));
  await Promise.all([writing, loading]);
  return measured;
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
}

describe('write-back under a steady load', () => {
  it.each([
    [50, 300],
    [100, 300],
    [100, 1_500],
    [250, 300],
  ])('of %i turns a second and calls of %i ms takes at most six calls for a thousand records', async (turnsPerSecond, callMs) => {
    const { calls, records, doubled, waits } = await measure(turnsPerSecond, callMs);
    const perThousand = (calls * 1_000) / records;
    expect(perThousand).toBeLessThanOrEqual(6);
    expect(percentile(waits, 0.99)).toBeLessThanOrEqual(1_300 + 2 * callMs);
    expect(doubled).toBe(0);
  });

  it('lets a lone update go within a quarter of a second', async () => {
    const { waits } = await measure(0.2, 100);
    expect(Math.max(...waits)).toBeLessThanOrEqual(250 + 150 + 100);
  });
});
