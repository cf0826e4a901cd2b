import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RestClient } from '../../broker/salesforce/rest-client.ts';
import { makeLocalIdentity } from '../../simulators/salesforce/event-bus/pubsub/certificate.ts';
import type { RunningOrg } from '../../simulators/salesforce/org.ts';
import { eventually } from '../support/eventually.ts';
import { calls, expireSessions, makeLedger, messagesOf, startPackageOrg, startSide, submit } from './salesforce-side.ts';
import type { LedgerInMemory, Side } from './salesforce-side.ts';

const TOPIC = '/event/OB_Command_Requested__e';
let org: RunningOrg;
let memory: LedgerInMemory;
let sides: Side[];
let setUp: Side;

function start(roles?: Parameters<typeof startSide>[2]): Side {
  const side = startSide(org, memory, roles);
  sides.push(side);
  return side;
}

async function patch(rest: RestClient, path: string, body: unknown): Promise<void> {
  const result = await rest.call({ method: 'PATCH', path, body, timeoutMs: 5_000, purpose: 'test' });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
}

/** A draft an agent filled in. */
async function draft(key: string, change: object = {}, rest = setUp.rest): Promise<void> {
  await patch(rest, `/sobjects/OB_Order__c/External_Key__c/${key}`, {
    Status__c: 'Draft',
    Source_System__c: 'salesforce',
    Order_Number__c: `SO-${key}`,
    Placed_At__c: '2026-11-21T10:00:00.000Z',
    Currency__c: 'EUR',
    Customer_Key__c: 'C1',
    Customer_Name__c: 'Jane Doe',
    Ship_To_Name__c: 'Jane Doe',
    Ship_To_Line_1__c: '1 Main St',
    Ship_To_City__c: 'Berlin',
    Ship_To_Country__c: 'DE',
    ...change,
  });
  for (const number of [10, 20]) {
    await patch(rest, `/sobjects/OB_Order_Line__c/External_Key__c/${key}-${number}`, {
      Order__r: { External_Key__c: key },
      Line_Number__c: number,
      SKU__c: 'SHIRT-M',
      Quantity_Ordered__c: 2,
      Unit_Price__c: 12.5,
    });
  }
}

beforeEach(async () => {
  org = await startPackageOrg();
  memory = makeLedger();
  setUp = startSide(org, makeLedger(), {});
  sides = [setUp];
});

afterEach(async () => {
  await Promise.all(sides.map((side) => side.stop()));
  await org.stop();
});

describe('the Pub/Sub API over TLS', () => {
  it('is trusted by the authority it was told of, and by no other', async () => {
    const tls = await makeLocalIdentity();
    const secure = await startPackageOrg(tls);
    const stranger = makeLedger();
    const parts = [
      startSide(secure, memory, { subscribe: true }, tls),
      startSide(secure, stranger, { subscribe: true }, await makeLocalIdentity()),
    ];
    sides.push(...parts);
    await draft('A1000', {}, parts[0]?.rest);
    await submit(secure, 'A1000', 'cmd-1');
    await eventually(async () => expect(await memory.ledger.checkpoint(TOPIC)).toBeDefined());
    expect(await stranger.ledger.checkpoint(TOPIC)).toBeUndefined();
    await Promise.all(parts.map((part) => part.stop()));
    await secure.stop();
  });
});

describe('an order submitted in Salesforce', () => {
  it('reaches its aggregate with its lines, once, known by the key of the command', async () => {
    await draft('A1001');
    const side = start();
    await submit(org, 'A1001', 'cmd-1');
    await eventually(() => {
      expect(messagesOf(memory, 'A1001')).toMatchObject([
        {
          type: 'order.submitted',
          via: 'salesforce',
          requestKey: 'cmd-1',
          order: { orderKey: 'A1001', lines: [{ lineKey: 10 }, { lineKey: 20 }] },
        },
      ]);
    });
    expect(side.woken).toContain('A1001');
  });

  it('that cannot be submitted as it is comes back with every fault', async () => {
    await draft('A1002');
    await submit(org, 'A1002', 'cmd-2');
    // Complete when it was submitted; somebody's automation has changed it since.
    await patch(setUp.rest, '/sobjects/OB_Order__c/External_Key__c/A1002', { Ship_To_City__c: null, Currency__c: 'EU' });
    start();
    await eventually(() => {
      expect(messagesOf(memory, 'A1002')).toMatchObject([
        {
          type: 'order.unreadable',
          code: 'ORDER_INVALID',
          faults: ['Currency: must be an ISO 4217 code', 'Ship To City: is missing'],
        },
      ]);
    });
  });

  it('while the broker was away is taken in when it is back', async () => {
    const first = start();
    await draft('A1003');
    await draft('A1004');
    await submit(org, 'A1003', 'cmd-3');
    await eventually(() => expect(messagesOf(memory, 'A1003')).toHaveLength(1));
    await first.stop();
    await submit(org, 'A1004', 'cmd-4');
    start();
    await eventually(() => expect(messagesOf(memory, 'A1004')).toHaveLength(1));
    expect(messagesOf(memory, 'A1003')).toHaveLength(1);
  });

  it('is taken in after the sessions ended', async () => {
    await draft('A1005');
    start();
    await eventually(async () => expect(await memory.ledger.watermark('salesforce-backfill')).toBeDefined());
    await expireSessions(org);
    await submit(org, 'A1005', 'cmd-5');
    await eventually(() => expect(messagesOf(memory, 'A1005')).toHaveLength(1));
  });

  it('is found although its event was lost', async () => {
    await draft('A1006');
    await submit(org, 'A1006', 'cmd-6');
    const checkpointed = await memory.ledger.acquireLease('test', 'test', 0, 1);
    if (!checkpointed) throw new Error('no lease');
    const lost = Buffer.from('00000000ffffffff0000', 'hex');
    await memory.ledger.accept({ messages: [], checkpoint: { topic: TOPIC, replayId: lost, lease: checkpointed } });
    start();
    await eventually(() => expect(messagesOf(memory, 'A1006')).toHaveLength(1));
  });

  it('is taken in although the stored position means nothing to the org', async () => {
    await draft('A1007');
    const lease = await memory.ledger.acquireLease('test', 'test', 0, 1);
    if (!lease) throw new Error('no lease');
    await memory.ledger.accept({ messages: [], checkpoint: { topic: TOPIC, replayId: Buffer.from('rubbish'), lease } });
    const watermark = await memory.ledger.watermark('salesforce-backfill');
    await memory.ledger.moveWatermark('salesforce-backfill', watermark, String(Date.now() + 3_600_000));
    start();
    await submit(org, 'A1007', 'cmd-7');
    await eventually(() => expect(messagesOf(memory, 'A1007')).toHaveLength(1));
    await eventually(async () => expect(Buffer.from((await memory.ledger.checkpoint(TOPIC)) ?? []).toString()).not.toBe('rubbish'));
  });

  it('goes unread for a missing order, which is said, and leaves the next one unharmed', async () => {
    await draft('A1008');
    start();
    await memory.ledger.accept({ messages: [], reads: [{ orderKey: 'GONE1', requestKey: 'cmd-x', dedupeKey: 'cmd-x' }] });
    await submit(org, 'A1008', 'cmd-8');
    await eventually(() => {
      expect(messagesOf(memory, 'GONE1')).toMatchObject([{ type: 'order.unreadable', code: 'ORDER_NOT_FOUND' }]);
      expect(messagesOf(memory, 'A1008')).toMatchObject([{ type: 'order.submitted' }]);
    });
  });

  it('costs at most ten calls for a thousand orders in a backlog', async () => {
    const keys = Array.from({ length: 1_000 }, (_, index) => `B${1_000 + index}`);
    await memory.ledger.accept({
      messages: [],
      reads: keys.map((key) => ({ orderKey: key, requestKey: `cmd-${key}`, dedupeKey: `cmd-${key}` })),
    });
    start({ read: true });
    await eventually(() => expect(keys.every((key) => messagesOf(memory, key).length === 1)).toBe(true));
    expect((await calls(org))['GET query']).toBeLessThanOrEqual(10);
  });
});
