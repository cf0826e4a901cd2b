/** Picks the records a query has to look at: through the best index its conditions allow, else all of them. */
import type { RecordTable } from '../storage/record-table.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { Restriction } from './predicate.ts';

/** A superset of the live records that can match all `restrictions`. */
export function findCandidates(table: RecordTable, restrictions: readonly Restriction[]): Iterable<StoredRecord> {
  const byValue = restrictions.filter(
    ({ field, operator }) => (operator === '=' || operator === 'IN') && (field.kind === 'id' || table.isIndexed(field)),
  );
  const [best] = byValue.filter(({ values }) => !values.includes(null)).toSorted((a, b) => rank(a) - rank(b));
  if (best !== undefined) return lookUp(table, best);
  const since = restrictions.find(
    ({ field, operator, values }) => field.name === 'SystemModstamp' && /^(>=?|=)$/.test(operator) && values.length === 1,
  );
  // Stored stamps are whole seconds, so the second the bound lies in belongs to the superset.
  return since === undefined ? table.records() : table.modifiedSince(`${String(since.values[0]).slice(0, 19)}.000+0000`);
}

/** Ids and unique keys give at most one record each; a reference may give many. */
function rank({ field, values }: Restriction): number {
  return values.length * (field.kind === 'id' || field.unique ? 1 : 50);
}

/** In the order of ids, as all records of a table are: code that names no order gets the same one whichever index serves it. */
function lookUp(table: RecordTable, { field, values }: Restriction): StoredRecord[] {
  const ids = new Set(field.kind === 'id' ? values.map(String) : values.flatMap((value) => table.find(field, value)));
  return [...ids]
    .sort()
    .map(table.get)
    .filter((record) => record !== undefined);
}
