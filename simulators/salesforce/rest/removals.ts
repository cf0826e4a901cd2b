/** Deletes by ids as callers write them: all that are ids in one go, as code that joins the delete sees them. */
import type { Transaction } from '../storage/database.ts';
import { DML_ERRORS, type DmlError } from '../storage/dml-error.ts';
import type { SaveResult, Verbs } from '../storage/dml.ts';
import { normalizeId } from '../storage/record-id.ts';

/** One result for each text, in their order. `refuse` may say why a record of this id is not to be deleted. */
export function removeIds(
  dml: Verbs,
  transaction: Transaction,
  texts: readonly string[],
  refuse: (id: string) => DmlError | undefined = () => undefined,
): SaveResult[] {
  const wanted = texts.map((text) => {
    const id = normalizeId(text);
    if (id !== undefined) return { id, error: refuse(id) };
    return { id, error: text === '' ? DML_ERRORS.idMissing() : DML_ERRORS.malformedRecordId(text) };
  });
  const removed = dml
    .delete(
      transaction,
      wanted.flatMap(({ id, error }) => (id === undefined || error !== undefined ? [] : [id])),
    )
    .values();
  return wanted.map(({ error }) => {
    const result = error === undefined ? removed.next().value : undefined;
    return result ?? { id: null, success: false, created: false, errors: error === undefined ? [] : [error] };
  });
}
