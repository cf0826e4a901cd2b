/** What a query can see: objects, fields along relationships, and the records behind them. */
import type { Viewer } from '../formula/values.ts';
import { readOnlyField } from '../metadata/field-parts.ts';
import { makeRelationshipLookup } from '../metadata/lookups.ts';
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { RecordRightsLookup } from '../security/record-rights.ts';
import type { Database } from '../storage/database.ts';
import type { FieldReader } from '../storage/field-reader.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';
import { styleOf, type DisplayStyle } from './display-value.ts';
import type { FaultMaker } from './query-fault.ts';

export type ChildRelationship = { readonly object: OrgObject; readonly field: OrgField };

export type QueryScope = {
  readonly metadata: OrgMetadata;
  readonly database: Database;
  /** The reference field a relationship name of the object stands for. */
  readonly parent: (object: OrgObject, name: string) => OrgField | undefined;
  readonly child: (object: OrgObject, name: string) => ChildRelationship | undefined;
  /** Tells the records of an object that are there for whoever asks. */
  readonly sees: (object: OrgObject) => (record: StoredRecord) => boolean;
  readonly read: FieldReader;
  /** Of anybody, for whom UserRecordAccess is asked. */
  readonly rightsOn: RecordRightsLookup;
  /** `Europe/Berlin`: that of whoever asks. */
  readonly timeZone: () => string;
  /** How values are shown to whoever asks. */
  readonly style: () => DisplayStyle;
};

/** Who asks; without `sees` every record is there. */
export type QueryViewer = { readonly viewer: () => Viewer } & Pick<QueryScope, 'rightsOn'> & Partial<Pick<QueryScope, 'sees'>>;

export function makeQueryScope(
  metadata: OrgMetadata,
  database: Database,
  { viewer, rightsOn, sees = () => () => true }: QueryViewer,
): QueryScope {
  const children = new Map<string, ChildRelationship>();
  for (const object of metadata.objects.values()) {
    for (const field of object.fields) {
      if (field.childRelationshipName === undefined) continue;
      for (const parent of field.referenceTo ?? [])
        children.set(`${parent}.${field.childRelationshipName}`.toLowerCase(), { object, field });
    }
  }
  const read = database.reader(viewer);
  const style = (): DisplayStyle => styleOf(database.table('User').get(viewer().userId));
  return {
    metadata,
    database,
    sees,
    rightsOn,
    read: (field) => (field === TYPE_OF_PARENT ? (record) => typeOf(database, record) : read(field)),
    style,
    timeZone: () => style().timeZone,
    parent: makeRelationshipLookup(metadata),
    child: (object, name) => children.get(`${object.name}.${name}`.toLowerCase()),
  };
}

/** A field reached from a record, over at most five parents. */
export type FieldPath = {
  readonly field: OrgField;
  /** Reference fields to follow, nearest first; empty for a field of the record itself. */
  readonly parents: readonly OrgField[];
  readonly get: (record: StoredRecord) => StoredValue;
};

const MOST_PARENTS = 5;

/** Finds `Order__r.Name` from an object; `prefix` is the alias or name the query may put before it. */
export function resolvePath(scope: QueryScope, object: OrgObject, path: readonly string[], faults: FaultMaker): FieldPath {
  const { parents, candidates } = resolveParents(scope, object, path.slice(0, -1), faults);
  const last = path.at(-1) ?? '';
  const isType = candidates.length > 1 && last.toLowerCase() === 'type';
  const field = isType
    ? TYPE_OF_PARENT
    : candidates.map((candidate) => scope.metadata.field(candidate, last)).find((found) => found !== undefined);
  if (field === undefined) throw faults.unknownField(last, candidates[0]?.name ?? object.name);
  return { field, parents, get: makeGetter(scope, parents, field) };
}

type ParentPath = { readonly parents: readonly OrgField[]; readonly candidates: readonly OrgObject[] };

/** The references to follow, and the objects the last one may lead to. */
function resolveParents(scope: QueryScope, object: OrgObject, names: readonly string[], faults: FaultMaker): ParentPath {
  if (names.length > MOST_PARENTS) throw faults.malformed(`A path leads over at most ${MOST_PARENTS} parents: ${names.join('.')}`);
  const parents: OrgField[] = [];
  let candidates: readonly OrgObject[] = [object];
  for (const name of names) {
    const reference = candidates.map((candidate) => scope.parent(candidate, name)).find((field) => field !== undefined);
    if (reference === undefined) throw faults.unknownRelationship(name);
    parents.push(reference);
    candidates = (reference.referenceTo ?? []).flatMap((target) => scope.metadata.objects.get(target) ?? []);
  }
  return { parents, candidates };
}

/** Of a parent that may be of several objects: the name of the one it is of. Source: SOQL and SOSL Reference, "Polymorphic Relationships". */
const TYPE_OF_PARENT = readOnlyField('Type', 'string', { length: 40 })('Name');

/** Groups own records as queues. */
function typeOf(database: Database, record: StoredRecord): string | null {
  const name = database.tableOfId(String(record['Id']))?.object.name ?? null;
  return name === 'Group' ? 'Queue' : name;
}

function makeGetter(scope: QueryScope, parents: readonly OrgField[], field: OrgField): FieldPath['get'] {
  const read = scope.read(field);
  if (parents.length === 0) return read;
  return (record) => {
    const parent = followParents(scope, parents, record);
    return parent === undefined ? null : read(parent);
  };
}

/** The record at the end of a chain of references, or undefined where one is empty or leads to a record that is not seen. */
export function followParents(scope: QueryScope, parents: readonly OrgField[], record: StoredRecord): StoredRecord | undefined {
  let current: StoredRecord | undefined = record;
  for (const parent of parents) {
    const id: StoredValue | undefined = current?.[parent.name];
    current = typeof id === 'string' ? seenRecord(scope, parent, id) : undefined;
  }
  return current;
}

/** A reference that is no id holds the name of an object or a field, which is the key of its definition. */
function seenRecord({ database, sees }: QueryScope, { kind, referenceTo = [] }: OrgField, id: string): StoredRecord | undefined {
  const isName = kind !== 'reference' || referenceTo[0] === 'EntityDefinition';
  const table = isName ? database.table(referenceTo[0] ?? '') : database.tableOfId(id);
  const record = table?.get(id);
  return table !== undefined && record !== undefined && sees(table.object)(record) ? record : undefined;
}

/** Splits a written path and drops the alias or object name before it. */
export function splitPath(written: string, object: OrgObject, alias: string | undefined): string[] {
  const path = written.split('.');
  const first = path[0]?.toLowerCase();
  const own = path.length > 1 && (first === alias?.toLowerCase() || first === object.name.toLowerCase());
  return own ? path.slice(1) : path;
}
