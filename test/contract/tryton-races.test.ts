/** What people do in Tryton while we write, and answers lost at every call of a command: each deed is done once, and theirs stays. */
import { expect, it, jest } from '@jest/globals';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { OrderObservation } from '../../canonical/observation.ts';
import type { DocumentRef } from '../../broker/engine/endpoint.ts';
import { createCommand, LINE_KEYS, makeOrder } from './orders.ts';
import { execute, newRecord } from './reference-executor.ts';
import { describeOnTryton } from './tryton-stage.ts';

jest.setTimeout(180_000);

const OTHER_ADDRESS = { name: 'Erika Muster', line1: 'Nebenstr. 7', postalCode: '20095', city: 'Hamburg', country: 'DE' };

/** How the order stands after each deed. */
const AFTER = {
  CANCEL_QUANTITY: { status: 'OPEN', shipment: ['waiting', 'Marktplatz 1'], cancelled: [1, 0, 0] },
  HOLD: { status: 'ON_HOLD', shipment: ['draft', 'Marktplatz 1'], cancelled: [0, 0, 0] },
  RELEASE_HOLD: { status: 'OPEN', shipment: ['waiting', 'Marktplatz 1'], cancelled: [0, 0, 0] },
  CANCEL_DUPLICATE: { status: 'CANCELLED', shipment: undefined, cancelled: [4, 4, 4] },
  CHANGE_ADDRESS: { status: 'OPEN', shipment: ['waiting', 'Nebenstr. 7'], cancelled: [0, 0, 0] },
};

/** With these a session begins. */
const LOGIN: ReadonlySet<string> = new Set(['common.db.login', 'model.res.user.get_preferences', 'model.company.company.search']);

/** Everything a sale and what hangs on it is written with, and how often in one go. */
const WRITES: readonly (readonly [operation: string, nths: readonly number[]])[] = [
  ...['create', 'write', 'quote', 'confirm', 'draft', 'cancel'].map((button) => [`model.sale.sale.${button}`, [1]] as const),
  ...['write', 'wait', 'draft', 'cancel'].map((button) => [`model.stock.shipment.out.${button}`, [1, 3]] as const),
  ...['model.party.address.create', 'model.stock.move.cancel', 'model.ir.note.create'].map((name) => [name, [1]] as const),
  ['wizard.sale.handle.shipment.exception.create', [1]],
  ['wizard.sale.handle.shipment.exception.execute', [1, 3]],
  ['wizard.sale.handle.shipment.exception.delete', [1]],
];

/** Nothing here takes effect late: an answer is lost after its deed. So a search that finds nothing need not wait for what is under way. */
const SETTINGS = { settleMs: 500 };

describeOnTryton('With a real Tryton that people and a bad network share, the adapter', SETTINGS, (stage) => {
  let keys = 0;

  const run = (command: OutboundCommand) => execute(stage().endpoint, newRecord(command));

  function next(): OutboundCommand {
    keys += 1;
    return createCommand('erp', makeOrder(`RACE${keys}`));
  }

  function loseEveryAnswerOnce(): void {
    for (const [operation, nths] of WRITES)
      for (const nth of nths) stage().world.proxy.addRule({ kind: 'drop-answer', operation, nth, times: 1 });
  }

  async function look({ nativeId }: DocumentRef): Promise<OrderObservation> {
    const answer = await stage().endpoint.read([{ kind: 'order', nativeId }], AbortSignal.timeout(30_000));
    const [seen] = answer.class === 'OK' ? answer.observations : [];
    if (seen?.kind !== 'order') throw new Error(`nothing to see: ${answer.class}`);
    return seen;
  }

  /** A create whose answer was lost after the draft was made. */
  async function halfMade(): Promise<{ readonly command: OutboundCommand; readonly saleId: number }> {
    const command = next();
    stage().world.proxy.addRule({ kind: 'drop-answer', operation: 'model.sale.sale.create', nth: 1 });
    expect(await stage().endpoint.send(command, AbortSignal.timeout(30_000))).toMatchObject({ class: 'IN_DOUBT' });
    const [saleId = 0] = await stage().world.salesOf(command.orderKey);
    return { command, saleId };
  }

  it('makes one sale though every call of its creation loses its answer once', async () => {
    const command = createCommand(
      'erp',
      makeOrder('SHORT1', { lines: [{ ...makeOrder('ANY').lines[0], sku: 'SKU-SCARCE', quantity: 5 }] }),
    );
    loseEveryAnswerOnce();
    const { document } = await run(command);
    expect(await stage().world.salesOf(command.orderKey)).toHaveLength(1);
    expect((await look(document as DocumentRef)).lines).toMatchObject([{ lineKey: 10, backordered: 5 }]);
  });

  it('makes one sale though the session ends before every kind of call', async () => {
    const command = next();
    const met = new Set(LOGIN);
    stage().world.beforeCalls(async ({ method }) => {
      if (met.has(method)) return;
      met.add(method);
      await stage().world.sql('delete from ir_session');
    });
    expect(await run(command)).toMatchObject({ state: 'ACKED' });
    expect(await stage().world.salesOf(command.orderKey)).toHaveLength(1);
  });

  it('goes on with a draft to which somebody added a line before ours, and keeps the map of ours', async () => {
    const { command, saleId } = await halfMade();
    const { user } = stage().world.clerk;
    const [freight] = await user.read('product.product', [['code', '=', 'FREIGHT']], ['sale_uom']);
    const price = { __class__: 'Decimal', decimal: '6.90' };
    const line = { type: 'line', product: freight?.id, unit: freight?.['sale_uom'], quantity: 1, unit_price: price, sequence: 0 };
    await user.write('sale.sale', [saleId], { lines: [['create', [line]]] });
    const { document } = await run(command);
    expect(document).toMatchObject({ nativeId: String(saleId) });
    const seen = await look(document as DocumentRef);
    expect(seen.lines.map(({ lineKey, confirmed }) => [lineKey, confirmed])).toEqual(LINE_KEYS.map((lineKey) => [lineKey, 4]));
  });

  it('adopts a draft that somebody confirmed meanwhile', async () => {
    const { command, saleId } = await halfMade();
    for (const button of ['quote', 'confirm']) await stage().world.clerk.user.press('sale.sale', button, [saleId]);
    expect(await run(command)).toMatchObject({ state: 'ACKED', document: { nativeId: String(saleId) } });
    expect(await stage().world.salesOf(command.orderKey)).toHaveLength(1);
  });

  it('does not bring to life again what somebody cancelled meanwhile', async () => {
    const { command, saleId } = await halfMade();
    await stage().world.clerk.user.press('sale.sale', 'cancel', [saleId]);
    const { document } = await run(command);
    expect(await look(document as DocumentRef)).toMatchObject({ status: 'CANCELLED' });
    expect(await stage().world.salesOf(command.orderKey)).toHaveLength(1);
  });

  it('tells when somebody changed a draft of ours, and neither overwrites it nor makes another', async () => {
    const { command, saleId } = await halfMade();
    const { user } = stage().world.clerk;
    const [line] = await user.read('sale.line', [['sale', '=', saleId]], ['id']);
    await user.write('sale.line', [line?.id ?? 0], { quantity: 99 });
    for (const button of ['quote', 'confirm']) await user.press('sale.sale', button, [saleId]);
    expect(await run(command)).toMatchObject({ state: 'DIVERGED' });
    expect(await stage().world.salesOf(command.orderKey)).toHaveLength(1);
  });

  it.each([
    ['cancels a quantity', { intent: 'CANCEL_QUANTITY', lines: [{ lineKey: 10, quantity: 1 }], reason: 'changed mind' }],
    ['holds', { intent: 'HOLD', reason: 'fraud check' }],
    ['lets go', { intent: 'RELEASE_HOLD' }],
    ['cancels a duplicate', { intent: 'CANCEL_DUPLICATE', keep: { nativeId: '0' } }],
    ['redirects', { intent: 'CHANGE_ADDRESS', shipTo: OTHER_ADDRESS }],
  ] as const)('%s once though every call of it loses its answer once', async (_, wish) => {
    const create = next();
    const { document } = await run(create);
    const command = (number: number, body: object) =>
      ({ ...create, commandId: `${create.orderKey}-${number}`, body: { ...body, document } }) as OutboundCommand;
    if (wish.intent === 'RELEASE_HOLD') await run(command(2, { intent: 'HOLD', reason: 'fraud check' }));
    loseEveryAnswerOnce();
    expect(await run(command(3, wish))).toMatchObject({ state: 'ACKED' });
    stage().world.proxy.clear();
    const { lines, status } = await look(document as DocumentRef);
    const shipments = await stage().world.clerk.user.read(
      'stock.shipment.out',
      [['moves.sale', '=', Number(document?.nativeId)]],
      ['state', 'delivery_address.street'],
    );
    const [shipment] = shipments.map((each) => [each['state'], (each['delivery_address.'] as { street: string }).street]);
    expect({ status, shipment, cancelled: lines.map(({ cancelled }) => cancelled) }).toEqual(AFTER[wish.intent]);
  });
});
