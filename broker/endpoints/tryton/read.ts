/** Documents as they are now: sales and returns, each read with all that hangs on them in one call. */
import type { Observation } from '../../../canonical/observation.ts';
import type { ChangeHint, ReadOutcome } from '../../engine/endpoint.ts';
import { toObservation } from './mapping.ts';
import type { Sight } from './mapping.ts';
import { NO_NOTES, readNotes } from './notes.ts';
import type { Records } from './records.ts';
import { readReturns } from './return-document.ts';
import { toReturnObservation } from './return-mapping.ts';
import { readSales } from './sale.ts';

function idsOf(hints: readonly ChangeHint[], kind: ChangeHint['kind']): readonly number[] {
  return hints.filter((hint) => hint.kind === kind).map(({ nativeId }) => Number(nativeId));
}

async function readOrders(records: Records, ids: readonly number[], sight: Sight): Promise<readonly Observation[]> {
  if (ids.length === 0) return [];
  const sales = await readSales(records, [['id', 'in', ids]]);
  const notes = await readNotes(
    records,
    sales.map(({ id }) => id),
  );
  return sales.map((sale) => toObservation(sale, notes.get(sale.id) ?? NO_NOTES, sight)).filter((observation) => observation !== undefined);
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
  const orders = await readOrders(records, idsOf(hints, 'order'), sight);
  return { class: 'OK', observations: [...orders, ...(await readReturned(records, idsOf(hints, 'return'), sight))] };
}
