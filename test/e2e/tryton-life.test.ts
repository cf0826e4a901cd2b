/** A whole life on an ERP that others wrote, as people see it in Salesforce: every step within seconds, with Tryton's numbers on it. */
import { afterAll, expect, it, jest } from '@jest/globals';
import { askTryton } from '../../scripts/audit/tryton-witness.ts';
import { makeClerk } from '../../scripts/tryton/clerk.ts';
import { COMPANIES } from '../../scripts/tryton/seed/seed.ts';
import { BROKER, CLERK } from '../../scripts/tryton/seed/users.ts';
import { eventually } from '../support/eventually.ts';
import { describeWithTryton } from '../support/tryton.ts';
import { startLocalWorld } from './local-world.ts';
import { query, submitAgain } from './operator.ts';
import type { Row } from './operator.ts';

jest.setTimeout(240_000);

/** Generous for a busy machine; on an idle one every step shows within two polls. */
const PATIENCE = { deadlineMs: 30_000, intervalMs: 200 };
const TERMS = { concurrency: 2, timeoutMs: 15_000, settleMs: 8000 };

describeWithTryton('With a real Tryton', (tryton) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  async function open() {
    const { url } = tryton();
    const { database, databaseUrl } = await tryton().copySeed('life');
    const world = await startLocalWorld();
    closing.push(world.stop);
    const endpoint = { id: 'erp', kind: 'tryton', baseUrl: url, database, ...BROKER, company: COMPANIES[0], ...TERMS };
    const broker = await world.startBroker({
      BROKER_ENDPOINTS: JSON.stringify([endpoint]),
      BROKER_ROUTES: JSON.stringify([{ erp: 'erp' }]),
      BROKER_POLL_INTERVAL_MS: '500',
    });
    closing.push(broker.stop);
    const clerk = makeClerk(url, { database, ...CLERK, company: COMPANIES[0] });
    closing.push(clerk.close);
    return { world, clerk, databaseUrl };
  }

  it('an order lives from a refused credit to a booked refund', async () => {
    const { world, clerk, databaseUrl } = await open();
    const [template] = world.orders(1);
    if (!template) throw new Error('no order');
    const line = (lineKey: number, sku: string, quantity: number) => ({ ...template.lines[0], ...{ lineKey, sku, quantity, unit: 'EA' } });
    const lines = [line(10, 'SKU-001', 4), line(20, 'SKU-SCARCE', 5)] as typeof template.lines;
    const customer = { customerKey: 'C-POOR', name: 'Low Limit Ltd' };
    const [key = ''] = await world.agent.submit([{ ...template, customer, lines }]);

    async function shows(soql: string, expected: readonly Row[]): Promise<void> {
      await eventually(async () => expect(await query(world, soql)).toMatchObject(expected), PATIENCE);
    }
    const showsOrder = (expected: Row): Promise<void> =>
      shows(`SELECT Status__c, Raw_Status__c, ERP_Document__c FROM OB_Order__c WHERE External_Key__c = '${key}'`, [expected]);
    const ofOrder = (fields: string, object: string): string =>
      `SELECT ${fields} FROM ${object} WHERE Order__r.External_Key__c = '${key}' ORDER BY ${fields.split(',')[0] ?? ''}`;
    const quantities = ofOrder('Line_Number__c, Quantity_Shipped__c, Quantity_Backordered__c, Quantity_Invoiced__c', 'OB_Order_Line__c');

    await showsOrder({ Status__c: 'Rejected' });
    await clerk.user.write('party.party', await idsOf('party.party', ['code', '=', 'C-POOR']), { credit_limit_amount: null });
    await submitAgain(world, key, 'credit-was-raised');
    await showsOrder({ Status__c: 'Backordered', Raw_Status__c: 'processing', ERP_Document__c: expect.stringMatching(/^SO\d{5}$/) });

    const [sale = 0] = await idsOf('sale.sale', ['reference', '=', key]);
    await clerk.ship(sale);
    await shows(quantities, [{ Quantity_Shipped__c: 4 }, { Quantity_Shipped__c: 3, Quantity_Backordered__c: 2 }]);
    await clerk.restock('SKU-SCARCE', 10);
    await clerk.ship(sale);
    await clerk.post(sale);
    await clerk.pay(sale);
    await shows(quantities, [
      { Quantity_Shipped__c: 4, Quantity_Invoiced__c: 4 },
      { Quantity_Shipped__c: 5, Quantity_Backordered__c: 0, Quantity_Invoiced__c: 5 },
    ]);
    await shows(ofOrder('External_Key__c, Status__c', 'OB_Shipment__c'), [{ Status__c: 'Shipped' }, { Status__c: 'Shipped' }]);
    await showsOrder({ Raw_Status__c: 'done' });

    const payload = { resolution: 'REFUND', lines: [{ lineKey: 10, quantity: 3, reason: 'DAMAGED' }] };
    await world.agent.ask({ type: 'RETURN', orderKey: key, idempotencyKey: 'bring-back', payload });
    const returns = ofOrder('RMA__c, Status__c, Refund_State__c', 'OB_Return__c');
    await shows(returns, [{ RMA__c: expect.stringMatching(/^RMA\d{5}$/) }]);
    const [complaint = 0] = await idsOf('sale.complaint', ['state', '=', 'waiting']);
    const returnSale = await clerk.approve(complaint);
    await shows(returns, [{ Status__c: 'Authorized' }]);
    await clerk.receive(returnSale, 2);
    await shows(returns, [{ Status__c: 'Partially received' }]);
    await clerk.receive(returnSale);
    await clerk.post(returnSale);
    await clerk.pay(returnSale);
    await shows(returns, [{ Refund_State__c: 'Complete' }]);

    const { created } = await askTryton(databaseUrl);
    expect(created.get(key)).toEqual([String(sale)]);

    async function idsOf(model: string, ...domain: readonly unknown[]): Promise<readonly number[]> {
      return (await clerk.user.read(model, domain, ['id'])).map(({ id }) => id);
    }
  });
});
