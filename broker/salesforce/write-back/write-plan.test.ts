import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SALESFORCE_OBJECTS } from '../../../canonical/salesforce-objects.ts';
import type { SalesforceObjectName } from '../../../canonical/salesforce-objects.ts';
import type { DirtyRecord } from '../../engine/ledger.ts';
import { COLLECTIONS_PER_CALL, RECORDS_PER_COLLECTION, SINGLES_PER_CALL, planCalls } from './write-plan.ts';
import type { WriteCall } from './write-plan.ts';

const OBJECTS = Object.keys(SALESFORCE_OBJECTS) as SalesforceObjectName[];

function recordsOf(aggregateId: string, object: SalesforceObjectName, count: number): DirtyRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    object,
    externalId: `${aggregateId}-${object}-${index}`,
    aggregateId,
    fields: {},
    version: 1,
    attempts: 0,
  }));
}

const aggregate = fc.dictionary(fc.constantFrom(...OBJECTS), fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 450 })), {
  minKeys: 1,
  noNullPrototype: true,
});

const backlog = fc
  .array(aggregate, { minLength: 1, maxLength: 8 })
  .map((aggregates) =>
    aggregates.flatMap((counts, index) =>
      Object.entries(counts).flatMap(([object, count]) => recordsOf(`A${index}`, object as SalesforceObjectName, count)),
    ),
  );

const keysOf = (calls: readonly WriteCall[]): string[] =>
  calls.flatMap((call) => call.groups.flatMap((group) => group.records.map((record) => record.externalId)));

describe('a write-back plan', () => {
  it('keeps to the limits of a Composite call', () => {
    fc.assert(
      fc.property(backlog, fc.integer({ min: 1, max: 4 }), (records, maxCalls) => {
        const calls = planCalls(records, maxCalls);
        expect(calls.length).toBeLessThanOrEqual(maxCalls);
        for (const { groups } of calls) {
          const collections = groups.filter((group) => group.records.length > 1).length;
          expect(collections).toBeLessThanOrEqual(COLLECTIONS_PER_CALL);
          expect(groups.length).toBeLessThanOrEqual(COLLECTIONS_PER_CALL + SINGLES_PER_CALL);
          for (const { records: part } of groups) expect(part.length).toBeLessThanOrEqual(RECORDS_PER_COLLECTION);
        }
      }),
    );
  });

  it('sends parents before children, no record twice, and no aggregate in two calls', () => {
    fc.assert(
      fc.property(backlog, fc.integer({ min: 1, max: 4 }), (records, maxCalls) => {
        const calls = planCalls(records, maxCalls);
        const keys = keysOf(calls);
        expect(new Set(keys).size).toBe(keys.length);
        const aggregates = calls.flatMap((call) => [...call.aggregateIds]);
        expect(new Set(aggregates).size).toBe(aggregates.length);
        for (const { groups } of calls) {
          const ranks = groups.map((group) => SALESFORCE_OBJECTS[group.object].rank);
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('never sends a child while a parent of the same aggregate is left behind', () => {
    fc.assert(
      fc.property(backlog, (records) => {
        const [call] = planCalls(records, 1);
        const sent = new Set(keysOf(call ? [call] : []));
        for (const id of call?.aggregateIds ?? []) {
          const own = records.filter((record) => record.aggregateId === id);
          const rank = (record: DirtyRecord): number => SALESFORCE_OBJECTS[record.object].rank;
          const lowestLeft = Math.min(...own.filter((record) => !sent.has(record.externalId)).map(rank));
          const highestSent = Math.max(...own.filter((record) => sent.has(record.externalId)).map(rank));
          expect(highestSent).toBeLessThanOrEqual(lowestLeft);
        }
      }),
    );
  });

  it('writes everything in the end', () => {
    fc.assert(
      fc.property(backlog, (records) => {
        let left = records;
        let rounds = 0;
        while (left.length > 0) {
          const sent = new Set(keysOf(planCalls(left, 4)));
          expect(sent.size).toBeGreaterThan(0);
          left = left.filter((record) => !sent.has(record.externalId));
          rounds += 1;
        }
        expect(rounds).toBeLessThanOrEqual(records.length);
      }),
      { numRuns: 30 },
    );
  });

  it('needs one call for a thousand records of forty orders in their stride', () => {
    const records = Array.from({ length: 40 }, (_, index) => `A${index}`).flatMap((id) => [
      ...recordsOf(id, 'OB_Order__c', 1),
      ...recordsOf(id, 'OB_Order_Line__c', 10),
      ...recordsOf(id, 'OB_Timeline_Entry__c', 9),
    ]);
    expect(planCalls(records, 4)).toHaveLength(1);
  });

  it('lets few records of a sixth and seventh object travel singly in the same call', () => {
    const records = Array.from({ length: 9 }, (_, index) => `A${index}`).flatMap((id) => [
      ...recordsOf(id, 'OB_Order__c', 1),
      ...recordsOf(id, 'OB_Order_Line__c', 4),
      ...recordsOf(id, 'OB_Timeline_Entry__c', 5),
      ...recordsOf(id, 'OB_Shipment__c', 2),
      ...recordsOf(id, 'OB_Shipment_Line__c', 4),
      ...recordsOf(id, 'OB_Invoice__c', 1),
      ...recordsOf(id, 'OB_Command__c', 1),
    ]);
    expect(planCalls(records, 4)).toMatchObject([{ records: 162 }]);
  });

  it('splits an order that is too large for a call, parents first', () => {
    const records = [
      ...recordsOf('A1', 'OB_Order__c', 1),
      ...recordsOf('A1', 'OB_Order_Line__c', 500),
      ...recordsOf('A1', 'OB_Shipment_Line__c', 900),
    ];
    const [call] = planCalls(records, 4);
    expect(planCalls(records, 4)).toHaveLength(1);
    expect(call?.groups.map((group) => [group.object, group.records.length])).toEqual([
      ['OB_Order__c', 1],
      ['OB_Order_Line__c', 200],
      ['OB_Order_Line__c', 200],
      ['OB_Order_Line__c', 100],
      ['OB_Shipment_Line__c', 200],
      ['OB_Shipment_Line__c', 200],
    ]);
  });
});
