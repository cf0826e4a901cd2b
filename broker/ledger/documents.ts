/**
 * Documents as rows of a statement, in order, to stand beside the arrays of `rows from`. All travel as one JSON text: an
 * array of documents would have every quote of theirs escaped here and unescaped there.
 */
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

export function documents(values: readonly unknown[]): RawBuilder<unknown> {
  return sql`json_array_elements(${JSON.stringify(values)}::json)`;
}
