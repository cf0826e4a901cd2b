/** Records in memory: their fields read and written by name, and the way between them and what the org stores. */
import { makeRelationshipLookup } from '../../metadata/lookups.ts';
import type { FieldKind, OrgField, OrgMetadata, OrgObject } from '../../metadata/model.ts';
import { parseDatetime, toDatetime } from '../../storage/instants.ts';
import type { StoredRecord, StoredValue } from '../../storage/transaction.ts';
import { ApexList } from '../collections.ts';
import { parseDecimal, setScale, toNumber } from '../decimal.ts';
import { isoDate } from '../library/calendar.ts';
import { toDecimal } from '../run/arithmetic.ts';
import { listOf, sobjectOf, type ApexType } from '../types/type.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexSObject, ApexTime, type Value } from '../values.ts';
import type { SelectedRecord, SelectedRows } from '../org-port.ts';

const DAY_MS = 86_400_000;

/** What the org stores for a field, as Apex sees it. */
export function fromStored(field: Pick<OrgField, 'kind' | 'scale'>, stored: StoredValue | undefined): Value {
  if (stored === null || stored === undefined) return null;
  switch (field.kind) {
    case 'int':
      return Number(stored);
    case 'double':
    case 'currency':
    case 'percent':
      return decimalOf(field, Number(stored));
    case 'date':
      return new ApexDate(Date.parse(`${String(stored)}T00:00:00Z`) / DAY_MS);
    case 'datetime':
      return new ApexDatetime(parseDatetime(String(stored)) ?? 0);
    case 'time':
      return new ApexTime(Date.parse(`1970-01-01T${String(stored)}`));
    case 'boolean':
      return stored === true;
    case 'base64':
      return new ApexBlob(Buffer.from(String(stored), 'base64'));
    default:
      return String(stored);
  }
}

/** A number of a field shows at least as many digits after the point as the field has. */
function decimalOf(field: Pick<OrgField, 'scale'>, value: number): ApexDecimal {
  const exact = parseDecimal(String(value)) ?? new ApexDecimal(0n, 0);
  return setScale(exact, { scale: Math.max(field.scale ?? 0, exact.scale), mode: 'HALF_UP' });
}

/** What a save is given for a value. */
export function toStored(value: Value): StoredValue {
  if (value instanceof ApexDecimal) return toNumber(value);
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDate) return isoDate(value.days);
  if (value instanceof ApexDatetime) return toDatetime(value.ms);
  if (value instanceof ApexTime) return new Date(value.ms).toISOString().slice(11);
  if (value instanceof ApexBlob) return Buffer.from(value.bytes).toString('base64');
  return typeof value === 'bigint' ? Number(value) : (value as StoredValue);
}

/** The value a field keeps when it is assigned: numbers become the field's type. */
function assigned(field: OrgField | undefined, value: Value, fail: Fail): Value {
  if (field === undefined || value === null) return value;
  if (field.kind === 'double' || field.kind === 'currency' || field.kind === 'percent')
    return typeof value === 'object' && value instanceof ApexDecimal ? value : toDecimal(value, fail);
  if (field.kind === 'datetime' && value instanceof ApexDate) return new ApexDatetime(value.days * DAY_MS);
  return value;
}

export type Records = {
  readonly getField: (record: ApexSObject, name: string) => Value;
  readonly setField: (record: ApexSObject, name: string, value: Value) => Value;
  readonly objectOf: (record: ApexSObject) => OrgObject;
  readonly fromSelected: (row: SelectedRecord) => ApexSObject;
  /** An AggregateResult. */
  readonly fromGroup: (row: SelectedRecord, kinds: NonNullable<SelectedRows['kinds']>) => ApexSObject;
  /** A record as a trigger sees it: all its fields are there. */
  readonly fromRow: (object: OrgObject, row: StoredRecord) => ApexSObject;
  /** What a save is given: the fields of an insert, or those an update changes. */
  readonly toInput: (record: ApexSObject, which: 'all' | 'changed') => Record<string, unknown>;
};

/** Who selects a field of a parent has the reference to it, too. */
function implyReference(record: ApexSObject, { name }: OrgField, parent: Value): void {
  if (!record.fields.has(name)) record.fields.set(name, parent instanceof ApexSObject ? (parent.fields.get('Id') ?? null) : null);
}

type Fail = (type: string, message: string) => never;

export function makeRecords(metadata: OrgMetadata, fail: Fail): Records {
  const objectOf = (record: ApexSObject): OrgObject => {
    return metadata.object(record.type.base) ?? fail('SObjectException', `sObject type ${record.type.name} is not supported`);
  };

  const emptyChildren = makeEmptyLists(metadata);
  const relationships = makeRelationshipLookup(metadata);
  const absent = makeAbsent(metadata, emptyChildren, fail);
  /** A subquery that finds nothing is an empty list, a parent that is missing is null. */
  const selected = (object: OrgObject | undefined, name: string, stored: unknown): Value => {
    const field = object === undefined ? undefined : metadata.field(object, name);
    const isNothing = stored === null && field === undefined && object !== undefined;
    return isNothing ? emptyChildren(object, name) : selectedValue(field, stored, fromSelected);
  };

  const fromSelected: Records['fromSelected'] = (row) => {
    const { type } = row['attributes'] as { readonly type: string };
    const object = metadata.object(type);
    const record = new ApexSObject(sobjectOf(type), new Map(), true);
    for (const [name, stored] of Object.entries(row)) {
      if (name === 'attributes') continue;
      const value = selected(object, name, stored);
      record.fields.set(name, value);
      const reference = object === undefined ? undefined : relationships(object, name);
      if (reference !== undefined) implyReference(record, reference, value);
    }
    if (object !== undefined && typeof row['Id'] !== 'string') {
      const id = /\/(\w{18})$/.exec(String((row['attributes'] as { readonly url?: string }).url))?.[1];
      if (id !== undefined) record.fields.set('Id', id);
    }
    return record;
  };

  return {
    objectOf,
    fromSelected,
    fromGroup,
    getField: (record, name) => {
      const held = record.fields.get(name);
      return held === undefined ? absent(record, name) : held;
    },
    setField: (record, name, value) => {
      if (record.readOnly) fail('FinalException', 'Record is read-only');
      const object = metadata.object(record.type.base);
      const kept = assigned(object === undefined ? undefined : metadata.field(object, name), value, fail);
      record.fields.set(name, kept);
      record.changed.add(name);
      return kept;
    },
    fromRow: (object, row) => {
      const record = new ApexSObject(sobjectOf(object.name));
      for (const field of object.fields) {
        const value = fromStored(field, row[field.name]);
        if (value !== null || field.name in row) record.fields.set(field.name, value);
      }
      return record;
    },
    toInput: (record, which) => toInput(metadata, { record, object: objectOf(record), which }),
  };
}

function fromGroup({ attributes: _, ...row }: SelectedRecord, kinds: NonNullable<SelectedRows['kinds']>): ApexSObject {
  const columns = Object.entries(row).map(([name, stored]) => [name, columnValue(kinds.get(name)?.kind, stored as StoredValue)] as const);
  return new ApexSObject(sobjectOf('AggregateResult'), new Map(columns), true);
}

/** A number that is not whole by its field has the digits it came out with. */
function columnValue(kind: FieldKind | undefined, stored: StoredValue): Value {
  if (typeof stored === 'number' && kind !== 'int') return parseDecimal(String(stored)) ?? null;
  return kind === undefined ? stored : fromStored({ kind }, stored);
}

export const notSelected = ({ type }: ApexSObject, name: string): string =>
  `SObject row was retrieved via SOQL without querying the requested field: ${type.name}.${name}`;

/** What a record has of a member that it does not hold. */
function makeAbsent(metadata: OrgMetadata, emptyChildren: EmptyLists, fail: Fail): Records['getField'] {
  return (record, name) => {
    const object = metadata.object(record.type.base);
    const field = object === undefined ? undefined : metadata.field(object, name);
    const children = field === undefined && object !== undefined ? emptyChildren(object, name) : null;
    if (children !== null) return children;
    if (record.selected) return fail('SObjectException', notSelected(record, name));
    return field?.kind === 'boolean' ? false : null;
  };
}

type Saved = { readonly record: ApexSObject; readonly object: OrgObject; readonly which: 'all' | 'changed' };

function toInput(metadata: OrgMetadata, { record, object, which }: Saved): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of record.fields) {
    const field = metadata.field(object, name);
    if (field === undefined) Object.assign(input, parentKey(metadata, { record, object, name, value }));
    else if (name === 'Id' || record.changed.has(name) || (which === 'all' && field.createable)) input[name] = toStored(value);
  }
  return input;
}

function selectedValue(field: OrgField | undefined, stored: unknown, nested: (row: SelectedRecord) => ApexSObject): Value {
  if (field !== undefined) return fromStored(field, stored as StoredValue);
  if (typeof stored === 'number') return parseDecimal(String(stored)) ?? null;
  if (stored === null || typeof stored !== 'object') return stored as Value;
  if (!('records' in stored)) return nested(stored as SelectedRecord);
  const children = (stored as { readonly records: readonly SelectedRecord[] }).records.map(nested);
  return new ApexList(listOf(children[0]?.type ?? sobjectOf('SObject')), children);
}

/** The empty list that a name of children stands for; null for another name. What leads to it is looked for once. */
type EmptyLists = (object: OrgObject, name: string) => Value;

function makeEmptyLists(metadata: OrgMetadata): EmptyLists {
  const types = new Map<string, ApexType | null>();
  return (object, name) => {
    const key = `${object.name}.${name}`;
    let type = types.get(key);
    if (type === undefined) types.set(key, (type = childTypeOf(metadata, object, name)));
    return type === null ? null : new ApexList(listOf(type));
  };
}

function childTypeOf(metadata: OrgMetadata, object: OrgObject, name: string): ApexType | null {
  for (const child of metadata.objects.values()) {
    const leads = child.fields.some((field) => field.childRelationshipName === name && field.referenceTo?.includes(object.name) === true);
    if (leads) return sobjectOf(child.name);
  }
  return null;
}

type Parent = { readonly record: ApexSObject; readonly object: OrgObject; readonly name: string; readonly value: Value };

/** `Order__r = new OB_Order__c(External_Key__c = 'x')` names the parent by its key. */
function parentKey(metadata: OrgMetadata, { record, object, name, value }: Parent): Record<string, unknown> {
  if (!(value instanceof ApexSObject) || !record.changed.has(name)) return {};
  const reference = object.fields.find((field) => field.relationshipName === name);
  const parent = metadata.object(value.type.base);
  if (reference === undefined || parent === undefined || (record.fields.get(reference.name) ?? null) !== null) return {};
  const key = [...value.fields].find(([field]) => metadata.field(parent, field)?.externalId === true);
  return key === undefined ? {} : { [name]: { [key[0]]: toStored(key[1]) } };
}
