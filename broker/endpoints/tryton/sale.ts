/** A sale of Tryton with all that hangs on it, read in one call and so of one moment. Source: modules sale and stock 6.0. */
import { z } from 'zod';
import { CivilDate, Decimal } from './values.ts';
import type { Domain, Records } from './records.ts';

const id = z.int();
const stamp = z.string().regex(/^\d{9,11}\.\d{6}$/);
const text = z.string().nullable();

const move = z.object({ id, state: z.string(), quantity: z.number(), shipment: text, _timestamp: stamp });

const invoiceLine = z.object({
  ...{ id, quantity: z.number(), amount: Decimal },
  'invoice.': z.object({ id, state: z.string() }).nullable(),
});

const line = z
  .object({
    ...{ id, type: z.string(), note: text, quantity: z.number().nullable(), unit_price: Decimal.nullable(), _timestamp: stamp },
    'product.': z.object({ code: text, type: z.string() }).nullish(),
    ...{ moves_ignored: z.array(id), moves_recreated: z.array(id) },
    'moves.': z.array(move),
    'invoice_lines.': z.array(invoiceLine),
  })
  .transform(
    ({
      'product.': product,
      'moves.': moves,
      'invoice_lines.': invoiceLines,
      moves_ignored: ignored,
      moves_recreated: recreated,
      ...rest
    }) => ({
      ...{
        id: rest.id,
        type: rest.type,
        note: rest.note,
        quantity: rest.quantity ?? 0,
        unitPrice: rest.unit_price,
        stamp: rest._timestamp,
      },
      ...{ sku: product?.code ?? undefined, isService: product?.type === 'service', moves, ignored, recreated },
      invoiced: invoiceLines.map(({ quantity, amount, 'invoice.': invoice }) => ({ quantity, amount, invoice: invoice?.id })),
    }),
  );

const shipment = z
  .object({
    ...{ id, number: text, state: z.string(), effective_date: CivilDate.nullable(), reference: text, _timestamp: stamp },
    ...{ create_uid: id, write_uid: id.nullable() },
  })
  .transform(({ effective_date: shippedOn, _timestamp, write_uid: writer, create_uid: creator, ...rest }) => ({
    ...{ ...rest, shippedOn, stamp: _timestamp, changedBy: writer ?? creator },
  }));

const invoice = z
  .object({ id, number: text, state: z.string(), invoice_date: CivilDate.nullable(), total_amount: Decimal, _timestamp: stamp })
  .transform(({ invoice_date: issuedOn, total_amount: total, _timestamp, ...rest }) => ({ ...rest, issuedOn, total, stamp: _timestamp }));

const Shipments = z.array(shipment);

export const Sale = z
  .object({
    ...{ id, number: text, reference: text, state: z.string(), origin: text, _timestamp: stamp, create_uid: id, write_uid: id.nullable() },
    'party.': z.object({ id, code: text }),
    'currency.': z.object({ code: z.string() }),
    ...{ 'lines.': z.array(line), 'shipments.': Shipments, 'invoices.': z.array(invoice) },
  })
  .transform(({ 'party.': party, 'currency.': currency, 'lines.': lines, 'shipments.': shipments, 'invoices.': invoices, ...rest }) => ({
    ...{ id: rest.id, number: rest.number ?? undefined, reference: rest.reference ?? '', state: rest.state, origin: rest.origin },
    ...{ stamp: rest._timestamp, madeBy: rest.create_uid, changedBy: rest.write_uid ?? rest.create_uid },
    ...{ party: party.id, customer: party.code ?? '', currency: currency.code, lines, shipments, invoices },
  }));

export type Sale = z.infer<typeof Sale>;
export type SaleLine = Sale['lines'][number];
export type SaleShipment = Sale['shipments'][number];

const below = (field: string, names: readonly string[]): readonly string[] => names.map((name) => `${field}.${name}`);

const SALE_FIELDS: readonly string[] = [
  ...['number', 'reference', 'state', 'origin', '_timestamp', 'create_uid', 'write_uid', 'party.code', 'currency.code'],
  ...below('lines', [
    'type',
    'note',
    'quantity',
    'unit_price',
    '_timestamp',
    'product.code',
    'product.type',
    'moves_ignored',
    'moves_recreated',
  ]),
  ...below('lines.moves', ['state', 'quantity', 'shipment', '_timestamp']),
  ...below('lines.invoice_lines', ['quantity', 'amount', 'invoice.state']),
  ...below('shipments', ['number', 'state', 'effective_date', 'reference', '_timestamp', 'create_uid', 'write_uid']),
  ...below('invoices', ['number', 'state', 'invoice_date', 'total_amount', '_timestamp']),
];

/** Sales of our company that are no returns, as far as `row` reads them. */
export async function readSalesAs<Row>(records: Records, domain: Domain, row: z.ZodType<Row>): Promise<readonly Row[]> {
  const { company } = await records.me();
  return records.search('sale.sale', {
    domain: [...domain, ['origin', '=', null], ['company', '=', company]],
    fields: SALE_FIELDS,
    row,
  });
}

export function readSales(records: Records, domain: Domain): Promise<readonly Sale[]> {
  return readSalesAs(records, domain, Sale);
}

export async function readSale(records: Records, nativeId: string): Promise<Sale | undefined> {
  return (await readSales(records, [['id', '=', Number(nativeId)]]))[0];
}

/** Key of one of our lines; undefined for a line that people in the ERP added. */
export function lineKeyOf({ note, type }: Pick<SaleLine, 'note' | 'type'>): number | undefined {
  const key = type === 'line' && /^[1-9]\d{0,5}$/.test(note ?? '') ? Number(note) : undefined;
  return key;
}
