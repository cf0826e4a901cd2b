/**
 * A save that may succeed for some records tries again without those that had errors, code included. Source: Apex Developer Guide, "Bulk DML
 * Exception Handling". Where no code joins, the outcome of the first attempt is what another would come to, unless something was written.
 */
import type { OrgObject } from '../metadata/model.ts';
import type { Transaction } from './database.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import type { SaveHooks } from './trigger.ts';

/** A record on its way in or out. */
type Tried = { readonly errors: DmlError[] };

export type Attempts<Item extends Tried> = {
  readonly items: readonly Item[];
  readonly objectOf: (item: Item) => OrgObject;
  /** Saves what has no errors yet, and answers what it wrote. What goes wrong is noted with the record. */
  readonly attempt: (good: readonly Item[]) => readonly Item[];
  /** One error is enough to undo everything: the caller does. */
  readonly allOrNone: boolean;
};

const MOST_ATTEMPTS = 3;

const isGood = ({ errors }: Tried): boolean => errors.length === 0;

/** Leaves only what records without errors wrote; with `allOrNone` what is left of a save with errors is the caller's to undo. */
export function saveInAttempts<Item extends Tried>(
  transaction: Transaction,
  hooks: Pick<SaveHooks, 'attempts'>,
  { items, objectOf, attempt, allOrNone }: Attempts<Item>,
): void {
  const [first] = items;
  if (first === undefined) return;
  const savepoint = transaction.savepoint();
  const again = hooks.attempts({ object: objectOf(first), transaction });
  for (let count = 1; ; count += 1) {
    const good = items.filter(isGood);
    const written = attempt(good);
    if (allOrNone || (again === undefined ? written : good).every(isGood)) return;
    transaction.rollbackTo(savepoint);
    if (again !== undefined && count === MOST_ATTEMPTS) return refuseAll(items);
    again?.();
  }
}

function refuseAll(items: readonly Tried[]): void {
  for (const item of items.filter(isGood)) item.errors.push(DML_ERRORS.tooManyRetries());
}
