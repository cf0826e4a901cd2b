import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeShopOrg, type ShopOrg } from '../fixtures/shop-org.ts';
import type { OrgObject } from '../metadata/model.ts';
import type { SaveResult } from './dml.ts';
import type { RecordInput } from './draft.ts';
import type { CommittedTransaction } from './transaction.ts';

let org: ShopOrg;
let purchase: OrgObject;
let commits: CommittedTransaction[];
beforeEach(() => {
  org = makeShopOrg();
  purchase = org.metadata.object('purchase__C')!;
  commits = [];
  org.database.onCommit((transaction) => void commits.push(transaction));
});

const key = () => purchase.fields.find((field) => field.name === 'External_Key__c')!;
const upsert = (records: readonly RecordInput[]): SaveResult[] =>
  org.database.transact(org.clerk, (transaction) => org.dml.upsert(transaction, { object: purchase, key: key() }, records));
const stored = (value: string) => org.database.table('Purchase__c').get(org.database.table('Purchase__c').find(key(), value)[0] ?? '');

describe('a new record', () => {
  test('has its defaults, its number, its owner and the org time in whole seconds', () => {
    upsert([{ External_Key__c: 'A' }]);
    expect(stored('A')).toMatchObject({
      Name: 'P-00001',
      Status__c: 'New',
      Express__c: true,
      OwnerId: org.clerk.userId,
      CreatedDate: '2026-11-21T10:00:00.000+0000',
      SystemModstamp: '2026-11-21T10:00:00.000+0000',
    });
  });

  test('keeps text trimmed, blank text as null, numbers with all their digits, datetimes in UTC', () => {
    upsert([{ External_Key__c: ' B ', Notes__c: '  ', Weight__c: 1.00049, Shipped_At__c: '2026-11-21T12:00:00.999+02:00' }]);
    expect(stored('B')).toMatchObject({ Notes__c: null, Weight__c: 1.00049, Shipped_At__c: '2026-11-21T10:00:00.000+0000' });
  });

  test('is found by its key only in the case it was written in', () => {
    upsert([{ External_Key__c: 'case' }, { External_Key__c: 'CASE' }]);
    expect(org.database.table('Purchase__c').size()).toBe(2);
  });
});

describe('a transaction', () => {
  test('tells one change per record, from its first state to its last', () => {
    upsert([{ External_Key__c: 'A', Amount__c: 1 }]);
    org.database.transact(org.clerk, (transaction) => {
      for (const Amount__c of [2, 3]) org.dml.upsert(transaction, { object: purchase, key: key() }, [{ External_Key__c: 'A', Amount__c }]);
      const [fresh] = org.dml.upsert(transaction, { object: purchase, key: key() }, [{ External_Key__c: 'B' }]);
      org.dml.delete(transaction, [fresh?.id ?? '']);
    });
    const [, last] = commits;
    expect(last?.changes).toMatchObject([{ type: 'UPDATE', before: { Amount__c: 1 }, after: { Amount__c: 3 } }]);
  });

  test('that throws leaves nothing behind and tells nobody', () => {
    const work = (): unknown =>
      org.database.transact(org.clerk, (transaction) => {
        org.dml.upsert(transaction, { object: purchase, key: key() }, [{ External_Key__c: 'A' }]);
        throw new Error('stop');
      });
    expect(work).toThrow('stop');
    expect(stored('A')).toBeUndefined();
    expect(commits).toEqual([]);
  });

  test('rolled back to a savepoint, leaves every index as it was', () => {
    const action = fc.record({ record: fc.integer({ min: 0, max: 5 }), amount: fc.integer({ min: 0, max: 99 }), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), fc.array(action, { maxLength: 12 }), (first, second) => {
        const fresh = makeShopOrg();
        const table = fresh.database.table('Purchase__c');
        const apply = (actions: typeof first, keep: boolean): void =>
          fresh.database.transact(fresh.clerk, (transaction) => {
            const savepoint = transaction.savepoint();
            for (const { record, amount, remove } of actions) {
              const input = { External_Key__c: `K${record}`, Reference__c: `R${record}`, Amount__c: amount };
              const [result] = fresh.dml.upsert(transaction, { object: table.object, key: key() }, [input]);
              if (remove) fresh.dml.delete(transaction, [result?.id ?? '']);
            }
            if (!keep) transaction.rollbackTo(savepoint);
          });
        const picture = (): unknown => [
          [...table.records()].toSorted((a, b) => (String(a['Id']) < String(b['Id']) ? -1 : 1)),
          [0, 1, 2, 3, 4, 5].map((record) => table.find(key(), `K${record}`)),
          table.modifiedSince('2026-01-01T00:00:00.000+0000').length,
        ];
        apply(first, true);
        const before = picture();
        fresh.clock.advance(5000);
        apply(second, false);
        expect(picture()).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});

test('records changed since a time come oldest first, each once', () => {
  upsert([{ External_Key__c: 'A' }, { External_Key__c: 'B' }]);
  org.clock.advance(10_000);
  upsert([{ External_Key__c: 'C' }]);
  upsert([{ External_Key__c: 'A', Amount__c: 1 }]);
  upsert([{ External_Key__c: 'A', Amount__c: 2 }]);
  const since = (datetime: string): unknown[] =>
    org.database
      .table('Purchase__c')
      .modifiedSince(datetime)
      .map((record) => record['External_Key__c']);
  expect(since('2026-11-21T10:00:00.000+0000')).toEqual(['B', 'C', 'A']);
  expect(since('2026-11-21T10:00:10.000+0000')).toEqual(['C', 'A']);
  expect(since('2026-11-21T10:00:11.000+0000')).toEqual([]);
});
