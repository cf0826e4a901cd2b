import { orderPageOf, nodesOf } from 'c/obOrderModel';
import { COMMAND, EXCEPTION, ORDER_ID, connection, orderAnswer, record } from 'test/order-data';

describe('the page of an order', () => {
  it('has the order with its words in the user’s language', () => {
    const answer = orderAnswer();
    const { node } = answer.uiapi.query.OB_Order__c.edges[0];
    node.Status__c = { value: 'Shipped', displayValue: 'Versandt' };
    expect(orderPageOf(answer).order).toMatchObject({
      id: ORDER_ID,
      number: 'WEB-1001',
      status: { code: 'Shipped', label: 'Versandt' },
      account: 'Ada Ltd',
      contact: null,
      shipTo: { line1: '1 Mill Lane', city: 'London', line2: null },
    });
  });

  it('has lines with buckets, and shipments with what is in them', () => {
    const { lines, shipments } = orderPageOf(orderAnswer());
    expect(lines[0]).toMatchObject({ sku: 'KETTLE', ordered: 3, shipped: 2, status: { code: 'Partially shipped' } });
    expect(shipments[0]).toMatchObject({ trackingNumber: 'JD01', lines: [{ lineId: lines[0].id, quantity: 2 }] });
  });

  it('puts the worst exception first, and then the oldest', () => {
    const exceptions = [
      { ...EXCEPTION, Id: 'info', Severity__c: 'Info' },
      { ...EXCEPTION, Id: 'late', Opened_At__c: '2026-11-21T11:50:00.000Z' },
      { ...EXCEPTION, Id: 'early' },
      { ...EXCEPTION, Id: 'error', Severity__c: 'Error', Allowed_Actions__c: null },
      { ...EXCEPTION, Id: 'new', Severity__c: null },
    ];
    const page = orderPageOf(orderAnswer({ exceptions }));
    expect(page.exceptions.map(({ id }) => id)).toEqual(['new', 'error', 'early', 'late', 'info']);
    expect(page.exceptions.map(({ actions }) => actions.length)).toEqual([2, 0, 2, 2, 2]);
  });

  it('knows which requests are still under way, and who made them', () => {
    const commands = [COMMAND, { ...COMMAND, Id: 'x', Status__c: 'Completed', CreatedBy: {} }, { ...COMMAND, Id: 'y', Status__c: null }];
    expect(orderPageOf(orderAnswer({ commands })).commands.map(({ isPending, by }) => [isPending, by])).toEqual([
      [true, 'Grace Agent'],
      [false, null],
      [false, 'Grace Agent'],
    ]);
  });

  it('lists invoices and returns', () => {
    const page = orderPageOf(
      orderAnswer({
        invoices: [{ Id: 'i', Number__c: 'RE-1', Type__c: 'Invoice', Status__c: 'Posted', Total_Amount__c: 12, Currency__c: 'EUR' }],
        returns: [{ Id: 'r', RMA__c: 'RMA-1', Status__c: 'Authorized', Refund_State__c: null }],
      }),
    );
    expect(page.invoices).toMatchObject([{ number: 'RE-1', type: { code: 'Invoice' } }]);
    expect(page.returns).toMatchObject([{ rma: 'RMA-1', refundState: null }]);
  });

  it('stands with what the user may see', () => {
    const bare = { uiapi: { query: { OB_Order__c: { edges: [{ node: { Id: ORDER_ID } }] } } } };
    expect(orderPageOf(bare)).toMatchObject({
      order: { id: ORDER_ID, status: null },
      lines: [],
      timeline: null,
      heartbeatAt: null,
      cutOff: [],
    });
  });

  it('says which lists it shows the beginning of', () => {
    const answer = orderAnswer();
    answer.uiapi.query.OB_Order__c.edges[0].node.Lines__r = connection([], true);
    expect(orderPageOf(answer).cutOff).toEqual(['Lines__r']);
  });

  it('is none without an order, or without an answer', () => {
    expect(orderPageOf({ uiapi: { query: { OB_Order__c: connection([]) } } })).toBeUndefined();
    expect(orderPageOf(undefined)).toBeUndefined();
    expect(nodesOf(null)).toEqual([]);
  });

  it('takes the code where a word has no name', () => {
    const answer = orderAnswer();
    answer.uiapi.query.OB_Order__c.edges[0].node.Status__c = { value: 'Teleported', displayValue: null };
    expect(orderPageOf(answer).order.status).toEqual({ code: 'Teleported', label: 'Teleported' });
    expect(record({ Id: 'x', A: 1 })).toEqual({ Id: 'x', A: { value: 1, displayValue: null } });
  });
});
