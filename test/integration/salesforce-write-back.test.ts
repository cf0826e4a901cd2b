import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { RunningOrg } from '../../simulators/salesforce/org.ts';
import { everyRecord } from '../simulation/memory-records.ts';
import { eventually } from '../support/eventually.ts';
import {
  addFault,
  calls,
  expireSessions,
  hold,
  makeLedger,
  markRecords,
  messagesOf,
  rows,
  startPackageOrg,
  startSide,
} from './salesforce-side.ts';
import type { LedgerInMemory, Side } from './salesforce-side.ts';

let org: RunningOrg;
let memory: LedgerInMemory;
let side: Side;

function orderOf(key: string, change: SalesforceRecord['fields'] = {}): SalesforceRecord {
  const fields = {
    External_Key__c: key,
    Order_Number__c: `SO-${key}`,
    Source_System__c: 'store',
    Currency__c: 'EUR',
    Status__c: 'Accepted',
    Sync_State__c: 'Current',
  };
  return { object: 'OB_Order__c', externalId: key, fields: { ...fields, ...change } };
}

function lineOf(key: string, number: number, change: SalesforceRecord['fields'] = {}): SalesforceRecord {
  const fields = {
    External_Key__c: `${key}-${number}`,
    Order__r: { External_Key__c: key },
    Line_Number__c: number,
    SKU__c: 'X',
    Quantity_Ordered__c: 1,
  };
  return { object: 'OB_Order_Line__c', externalId: `${key}-${number}`, fields: { ...fields, ...change } };
}

async function write(key: string, ...records: SalesforceRecord[]): Promise<void> {
  await markRecords(memory, key, records);
  side.onRecords();
}

const isClean = (): boolean => everyRecord(memory.tables.records).every((record) => !record.dirty);

beforeEach(async () => {
  org = await startPackageOrg();
  memory = makeLedger();
  side = startSide(org, memory, { write: true });
});

afterEach(async () => {
  await side.stop();
  await org.stop();
});

describe('write-back to Salesforce', () => {
  it('makes an order with its lines in one call, with its version and the time of the send', async () => {
    await write('A1', lineOf('A1', 10), lineOf('A1', 20), orderOf('A1'));
    await eventually(() => expect(isClean()).toBe(true));
    const [order] = await rows(
      org,
      'SELECT Status__c, Status_Version__c, Last_Synced_At__c, (SELECT SKU__c FROM Lines__r) FROM OB_Order__c',
    );
    expect(order).toMatchObject({ Status__c: 'Accepted', Status_Version__c: 1, Lines__r: { totalSize: 2 } });
    expect(order?.['Last_Synced_At__c']).toEqual(expect.any(String));
    expect((await calls(org))['POST composite']).toBe(1);
  });

  it('sends the newest values once, however often they changed while the org was away', async () => {
    await addFault(org, { path: '/composite', kind: 'answer', status: 503, count: 1 });
    for (const status of ['Accepted', 'Backordered', 'In fulfilment', 'Shipped']) await write('A1', orderOf('A1', { Status__c: status }));
    await eventually(() => expect(isClean()).toBe(true));
    expect(await rows(org, 'SELECT Status__c, Status_Version__c FROM OB_Order__c')).toMatchObject([
      { Status__c: 'Shipped', Status_Version__c: 4 },
    ]);
  });

  it('repeats a call whose answer was lost, and makes nothing twice', async () => {
    await addFault(org, { path: '/composite', kind: 'doThenDrop', count: 1 });
    await write('A1', orderOf('A1'), lineOf('A1', 10));
    await eventually(() => expect(isClean()).toBe(true));
    expect(await rows(org, 'SELECT Id FROM OB_Order__c')).toHaveLength(1);
    expect(await rows(org, 'SELECT Id FROM OB_Order_Line__c')).toHaveLength(1);
  });

  it('tries a locked record again, and its lines with it', async () => {
    await hold(org, 'OB_Order__c', 2);
    await write('A1', orderOf('A1'), lineOf('A1', 10), lineOf('A1', 20));
    await eventually(() => expect(isClean()).toBe(true));
    expect(await rows(org, 'SELECT Id FROM OB_Order_Line__c')).toHaveLength(2);
    expect(messagesOf(memory, 'A1')).toEqual([]);
  });

  it('tells the order of a record the org will never take, without its value, and writes everything else', async () => {
    await write('A1', orderOf('A1', { Status__c: 'Teleported' }));
    await write('A2', orderOf('A2', { Customer_Name__c: 'J'.repeat(121) }), orderOf('A3'));
    await eventually(() => expect(isClean()).toBe(true));
    expect(messagesOf(memory, 'A1')).toMatchObject([{ type: 'record.refused', code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' }]);
    expect(messagesOf(memory, 'A2')).toMatchObject([
      { type: 'record.refused', code: 'STRING_TOO_LONG', message: 'fields Customer_Name__c' },
    ]);
    expect(await rows(org, 'SELECT External_Key__c FROM OB_Order__c')).toMatchObject([{ External_Key__c: 'A3' }]);
    await write('A1', orderOf('A1', { Status__c: 'Shipped' }));
    await eventually(() => expect(messagesOf(memory, 'A1').map(({ type }) => type)).toEqual(['record.recovered']));
  });

  it('finds the malformed record that spoils its collection and writes the other 199', async () => {
    const keys = Array.from({ length: 200 }, (_, index) => `A${1_000 + index}`);
    for (const key of keys)
      await markRecords(memory, key, [orderOf(key, key === 'A1077' ? { Total_Amount__c: { External_Key__c: 'no amount' } } : {})]);
    side.onRecords();
    await eventually(() => expect(isClean()).toBe(true));
    expect(await rows(org, 'SELECT Id FROM OB_Order__c')).toHaveLength(199);
    expect(messagesOf(memory, 'A1077')).toMatchObject([{ type: 'record.refused' }]);
  });

  it('writes a text that reads like a reference to an answer of the call, as a text, and its neighbours with it', async () => {
    await markRecords(memory, 'A1', [orderOf('A1', { Customer_Name__c: 'Jane @{part0[1].id}' })]);
    await markRecords(memory, 'A2', [orderOf('A2', { Customer_Name__c: '@{nobody.id}' })]);
    await markRecords(memory, 'A3', [orderOf('A3')]);
    side.onRecords();
    await eventually(() => expect(isClean()).toBe(true));
    expect(await rows(org, 'SELECT External_Key__c, Customer_Name__c FROM OB_Order__c ORDER BY External_Key__c')).toMatchObject([
      { External_Key__c: 'A1', Customer_Name__c: 'Jane @ {part0[1].id}' },
      { External_Key__c: 'A2', Customer_Name__c: '@ {nobody.id}' },
      { External_Key__c: 'A3' },
    ]);
  });

  it('goes on after the sessions ended', async () => {
    await write('A1', orderOf('A1'));
    await eventually(() => expect(isClean()).toBe(true));
    await expireSessions(org);
    await write('A1', orderOf('A1', { Status__c: 'Shipped' }));
    await eventually(() => expect(isClean()).toBe(true));
    expect(await rows(org, 'SELECT Status__c FROM OB_Order__c')).toMatchObject([{ Status__c: 'Shipped' }]);
  });

  it('lets a second process stand by until the first gives the lease back', async () => {
    await write('A1', orderOf('A1'));
    await eventually(() => expect(isClean()).toBe(true));
    const standby = startSide(org, memory, { write: true });
    await side.stop();
    await write('A2', orderOf('A2'));
    await eventually(() => expect(isClean()).toBe(true));
    expect(standby.counts.get('salesforce_records_written_total ACCEPTED')).toBe(1);
    await standby.stop();
  });

  it('beats its heart in Salesforce', async () => {
    await eventually(async () => {
      expect(await rows(org, 'SELECT Role__c, Last_Heartbeat_At__c FROM OB_Broker_Status__c')).toMatchObject([{ Role__c: 'writer' }]);
    });
  });
});
