import { describe, expect, test } from '@jest/globals';
import type { CustomerOrder } from '../../canonical/order.ts';
import { askErp } from '../../scripts/audit/erp-witness.ts';
import { eventually } from '../support/eventually.ts';
import { setOneBroker } from './one-broker.ts';
import { changeRecord, exceptionsOf, query, shownExceptions, submitAgain } from './operator.ts';
import type { Row } from './operator.ts';

const PATIENCE = { deadlineMs: 20_000, intervalMs: 100 };

const scene = setOneBroker();

function withSku(order: CustomerOrder | undefined, sku: string): CustomerOrder {
  const [line, ...more] = order?.lines ?? [];
  return { ...order, lines: [{ ...line, sku }, ...more] } as CustomerOrder;
}

function commandsOf(orderKey: string): Promise<readonly Row[]> {
  return query(scene.world, `SELECT Status__c FROM OB_Command__c WHERE Order__r.External_Key__c = '${orderKey}' ORDER BY Name`);
}

/** Waits until Salesforce says Rejected, with the reason, and the agent's command is answered. */
function expectRejected(orderKey: string, reason: string): Promise<void> {
  return eventually(async () => {
    const [order] = await query(scene.world, `SELECT Status__c FROM OB_Order__c WHERE External_Key__c = '${orderKey}'`);
    expect(order).toMatchObject({ Status__c: 'Rejected' });
    expect((await commandsOf(orderKey)).at(-1)).toMatchObject({ Status__c: 'Rejected' });
    const [shown] = await shownExceptions(scene.world, orderKey);
    expect(JSON.stringify(shown)).toContain(reason);
    expect(await exceptionsOf(scene.broker.url, orderKey)).toMatchObject([{ category: 'REJECTED', owner: 'AGENT' }]);
  }, PATIENCE);
}

describe('an order the ERP refuses', () => {
  test('is rejected with the reason; corrected and submitted again it gets exactly one document', async () => {
    const [bad, ...good] = scene.world.orders(4);
    const [rejected = '', ...others] = await scene.world.agent.submit([withSku(bad, 'NO-SUCH-SKU'), ...good]);
    await expectRejected(rejected, 'UNKNOWN_SKU');
    await scene.world.expectKept(others);

    const [line] = await query(
      scene.world,
      `SELECT Id FROM OB_Order_Line__c WHERE Order__r.External_Key__c = '${rejected}' AND SKU__c = 'NO-SUCH-SKU'`,
    );
    await changeRecord(scene.world, `OB_Order_Line__c/${String(line?.['Id'])}`, { SKU__c: 'SKU-001' });
    await submitAgain(scene.world, rejected, 'second-try');
    await scene.world.expectKept([rejected]);
    await eventually(async () => {
      expect(await shownExceptions(scene.world, rejected)).toEqual([]);
      expect((await commandsOf(rejected)).map((command) => command['Status__c']).sort()).toEqual(['Completed', 'Rejected']);
    }, PATIENCE);
    expect((await askErp(scene.world.places.erpUrl)).created.get(rejected)).toHaveLength(1);
  });

  test.each([
    ['of a customer it does not know', 'C-NOBODY', 'CUSTOMER'],
    ['of a blocked customer', 'C-BLOCKED', 'BLOCKED'],
  ])('%s is rejected, and the others are not', async (_, customerKey, reason) => {
    const [bad, ...good] = scene.world.orders(3);
    const [rejected = '', ...others] = await scene.world.agent.submit([
      { ...bad, customer: { customerKey, name: 'Some Body' } } as CustomerOrder,
      ...good,
    ]);
    await expectRejected(rejected, reason);
    await scene.world.expectKept(others);
  });
});

test('a status word nobody mapped becomes an exception, and everything else goes on', async () => {
  const [watched = '', ...others] = await scene.world.agent.submit(scene.world.orders(3));
  const document = await eventually(async () => {
    const [id] = (await askErp(scene.world.places.erpUrl)).created.get(watched) ?? [];
    if (id === undefined) throw new Error('no document yet');
    return id;
  }, PATIENCE);
  const setStatus = async (status: string | null): Promise<void> => {
    const answer = await fetch(`${scene.world.places.erpUrl}/_admin/companies/1000/orders/${document}/clerk`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ deed: 'set-status', status }),
    });
    expect(answer.status).toBe(200);
  };
  await setStatus('PENDING_ASTROLOGY');
  await eventually(async () => {
    expect(await exceptionsOf(scene.broker.url, watched)).toMatchObject([{ category: 'UNMAPPED_STATUS' }]);
    expect(await shownExceptions(scene.world, watched)).toHaveLength(1);
  }, PATIENCE);
  await scene.world.expectKept(others);
  await setStatus(null);
  await scene.world.expectKept([watched]);
  await eventually(async () => {
    expect(await exceptionsOf(scene.broker.url, watched)).toEqual([]);
  }, PATIENCE);
});
