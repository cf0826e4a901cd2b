/**
 * What Tryton's own database says: which sales were ever made, and how they stand. It is read with SQL of its own, so that an
 * error of the adapter cannot hide itself.
 */
import pg from 'pg';
import type { ErpDocument, ErpWitness } from './erp-witness.ts';

type SaleRow = { readonly id: number; readonly number: string | null; readonly reference: string; readonly state: string };
type LineRow = Readonly<Record<'sale' | 'line_key' | 'ordered' | 'cancelled' | 'shipped' | 'reserved' | 'planned' | 'invoiced', number>> & {
  readonly short: boolean;
};

/** Returns carry references as well; they come of something. */
const SALES =
  "select id, number, reference, state from sale_sale where origin is null and reference is not null and state <> 'draft' order by id";

/** One row per line that the broker entered; it left its key in the note. */
const LINES = `
  select l.sale, l.note::int as line_key, l.quantity::float8 as ordered,
    coalesce((select sum(m.quantity) from stock_move m join sale_line_moves_ignored_rel i on i.move = m.id where i.sale_line = l.id), 0)::float8 as cancelled,
    coalesce((select sum(m.quantity) from stock_move m where m.origin = 'sale.line,' || l.id and m.state = 'done'), 0)::float8 as shipped,
    coalesce((select sum(m.quantity) from stock_move m join stock_shipment_out s on m.shipment = 'stock.shipment.out,' || s.id
      where m.origin = 'sale.line,' || l.id and m.state not in ('done', 'cancelled') and s.state in ('assigned', 'picked', 'packed')), 0)::float8 as reserved,
    coalesce((select sum(m.quantity) from stock_move m
      where m.origin = 'sale.line,' || l.id and m.state not in ('done', 'cancelled')), 0)::float8 as planned,
    coalesce((select sum(il.quantity) from account_invoice_line il join account_invoice i on il.invoice = i.id
      where il.origin = 'sale.line,' || l.id and i.state in ('posted', 'paid') and il.quantity > 0), 0)::float8 as invoiced,
    exists (select from ir_note n where n.resource = 'sale.sale,' || l.sale and n.message ~ ('short when ordered.*[ ]' || l.id || '(,|$)')) as short
  from sale_line l where l.type = 'line' and l.note ~ '^[1-9][0-9]{0,5}$' order by l.sale, l.id`;

function toLine(row: LineRow): ErpDocument['lines'][number] {
  const open = Math.max(0, row.ordered - row.cancelled - row.shipped);
  const promised = row.short || row.shipped > 0 ? row.reserved : row.planned;
  const { line_key: externalLine, cancelled, shipped, invoiced } = row;
  return { externalLine, cancelled, shipped, invoiced, backordered: Math.max(0, open - promised) };
}

/** `databaseUrl`: of Tryton's PostgreSQL database. */
export async function askTryton(databaseUrl: string): Promise<ErpWitness> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const sales = (await client.query<SaleRow>(SALES)).rows;
    const lines = Map.groupBy((await client.query<LineRow>(LINES)).rows, ({ sale }) => sale);
    const created = Map.groupBy(sales, ({ reference }) => reference);
    return {
      created: new Map([...created].map(([reference, rows]) => [reference, rows.map(({ id }) => String(id))])),
      documents: new Map(
        sales.map(({ id, number, reference, state }) => [
          String(id),
          {
            ...{ id: String(id), number: number ?? '', reference, status: state },
            ...{ isFinal: state === 'done' || state === 'cancelled', lines: (lines.get(id) ?? []).map(toLine) },
          },
        ]),
      ),
    };
  } finally {
    await client.end();
  }
}
