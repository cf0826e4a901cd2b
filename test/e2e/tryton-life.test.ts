/** A whole life on an ERP that others wrote, as people see it in Salesforce: each step after one poll, with Tryton's numbers on it. */
import { afterAll, expect, it, jest } from '@jest/globals';
import { askTryton } from '../../scripts/audit/tryton-witness.ts';
import { makeClerk } from '../../scripts/tryton/clerk.ts';
import { startFaultProxy } from '../../scripts/tryton/fault-proxy.ts';
import { COMPANIES } from '../../scripts/tryton/seed/seed.ts';
import { BROKER, CLERK } from '../../scripts/tryton/seed/users.ts';
import { eventually } from '../support/eventually.ts';
import { describeWithTryton } from '../support/tryton.ts';
import { startLocalWorld } from './local-world.ts';
import { query, submitAgain } from './operator.ts';
import type { Row } from './operator.ts';
import { makePollGate } from './poll-gate.ts';

jest.setTimeout(240_000);

/** How long to look before giving up; how soon a step shows is counted in polls. */
const PATIENCE = { deadlineMs: 60_000, intervalMs: 200 };
/** A poll may be kept waiting at the gate for as long as a step of the clerk takes. */
const TERMS = { concurrency: 3, timeoutMs: 120_000, settleMs: 8000, refundMethod: 'Bank transfer' };

describeWithTryton('With a real Tryton', (tryton) => {
  const closing: (() => unknown)[] = [];
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  async function open() {
    const { database, databaseUrl } = await tryton().copySeed('life');
    const gate = makePollGate();
    const proxy = await startFaultProxy({ target: tryton().url, random: () => 1, admit: gate.admit });
    closing.push(proxy.stop);
    const world = await startLocalWorld();
    closing.push(world.stop);
    const endpoint = { id: 'erp', kind: 'tryton', baseUrl: proxy.url, database, ...BROKER, company: COMPANIES[0], ...TERMS };
    const broker = await world.startBroker({
      BROKER_ENDPOINTS: JSON.stringify([endpoint]),
      BROKER_ROUTES: JSON.stringify([{ erp: 'erp' }]),
      BROKER_POLL_INTERVAL_MS: '500',
    });
    closing.push(broker.stop, gate.open);
    const clerk = makeClerk(tryton().url, { database, ...CLERK, company: COMPANIES[0] });
    closing.push(clerk.close);
    return { world, clerk, gate, databaseUrl };
  }

  it('an order lives from a refused credit to a booked refund', async () => {
    const { world, clerk, gate, databaseUrl } = await open();
    const [template] = world.orders(1);
    if (!template) throw new Error('no order');
    const line = (lineKey: number, sku: string, quantity: number) => ({ ...template.lines[0], ...{ lineKey, sku, quantity, unit: 'EA' } });
    const lines = [line(10, 'SKU-001', 4), line(20, 'SKU-SCARCE', 5)] as typeof template.lines;
    const customer = { customerKey: 'C-POOR', name: 'Low Limit Ltd' };
    const [key = ''] = await world.agent.submit([{ ...template, customer, lines }]);

    async function shows(soql: string, expected: readonly Row[]): Promise<void> {
      await eventually(async () => expect(await query(world, soql)).toMatchObject(expected), PATIENCE);
    }
    const order = `SELECT Status__c, Raw_Status__c, ERP_Document__c FROM OB_Order__c WHERE External_Key__c = '${key}'`;
    const ofOrder = (fields: string, object: string): string =>
      `SELECT ${fields} FROM ${object} WHERE Order__r.External_Key__c = '${key}' ORDER BY ${fields.split(',')[0] ?? ''}`;
    const quantities = ofOrder('Line_Number__c, Quantity_Shipped__c, Quantity_Backordered__c, Quantity_Invoiced__c', 'OB_Order_Line__c');
    const shipments = ofOrder('External_Key__c, Status__c', 'OB_Shipment__c');
    const invoices = ofOrder('Number__c, Type__c, Status__c', 'OB_Invoice__c');
    const returns = ofOrder('RMA__c, Status__c, Refund_State__c', 'OB_Return__c');
    const numbered = (pattern: RegExp) => expect.stringMatching(pattern);

    async function rows(model: string, field: string, ...domain: readonly unknown[]): Promise<readonly unknown[]> {
      return (await clerk.user.read(model, domain, [field])).map((row) => row[field]);
    }
    const ids = async (model: string, ...domain: readonly unknown[]) => (await rows(model, 'id', ...domain)) as readonly number[];
    /** Waits until Tryton has it. */
    const hasComeTo = (state: string, model: string, ...domain: readonly unknown[]): Promise<void> =>
      eventually(async () => expect(await rows(model, 'state', ...domain)).toContain(state), PATIENCE);

    /** Something happens in Tryton while no poll goes through; after one poll and no other, Salesforce shows it. */
    async function showsAfterOnePoll(
      step: () => Promise<unknown>,
      ...expected: readonly (readonly [soql: string, rows: readonly Row[]])[]
    ) {
      gate.close();
      await step();
      gate.letOne();
      for (const [soql, all] of expected) await shows(soql, all);
    }

    await shows(order, [{ Status__c: 'Rejected' }]);
    await clerk.user.write('party.party', await ids('party.party', ['code', '=', 'C-POOR']), { credit_limit_amount: null });
    await showsAfterOnePoll(async () => {
      await submitAgain(world, key, 'credit-was-raised');
      await hasComeTo('processing', 'sale.sale', ['reference', '=', key]);
    }, [order, [{ Status__c: 'Backordered', Raw_Status__c: 'processing', ERP_Document__c: numbered(/^SO\d{5}$/) }]]);

    const [sale = 0] = await ids('sale.sale', ['reference', '=', key]);
    await showsAfterOnePoll(
      () => clerk.ship(sale),
      [quantities, [{ Quantity_Shipped__c: 4 }, { Quantity_Shipped__c: 3, Quantity_Backordered__c: 2 }]],
      [shipments, [{ External_Key__c: numbered(/SHP\d{5}$/), Status__c: 'Shipped' }]],
    );
    await clerk.restock('SKU-SCARCE', 10);
    await showsAfterOnePoll(
      () => clerk.ship(sale),
      [quantities, [{ Quantity_Shipped__c: 4 }, { Quantity_Shipped__c: 5, Quantity_Backordered__c: 0 }]],
      [shipments, [{ Status__c: 'Shipped' }, { External_Key__c: numbered(/SHP\d{5}$/), Status__c: 'Shipped' }]],
    );
    const invoice = { Number__c: numbered(/^INV-\d{4}-\d{5}$/), Type__c: 'Invoice' };
    await showsAfterOnePoll(
      () => clerk.post(sale),
      [quantities, [{ Quantity_Invoiced__c: 4 }, { Quantity_Invoiced__c: 5 }]],
      [invoices, Array(2).fill({ ...invoice, Status__c: 'Posted' })],
    );
    const paid = Array<Row>(2).fill({ ...invoice, Status__c: 'Paid' });
    await showsAfterOnePoll(() => clerk.pay(sale), [order, [{ Raw_Status__c: 'done' }]], [invoices, paid]);

    const [first] = await query(world, `SELECT Id FROM OB_Order_Line__c WHERE Line_Number__c = 10 AND Order__r.External_Key__c = '${key}'`);
    const details = { resolution: 'Refund', lines: [{ lineId: first?.['Id'], quantity: 3, reason: 'Damaged' }] };
    await showsAfterOnePoll(async () => {
      await world.agent.ask({ action: 'OB_ReturnActions.startReturn', orderKey: key, idempotencyKey: 'bring-back', details });
      await hasComeTo('waiting', 'sale.complaint');
    }, [returns, [{ RMA__c: numbered(/^RMA\d{5}$/), Status__c: 'Requested' }]]);
    const [complaint = 0] = await ids('sale.complaint', ['state', '=', 'waiting']);
    let returnSale = 0;
    await showsAfterOnePoll(async () => {
      returnSale = await clerk.approve(complaint);
    }, [returns, [{ Status__c: 'Authorized' }]]);

    // The clerk receives; the broker credits what came and books the refund, each as soon as it knows.
    await showsAfterOnePoll(() => clerk.receive(returnSale, 2), [returns, [{ Status__c: 'Partially received' }]]);
    const creditNoteIs = (state: string) => hasComeTo(state, 'account.invoice', ['sales', '=', returnSale]);
    const creditNote = { Number__c: numbered(/^CN-\d{4}-\d{5}$/), Type__c: 'Credit memo' };
    await showsAfterOnePoll(() => creditNoteIs('posted'), [invoices, [{ ...creditNote, Status__c: 'Posted' }, ...paid]]);
    await showsAfterOnePoll(() => creditNoteIs('paid'), [invoices, [{ ...creditNote, Status__c: 'Paid' }, ...paid]]);
    await clerk.receive(returnSale);
    gate.open();
    const refunded = Array<Row>(2).fill({ ...creditNote, Status__c: 'Paid' });
    await shows(invoices, [...refunded, ...paid]);
    await shows(returns, [{ RMA__c: numbered(/^RMA\d{5}$/), Refund_State__c: 'Complete' }]);

    const { created } = await askTryton(databaseUrl);
    expect(created.get(key)).toEqual([String(sale)]);
  });
});
