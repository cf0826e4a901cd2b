/** The poll of a real Tryton, whose changes appear behind the newest one: what it leaves stale, by Tryton's own database. */
import { expect, it, jest } from '@jest/globals';
import { askTryton } from '../../scripts/audit/tryton-witness.ts';
import { follow } from './reference-reducer.ts';
import type { Sight } from './reference-reducer.ts';
import { describeOnTryton } from './tryton-stage.ts';

jest.setTimeout(300_000);

const ORDERS = 300;
/** Orders of goods that are shipped, every second of them in part only; of the others, which are services, so many are cancelled and the rest confirmed. */
const SHIPPED = 30;
const CANCELLED = 50;
const PIECES = 4;
const WRITERS = 6;
/** Sales of one transaction: the more, the longer it lasts, and the further behind its changes appear. */
const BATCH = 10;
/** Transactions that are over when the poll begins. */
const BEFORE_POLL = 15;

const SHIPMENT = 'stock.shipment.out';

/** Does all pieces of work, so many at a time, in no order anybody relies on. */
async function workers<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: WRITERS }, worker));
}

function batches<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) => items.slice(index * BATCH, (index + 1) * BATCH));
}

describeOnTryton('With a real Tryton, the poll', {}, (stage) => {
  /** Orders as the adapter would have entered them, in quotation. */
  async function enter(): Promise<readonly number[]> {
    const { user } = stage().world.clerk;
    const [party] = await user.read('party.party', [['code', '=', 'C-1001']], ['addresses']);
    const [goods, service] = await Promise.all(
      ['SKU-001', 'FREIGHT'].map(async (code) => (await user.read('product.product', [['code', '=', code]], ['sale_uom']))[0]),
    );
    const [address] = party?.['addresses'] as number[];
    const price = { __class__: 'Decimal', decimal: '12.50' };
    const line = (index: number) => {
      const product = index < SHIPPED ? goods : service;
      return { type: 'line', product: product?.id, unit: product?.['sale_uom'], quantity: PIECES, unit_price: price, note: '10' };
    };
    const sales = Array.from({ length: ORDERS }, (_, index) => ({
      ...{ reference: `LATE${index}`, party: party?.id, invoice_address: address, shipment_address: address },
      ...{ invoice_method: 'manual', lines: [['create', [line(index)]]] },
    }));
    const ids: number[] = [];
    for (const batch of batches(sales)) ids.push(...(await user.create('sale.sale', batch)));
    for (const batch of batches(ids)) await user.press('sale.sale', 'quote', batch);
    return ids;
  }

  /** Brings the shipments of sales to where one button is left to press. */
  async function pack(sales: readonly number[]): Promise<readonly number[]> {
    const { user } = stage().world.clerk;
    const shipments = (await user.read(SHIPMENT, [['moves.sale', 'in', sales]], ['id'])).map(({ id }) => id);
    const inPart = shipments.filter((_, index) => index % 2 === 0).map((id) => `${SHIPMENT},${id}`);
    const moves = await user.read(
      'stock.move',
      [
        ['shipment', 'in', inPart],
        ['origin', 'like', 'stock.move,%'],
      ],
      ['id'],
    );
    await user.write(
      'stock.move',
      moves.map(({ id }) => id),
      { quantity: 1 },
    );
    for (const button of ['assign_try', 'pick', 'pack']) for (const batch of batches(shipments)) await user.press(SHIPMENT, button, batch);
    return shipments;
  }

  it(`leaves none of ${ORDERS} orders stale, though it starts late and others write meanwhile`, async () => {
    const { user } = stage().world.clerk;
    const sight: Sight = new Map();
    let cursor = await follow(stage().endpoint, undefined, sight);
    const sales = await enter();
    const [toShip, toCancel, others] = [
      sales.slice(0, SHIPPED),
      sales.slice(SHIPPED, SHIPPED + CANCELLED),
      sales.slice(SHIPPED + CANCELLED),
    ];
    await workers(batches(toShip), (ids) => user.press('sale.sale', 'confirm', ids));
    const shipments = await pack(toShip);

    const deeds = [
      ...shipments.map((id) => () => user.press(SHIPMENT, 'done', [id])),
      ...batches(toCancel).map((ids) => () => user.press('sale.sale', 'cancel', ids)),
      ...batches(others).map((ids) => () => user.press('sale.sale', 'confirm', ids)),
    ];
    await workers(deeds.splice(0, BEFORE_POLL), (deed) => deed());
    const isOver = new AbortController();
    const writers = workers(deeds, (deed) => deed()).finally(() => {
      isOver.abort();
    });
    while (!isOver.signal.aborted) cursor = await follow(stage().endpoint, cursor, sight);
    await writers;
    await follow(stage().endpoint, cursor, sight);

    const { documents } = await askTryton(stage().world.databaseUrl);
    const real = sales.map((id) => documents.get(String(id)));
    const seen = sales.map((id) => sight.get(String(id)));
    expect(seen.map((each) => each?.rawStatus)).toEqual(real.map((document) => document?.status));
    const shipped = real.slice(0, SHIPPED).map((document) => document?.lines[0]?.shipped);
    expect(seen.slice(0, SHIPPED).map((each) => each?.kind === 'order' && each.lines[0]?.shipped)).toEqual(shipped);
    expect([1, PIECES].map((quantity) => shipped.filter((each) => each === quantity).length)).toEqual([SHIPPED / 2, SHIPPED / 2]);
  });
});
