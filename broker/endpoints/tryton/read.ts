/** Documents as they are now: sales and returns, each read with all that hangs on them in one call. */
import type { Observation } from '../../../canonical/observation.ts';
import type { ChangeHint, ReadOutcome } from '../../engine/endpoint.ts';
import { SaleKeys, toObservation, toUnreadable } from './mapping.ts';
import type { Sight } from './mapping.ts';
import { NO_NOTES, readNotes } from './notes.ts';
import type { Records } from './records.ts';
import { idOf, readReturns } from './return-document.ts';
import { toReturnObservation } from './return-mapping.ts';
import { readSales, readSalesAs, Sale } from './sale.ts';

function namesOf(hints: readonly ChangeHint[], kind: ChangeHint['kind']): readonly string[] {
  return hints.filter((hint) => hint.kind === kind).map(({ nativeId }) => nativeId);
}

/** One sale that cannot be read does not keep the others from being read. */
async function readOrders(records: Records, ids: readonly number[], sight: Sight): Promise<readonly Observation[]> {
  if (ids.length === 0) return [];
  const rows = await readSalesAs(records, [['id', 'in', ids]], SaleKeys);
  const notes = await readNotes(
    records,
    rows.map(({ id }) => id),
  );
  return rows
    .map((row) => {
      const sale = Sale.safeParse(row);
      return sale.success ? toObservation(sale.data, notes.get(row.id) ?? NO_NOTES, sight) : toUnreadable(row, sight);
    })
    .filter((observation) => observation !== undefined);
}

async function readReturned(records: Records, ids: readonly number[], sight: Sight): Promise<readonly Observation[]> {
  if (ids.length === 0) return [];
  const documents = await readReturns(records, ids);
  const sales = await readSales(records, [['id', 'in', documents.map(({ complaint }) => complaint.saleId)]]);
  const orders = new Map(sales.map(({ id, reference }) => [id, reference]));
  return documents.map((document) => toReturnObservation(document, orders, sight)).filter((observation) => observation !== undefined);
}

export async function readObservations(
  records: Records,
  hints: readonly ChangeHint[],
  { endpoint, observedAt }: Omit<Sight, 'us'>,
): Promise<ReadOutcome> {
  const { user } = await records.me();
  const sight = { endpoint, observedAt, us: user };
  const orders = await readOrders(records, namesOf(hints, 'order').map(Number), sight);
  return { class: 'OK', observations: [...orders, ...(await readReturned(records, namesOf(hints, 'return').map(idOf), sight))] };
}
