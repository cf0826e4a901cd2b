/** The records of one object: live ones, the recycle bin, and the indexes the platform keeps (ids, external ids, references, SystemModstamp). */
import type { OrgField, OrgObject } from '../metadata/model.ts';
import { makeFieldIndex, type FieldIndex } from './field-index.ts';
import { makeModificationLog } from './modification-log.ts';
import type { StoredRecord, StoredValue } from './transaction.ts';

export type RecordTable = {
  readonly object: OrgObject;
  readonly get: (id: string) => StoredRecord | undefined;
  readonly getDeleted: (id: string) => StoredRecord | undefined;
  readonly records: () => Iterable<StoredRecord>;
  /** Those of the recycle bin, and those that were taken out of it for good. */
  readonly deletedRecords: () => Iterable<StoredRecord>;
  readonly size: () => number;
  /** How often records were stored or taken away: what was worked out of them holds as long as this stays. */
  readonly changes: () => number;
  readonly isIndexed: (field: OrgField) => boolean;
  /** Ids of live records with that value of an indexed field. */
  readonly find: (field: OrgField, value: StoredValue) => readonly string[];
  /** Live records whose SystemModstamp is at or after `datetime` (stored form), oldest first. */
  readonly modifiedSince: (datetime: string) => StoredRecord[];
  /** Stores a record (in the recycle bin when it is marked deleted) and returns what it replaced. */
  readonly put: (record: StoredRecord) => StoredRecord | undefined;
  /** Undoes an insert. */
  readonly erase: (id: string) => void;
  /** Takes a record out of the recycle bin: nothing finds it but a query that asks for deleted records. */
  readonly purge: (id: string) => void;
};

/** The tables of an org. */
export type Tables = {
  readonly table: (object: string) => RecordTable;
  /** The table an id belongs to, by its key prefix. */
  readonly tableOfId: (id: string) => RecordTable | undefined;
};

type Rows = Map<string, StoredRecord>;

export function makeRecordTable(object: OrgObject): RecordTable {
  const [live, deleted, purged]: readonly [Rows, Rows, Rows] = [new Map(), new Map(), new Map()];
  const indexes = object.fields.filter(needsIndex).map((field) => ({ field, index: makeFieldIndex() }));
  const byName = new Map<string, FieldIndex>(indexes.map(({ field, index }) => [field.name, index]));
  const log = makeModificationLog((id) => live.get(id));
  let changes = 0;

  const unlink = (id: string): StoredRecord | undefined => {
    const previous = live.get(id);
    if (previous === undefined) return undefined;
    for (const { field, index } of indexes) {
      const value = previous[field.name] ?? null;
      if (value !== null) index.remove(indexKey(field, value), id);
    }
    live.delete(id);
    return previous;
  };

  const put = (record: StoredRecord): StoredRecord | undefined => {
    changes += 1;
    const id = String(record['Id']);
    const previous = live.get(id) ?? deleted.get(id);
    purged.delete(id);
    const moves = previous === undefined || previous['IsDeleted'] !== record['IsDeleted'];
    if (record['IsDeleted'] === true) {
      unlink(id);
      deleted.set(id, record);
      return previous;
    }
    if (moves) deleted.delete(id);
    for (const { field, index } of indexes) reindex(field, index, moves ? undefined : previous, record);
    live.set(id, record);
    log.add(record, live.size);
    return previous;
  };

  return {
    object,
    get: (id) => live.get(id),
    getDeleted: (id) => deleted.get(id),
    records: () => live.values(),
    deletedRecords: () => [...deleted.values(), ...purged.values()],
    size: () => live.size,
    changes: () => changes,
    isIndexed: (field) => byName.has(field.name),
    find: (field, value) => (value === null ? [] : (byName.get(field.name)?.find(indexKey(field, value)) ?? [])),
    modifiedSince: log.since,
    put,
    erase: (id) => {
      changes += 1;
      unlink(id);
      deleted.delete(id);
    },
    purge: (id) => {
      const record = deleted.get(id);
      if (record === undefined) return;
      changes += 1;
      deleted.delete(id);
      purged.set(id, record);
    },
  };
}

function needsIndex(field: OrgField): boolean {
  return field.unique || field.externalId || (field.referenceTo !== undefined && !/^(CreatedBy|LastModifiedBy)Id$/.test(field.name));
}

/** Text compares without case, unless the field is declared case-sensitive; ids always compare exactly. */
export function indexKey(field: OrgField, value: StoredValue): string {
  return field.caseSensitive || field.kind === 'reference' || field.kind === 'id' ? String(value) : String(value).toLowerCase();
}

function reindex(field: OrgField, index: FieldIndex, previous: StoredRecord | undefined, next: StoredRecord): void {
  const before = previous?.[field.name] ?? null;
  const after = next[field.name] ?? null;
  if (before === after) return;
  const id = String(next['Id']);
  if (before !== null) index.remove(indexKey(field, before), id);
  if (after !== null) index.add(indexKey(field, after), id);
}
