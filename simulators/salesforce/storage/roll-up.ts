/**
 * Roll-up summaries of masters, calculated when details are saved, deleted or restored: the master goes through a save of its own, and what
 * refuses it refuses the detail. Source: Apex Developer Guide, "Triggers and Order of Execution"; Salesforce Help, "Roll-Up Summary Field".
 */
import type { OrgField, OrgMetadata, OrgObject, RollUp, RollUpFilter } from '../metadata/model.ts';
import type { Database, Transaction } from './database.ts';
import type { DmlError } from './dml-error.ts';
import type { Draft } from './draft.ts';
import type { FieldReader } from './field-reader.ts';
import type { StoredRecord, StoredValue } from './transaction.ts';

/** A detail that came, changed or went. */
export type RolledRow = {
  readonly object: OrgObject;
  readonly before: StoredRecord | undefined;
  readonly after: StoredRecord | undefined;
  readonly addError: (error: DmlError) => void;
};

export type RollUps = (transaction: Transaction, rows: readonly RolledRow[]) => void;

export type RollUpOptions = {
  readonly metadata: OrgMetadata;
  readonly database: Database;
  /** Saves up to 200 drafts of one object, whose fields nobody may write. */
  readonly save: (transaction: Transaction, drafts: readonly Draft[]) => unknown;
};

type Summary = { readonly parent: OrgObject; readonly field: OrgField; readonly rollUp: RollUp };

const CHUNK = 200;

export function makeRollUps({ metadata, database, save }: RollUpOptions): RollUps {
  const byChild = new Map<string, Summary[]>();
  for (const parent of metadata.objects.values()) {
    for (const field of parent.fields) {
      const { rollUp } = field;
      if (rollUp !== undefined) byChild.set(rollUp.child, [...(byChild.get(rollUp.child) ?? []), { parent, field, rollUp }]);
    }
  }

  /** The masters of the rows, each with the fields that are not right any more. */
  const outdated = (read: FieldReader, rows: readonly RolledRow[], summaries: readonly Summary[]): Map<string, Draft> => {
    const drafts = new Map<string, Draft>();
    for (const { parent, field, rollUp } of summaries) {
      for (const id of new Set(rows.flatMap((row) => mastersOf(row, rollUp)))) {
        const before = database.table(parent.name).get(id);
        const value = before === undefined ? null : summarize({ database, read }, rollUp, id);
        if (before === undefined || value === undefined || (before[field.name] ?? null) === value) continue;
        const draft = drafts.get(id) ?? { index: 0, object: parent, id, values: {}, errors: [], before, after: {}, created: false };
        draft.values[field.name] = value;
        drafts.set(id, draft);
      }
    }
    return drafts;
  };

  const rollUp = (transaction: Transaction, rows: readonly RolledRow[], summaries: readonly Summary[]): void => {
    const drafts = outdated(
      database.reader(() => transaction.actor),
      rows,
      summaries,
    );
    const all = [...drafts.values()];
    for (let from = 0; from < all.length; from += CHUNK) save(transaction, all.slice(from, from + CHUNK));
    for (const row of rows) {
      const masters = summaries.flatMap(({ rollUp: each }) => mastersOf(row, each));
      for (const id of new Set(masters)) for (const error of drafts.get(id)?.errors ?? []) row.addError(error);
    }
  };

  // Masters of one object at a time, as a save has them.
  return (transaction, rows) => {
    if (!rows.some(({ object }) => byChild.has(object.name))) return;
    for (const [child, own] of Map.groupBy(rows, ({ object }) => object.name)) {
      const summaries = Map.groupBy(byChild.get(child) ?? [], ({ parent }) => parent);
      for (const ofParent of summaries.values()) rollUp(transaction, own, ofParent);
    }
  };
}

const mastersOf = ({ before, after }: RolledRow, { reference }: RollUp): string[] =>
  [before?.[reference], after?.[reference]].filter((id) => typeof id === 'string');

type Details = { readonly database: Database; readonly read: FieldReader };

/** Undefined where the master keeps what it has. */
function summarize(
  { database, read }: Details,
  { operation, child, reference, field, filters, onlyWithDetails }: RollUp,
  parentId: string,
): StoredValue | undefined {
  const table = database.table(child);
  const named = (name: string | undefined): OrgField | undefined => table.object.fields.find((each) => each.name === name);
  const valueOf = (name: string | undefined, record: StoredRecord): StoredValue => {
    const found = named(name);
    return found === undefined ? null : read(found)(record);
  };
  const link = named(reference);
  const details = (link === undefined ? [] : table.find(link, parentId)).map(table.get).filter((record) => record !== undefined);
  if (onlyWithDetails === true && details.length === 0) return undefined;
  const records = details.filter((record) => filters.every((filter) => passes(filter, valueOf(filter.field, record))));
  if (operation === 'count') return records.length;
  const values = records.map((record) => valueOf(field, record)).filter((value) => value !== null);
  if (operation === 'sum') return exact(values.reduce((sum: number, value) => sum + Number(value), 0));
  const ordered = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return (operation === 'min' ? ordered[0] : ordered.at(-1)) ?? null;
}

/** Without what sums of binary fractions leave behind: fields have 18 digits at most. */
const exact = (value: number): number => Number(value.toPrecision(15));

type Test = (held: string, wanted: string) => boolean;

const compared =
  (holds: (order: number) => boolean): Test =>
  (held, wanted) => {
    const [a, b] = [Number(held), Number(wanted)];
    const order = Number.isNaN(a) || Number.isNaN(b) ? held.localeCompare(wanted) : a - b;
    return held !== '' && holds(order);
  };

const TESTS: Readonly<Record<string, Test>> = {
  equals: (held, wanted) => (wanted === '' ? held === '' : wanted.split(',').some((each) => compared((order) => order === 0)(held, each))),
  notEqual: (held, wanted) => TESTS['equals']?.(held, wanted) === false,
  lessThan: compared((order) => order < 0),
  greaterThan: compared((order) => order > 0),
  lessOrEqual: compared((order) => order <= 0),
  greaterOrEqual: compared((order) => order >= 0),
  contains: (held, wanted) => held.includes(wanted),
  notContain: (held, wanted) => !held.includes(wanted),
  startsWith: (held, wanted) => held.startsWith(wanted),
  includes: (held, wanted) => wanted.split(';').some((each) => held.split(';').includes(each)),
  excludes: (held, wanted) => !wanted.split(';').some((each) => held.split(';').includes(each)),
};

function passes({ operation, value }: RollUpFilter, held: StoredValue): boolean {
  const test = TESTS[operation];
  if (test === undefined) throw new Error(`roll-up filters do not know ${operation}`);
  return test(String(held ?? '').toLowerCase(), value.toLowerCase());
}
