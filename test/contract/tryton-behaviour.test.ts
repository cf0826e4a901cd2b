import { expect, it, jest } from '@jest/globals';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { Observation, OrderObservation, ReturnObservation } from '../../canonical/observation.ts';
import type { DocumentRef, Outcome } from '../../broker/engine/endpoint.ts';
import { COMPANIES } from '../../scripts/tryton/seed/seed.ts';
import { createCommand, makeOrder } from './orders.ts';
import { execute, newRecord } from './reference-executor.ts';
import { follow } from './reference-reducer.ts';
import type { Sight } from './reference-reducer.ts';
import { complaintIdOf } from './tryton-world.ts';
import { describeOnTryton } from './tryton-stage.ts';

jest.setTimeout(120_000);

const signal = (): AbortSignal => AbortSignal.timeout(30_000);
const POOR = { customerKey: 'C-POOR', name: 'Low Limit Ltd' };
const OTHER_ADDRESS = { name: 'Erika Muster', line1: 'Nebenstr. 7', postalCode: '20095', city: 'Hamburg', country: 'DE' };

describeOnTryton('With a real Tryton, the adapter', {}, (stage) => {
  let keys = 0;

  function order(changes: Readonly<Record<string, unknown>> = {}): CustomerOrder {
    keys += 1;
    return makeOrder(`LIFE${keys}`, changes);
  }

  const create = (each: CustomerOrder): OutboundCommand => createCommand('erp', each);
  const send = (command: OutboundCommand): Promise<Outcome> => stage().endpoint.send(command, signal());

  /** An order in the ERP, and the ways to act on it. */
  async function placed(changes: Readonly<Record<string, unknown>> = {}) {
    const { orderKey, lines } = order(changes);
    const { document, answers } = await execute(stage().endpoint, newRecord(create(makeOrder(orderKey, changes))));
    if (!document) throw new Error(`${orderKey} was not taken: ${answers.join(' ')}`);
    let deeds = 1;
    const act = (body: OutboundCommand['body']): Promise<Outcome> => {
      deeds += 1;
      return send({ commandId: `${orderKey}-${deeds}`, orderKey, endpoint: 'erp', body });
    };
    return { orderKey, lines, document, act, saleId: Number(document.nativeId) };
  }

  async function look(hint: { kind: Observation['kind']; nativeId: string }): Promise<Observation> {
    const answer = await stage().endpoint.read([hint], signal());
    if (answer.class !== 'OK' || !answer.observations[0]) throw new Error(`nothing to see: ${answer.class}`);
    return answer.observations[0];
  }
  const lookAtOrder = async ({ nativeId }: DocumentRef) => (await look({ kind: 'order', nativeId })) as OrderObservation;
  const lookAtReturn = async ({ nativeId }: DocumentRef) => (await look({ kind: 'return', nativeId })) as ReturnObservation;

  it('makes one sale of six creations that race with the same reference', async () => {
    const command = create(order());
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => send(command)));
    expect(outcomes.map((outcome) => outcome.class).sort()).toEqual(['ACK', ...Array<string>(5).fill('ALREADY_DONE')].sort());
    expect(await stage().world.salesOf(command.orderKey)).toHaveLength(1);
  });

  it('logs in again where the session ends between two calls, and nobody notices', async () => {
    await placed();
    await stage().world.sql('delete from ir_session');
    await placed();
  });

  it('has all orders taken whose confirmations lock each other out', async () => {
    const commands = Array.from({ length: 6 }, () => create(order({ customer: { customerKey: 'C-1003', name: 'Tomas Vale' } })));
    const records = await Promise.all(commands.map((command) => execute(stage().endpoint, newRecord(command))));
    expect(records.map(({ state }) => state)).toEqual(commands.map(() => 'ACKED'));
  });

  it('refuses an order over the credit limit, leaves no quotation open, and takes it in the same document once there is credit', async () => {
    const command = create(order({ customer: POOR }));
    expect(await send(command)).toMatchObject({ class: 'REJECT', code: 'CREDIT_LIMIT' });
    const [sale] = await stage().world.clerk.user.read('sale.sale', [['reference', '=', command.orderKey]], ['state']);
    expect(sale?.['state']).toBe('cancelled');
    await stage().world.sql('update party_party_credit_limit_amount set credit_limit_amount = 9000');
    expect(await send(command)).toMatchObject({ class: 'ACK', document: { nativeId: String(sale?.id) } });
    expect(await stage().world.salesOf(command.orderKey)).toHaveLength(1);
  });

  it('takes a refused order in the same document after its lines were corrected', async () => {
    const first = order({ customer: POOR });
    expect(await send(create(first))).toMatchObject({ class: 'REJECT', code: 'CREDIT_LIMIT' });
    const corrected = makeOrder(first.orderKey, { customer: POOR, lines: [{ ...first.lines[0], quantity: 1 }] });
    const outcome = await send(create(corrected));
    expect(outcome.class).toBe('ACK');
    expect(await stage().world.salesOf(first.orderKey)).toHaveLength(1);
    expect(await stage().endpoint.probe(create(corrected), signal())).toMatchObject({ class: 'FOUND', documents: [{ matches: true }] });
  });

  it('says of every fault at once what is wrong with an order that Tryton would have taken', async () => {
    const { lines } = makeOrder('ANY');
    const bad = order({
      customer: { customerKey: 'C-GONE', name: 'Closed Ltd' },
      lines: [
        { ...lines[0], sku: 'SKU-WHO' },
        { ...lines[1], quantity: 1.5 },
      ],
    });
    const outcome = await send(create(bad));
    expect(outcome).toMatchObject({ class: 'REJECT', code: 'CUSTOMER_INACTIVE' });
    const checked = await stage().endpoint.check?.(bad, signal());
    const pointers = checked?.class === 'OK' ? checked.faults.map(({ pointer }) => pointer) : [];
    expect(pointers).toEqual(['/customer/customerKey', '/lines/0/sku', '/lines/1/quantity']);
    expect(await stage().world.salesOf(bad.orderKey)).toEqual([]);
  });

  it('backorders what is short where it may, and refuses it where it may not', async () => {
    const scarce = [{ ...makeOrder('ANY').lines[0], sku: 'SKU-SCARCE', quantity: 5 }];
    const { document, saleId } = await placed({ lines: scarce });
    expect((await lookAtOrder(document)).lines).toMatchObject([{ backordered: 5, confirmed: 0 }]);
    await stage().world.clerk.ship(saleId);
    expect((await lookAtOrder(document)).lines).toMatchObject([{ backordered: 2, shipped: 3 }]);
    await stage().world.clerk.restock('SKU-SCARCE', 10);
    await stage().world.clerk.ship(saleId);
    expect((await lookAtOrder(document)).lines).toMatchObject([{ backordered: 0, shipped: 5 }]);
    const strict = stage().world.openEndpoint('erp', COMPANIES[0], { shortStock: 'refuse' }).endpoint;
    const refused = create(order({ lines: [{ ...scarce[0], quantity: 50 }] }));
    expect(await strict.send(refused, signal())).toMatchObject({ class: 'REJECT', code: 'SHORT_STOCK' });
  });

  it('leaves alone what people in the ERP entered under our reference', async () => {
    const { orderKey } = order();
    const [party] = await stage().world.clerk.user.read('party.party', [['code', '=', 'C-1001']], ['addresses']);
    const [address] = (party?.['addresses'] ?? []) as number[];
    const addresses = { invoice_address: address, shipment_address: address };
    await stage().world.clerk.user.create('sale.sale', { reference: orderKey, party: party?.id, ...addresses });
    expect(await send(create(makeOrder(orderKey)))).toMatchObject({ class: 'REJECT', code: 'DOCUMENT_DIFFERS' });
    expect(await stage().world.salesOf(orderKey)).toHaveLength(1);
  });

  it('holds an order, so that nobody can pick it, and lets it go', async () => {
    const { document, act, saleId } = await placed();
    expect(await act({ intent: 'HOLD', document, reason: 'fraud check' })).toMatchObject({ class: 'ACK' });
    expect(await lookAtOrder(document)).toMatchObject({ status: 'ON_HOLD', holds: ['MANUAL'] });
    await stage().world.clerk.ship(saleId);
    expect((await lookAtOrder(document)).lines[0]?.shipped).toBe(0);
    expect(await act({ intent: 'RELEASE_HOLD', document })).toMatchObject({ class: 'ACK' });
    await stage().world.clerk.ship(saleId);
    expect(await lookAtOrder(document)).toMatchObject({
      status: 'OPEN',
      holds: [],
      lines: [{ shipped: 4 }, { shipped: 4 }, { shipped: 4 }],
    });
    expect(await act({ intent: 'HOLD', document, reason: 'too late' })).toMatchObject({ class: 'REJECT', code: 'TOO_LATE' });
  });

  it('sends to another address what has not left', async () => {
    const { document, act, saleId } = await placed();
    expect(await act({ intent: 'CHANGE_ADDRESS', document, shipTo: OTHER_ADDRESS })).toMatchObject({ class: 'ACK' });
    const [shipment] = await stage().world.clerk.user.read(
      'stock.shipment.out',
      [['moves.sale', '=', saleId]],
      ['delivery_address.street', 'state'],
    );
    expect(shipment).toMatchObject({ state: 'waiting', 'delivery_address.': { street: 'Nebenstr. 7' } });
  });

  it('cancels a whole order, which Tryton then calls done', async () => {
    const { document, act, lines } = await placed();
    const all = lines.map(({ lineKey, quantity }) => ({ lineKey, quantity }));
    expect(await act({ intent: 'CANCEL_QUANTITY', document, lines: all, reason: 'changed mind' })).toMatchObject({ class: 'ACK' });
    expect(await lookAtOrder(document)).toMatchObject({
      status: 'CANCELLED',
      rawStatus: 'done',
      lines: [{ cancelled: 4 }, { cancelled: 4 }, { cancelled: 4 }],
    });
  });

  it('cancels once, however often the same cancellation comes', async () => {
    const { document, orderKey } = await placed();
    const body = { intent: 'CANCEL_QUANTITY' as const, document, lines: [{ lineKey: 10, quantity: 1 }], reason: 'changed mind' };
    const command = { commandId: `${orderKey}-9`, orderKey, endpoint: 'erp', body };
    await send(command);
    await send(command);
    expect((await lookAtOrder(document)).lines[0]?.cancelled).toBe(1);
    await send({ ...command, commandId: `${orderKey}-10` });
    expect((await lookAtOrder(document)).lines[0]?.cancelled).toBe(2);
  });

  it('follows a return from the request to the refund, the goods coming in two parts', async () => {
    const { document, act, saleId, orderKey } = await placed();
    const request = (returnKey: string, quantity: number) => ({
      ...{ returnKey, orderKey, requestedAt: '2026-03-02T10:00:00Z', resolution: 'REFUND' as const },
      lines: [{ lineKey: 10, sku: 'SKU-001', quantity, reason: 'DAMAGED' as const }],
    });
    const ask = (returnKey: string, quantity: number) => act({ intent: 'CREATE_RETURN', document, request: request(returnKey, quantity) });
    expect(await ask('RET1', 3)).toMatchObject({ class: 'REJECT', code: 'MORE_THAN_SHIPPED' });
    await stage().world.clerk.ship(saleId);
    const asked = await ask('RET2', 3);
    if (asked.class !== 'ACK') throw new Error(asked.class);
    expect(await ask('RET2', 3)).toMatchObject({ class: 'ALREADY_DONE' });
    expect(await ask('RET3', 2)).toMatchObject({ class: 'REJECT', code: 'MORE_THAN_SHIPPED' });
    expect(await lookAtReturn(asked.document)).toMatchObject({ status: 'REQUESTED', returnKey: 'RET2', orderKey });

    const returnSale = await stage().world.clerk.approve(complaintIdOf(asked.document.nativeId));
    expect(await lookAtReturn(asked.document)).toMatchObject({
      status: 'AUTHORIZED',
      lines: [{ lineKey: 10, authorized: 3 }],
      receipts: [],
    });
    await stage().world.clerk.receive(returnSale, 2);
    await stage().world.clerk.post(returnSale);
    const half = await lookAtReturn(asked.document);
    expect(half.receipts).toMatchObject([{ lines: [{ lineKey: 10, quantity: 2 }], dispositions: [{ taken: 'RESTOCK' }] }]);
    expect(half.credits).toMatchObject([{ status: 'POSTED', total: { amountMinor: 2975 }, lines: [{ lineKey: 10, quantity: 2 }] }]);
    await stage().world.clerk.receive(returnSale);
    await stage().world.clerk.post(returnSale);
    await stage().world.clerk.pay(returnSale);
    const whole = await lookAtReturn(asked.document);
    expect(whole).toMatchObject({ status: 'CLOSED', credits: [{ status: 'REFUNDED' }, { status: 'REFUNDED' }] });
    expect(whole.receipts.flatMap(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([2, 1]);
    expect(await stage().world.salesOf(orderKey)).toHaveLength(1);
  });

  it('takes back a return while nothing has come, whether nobody has approved it or people have', async () => {
    const { document, act, saleId, orderKey } = await placed();
    await stage().world.clerk.ship(saleId);
    // All that was shipped, so that the second needs what the first gave back.
    const lines = [{ lineKey: 10, sku: 'SKU-001', quantity: 4, reason: 'DAMAGED' as const }];
    for (const returnKey of ['RET7', 'RET8', 'RET9']) {
      const request = { returnKey, orderKey, requestedAt: '2026-03-02T10:00:00Z', resolution: 'REFUND' as const, lines };
      const asked = await act({ intent: 'CREATE_RETURN', document, request });
      if (asked.class !== 'ACK') throw new Error(asked.class);
      if (returnKey !== 'RET7') await stage().world.clerk.approve(complaintIdOf(asked.document.nativeId));
      expect(await act({ intent: 'CANCEL_RETURN', document: asked.document, reason: 'kept it' })).toMatchObject({ class: 'ACK' });
      expect(await lookAtReturn(asked.document)).toMatchObject({ status: 'CANCELLED', receipts: [], credits: [] });
    }
  });

  it('leaves none stale that changed behind its position, and tells each change once', async () => {
    const orders = await Promise.all(Array.from({ length: 8 }, () => placed()));
    const sight: Sight = new Map();
    const cursor = await follow(stage().endpoint, undefined, sight);
    await Promise.all(orders.map(({ saleId }) => stage().world.clerk.ship(saleId)));
    // Transactions that began before the position that is stored, and ended after it.
    await stage().world.sql("update stock_shipment_out set write_date = write_date - interval '5 seconds'");
    const next = await follow(stage().endpoint, cursor, sight);
    for (const { document } of orders)
      expect(sight.get(document.nativeId)).toMatchObject({ lines: [{ shipped: 4 }, { shipped: 4 }, { shipped: 4 }] });
    const again = await stage().endpoint.changes(next, signal());
    expect(again).toMatchObject({ class: 'OK', hints: [] });
  });

  it('stops its lane at a wrong password instead of trying on', async () => {
    const locked = stage().world.openEndpoint('erp', COMPANIES[0], { user: 'clerk', password: 'wrong' }).endpoint;
    expect(await locked.send(create(order()), signal())).toMatchObject({ class: 'CONFIG', code: 'LOGIN_REFUSED' });
  });
});
