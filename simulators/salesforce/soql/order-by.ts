/** ORDER BY: text without case, nulls first when ascending and last when descending unless the query says otherwise. */
import type { OrderByClause } from '@jetstreamapp/soql-parser-js';
import type { StoredValue } from '../storage/transaction.ts';

export type SortKey<Row> = {
  readonly get: (row: Row) => StoredValue;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
  readonly exact: boolean;
};

/** `exact` where case counts: ids. */
export function sortKey<Row>(clause: OrderByClause, get: (row: Row) => StoredValue, exact = false): SortKey<Row> {
  const descending = clause.order === 'DESC';
  return { get, descending, exact, nullsFirst: clause.nulls === undefined ? !descending : clause.nulls === 'FIRST' };
}

/** A sorted copy; rows that compare equal keep their order. */
export function sortRows<Row>(rows: readonly Row[], keys: readonly SortKey<Row>[]): Row[] {
  return rows.toSorted((a, b) => {
    for (const key of keys) {
      const order = compareBy(key, key.get(a), key.get(b));
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compareBy<Row>({ descending, nullsFirst, exact }: SortKey<Row>, a: StoredValue, b: StoredValue): number {
  if (a === null || b === null) {
    if (a === b) return 0;
    return (a === null) === nullsFirst ? -1 : 1;
  }
  const order = exact ? inOrder(a, b) : compareValues(a, b);
  return descending ? -order : order;
}

export function compareValues(a: string | number | boolean, b: string | number | boolean): number {
  return inOrder(typeof a === 'string' ? a.toLowerCase() : a, typeof b === 'string' ? b.toLowerCase() : b);
}

function inOrder(a: string | number | boolean, b: string | number | boolean): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
