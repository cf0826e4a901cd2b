/** A record as the caller wants it: names resolved, values read, parents found. The first step of every save. */
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Database } from './database.ts';
import { DML_ERRORS, isDmlError, type DmlError } from './dml-error.ts';
import { readFieldValue } from './field-values.ts';
import { normalizeId } from './record-id.ts';
import type { StoredRecord, StoredValue } from './transaction.ts';

/** One record as JSON brings it: field names to values, `Order__r` to `{External_Key__c: …}`. `attributes` is ignored. */
export type RecordInput = Readonly<Record<string, unknown>>;

export type Draft = {
  /** Place in the call. */
  readonly index: number;
  readonly object: OrgObject;
  /** The record's id: given by the caller of an update, found by an upsert, made by an insert. */
  id?: string;
  /** What the caller set, by canonical field name. */
  readonly values: Record<string, StoredValue>;
  readonly errors: DmlError[];
  /** Stored state, for an update. */
  before?: StoredRecord;
  /** State to be stored; before-save code may change it. */
  after: Record<string, StoredValue>;
  created: boolean;
};

export type DraftReader = (object: OrgObject, input: RecordInput, index: number) => Draft;

/** Drafts hold their errors; reading goes on after the first, so a caller sees each of them. */
export function makeDraftReader(metadata: OrgMetadata, database: Database): DraftReader {
  const relationships = makeRelationshipLookup(metadata);

  return (object, input, index) => {
    const draft: Draft = { index, object, values: {}, errors: [], after: {}, created: false };
    for (const name in input) {
      if (name === 'attributes') continue;
      const field = metadata.field(object, name);
      if (field?.kind === 'id') setId(draft, input[name]);
      else if (field !== undefined) setValue(draft, field, readFieldValue(field, input[name]));
      else readParent(draft, relationships(object, name), name, input[name]);
    }
    return draft;
  };

  function readParent(draft: Draft, field: OrgField | undefined, name: string, input: unknown): void {
    if (field === undefined) draft.errors.push(DML_ERRORS.unknownField(draft.object, name));
    else if (input === null) setValue(draft, field, null);
    else if (typeof input === 'object') setValue(draft, field, findParent(field, input as RecordInput));
    else draft.errors.push(DML_ERRORS.unreadable(name, 'reference', `VALUE_STRING value ${String(input)}`));
  }

  function findParent(field: OrgField, input: RecordInput): string | DmlError {
    const parent = metadata.object(field.referenceTo?.[0] ?? '');
    const [name, value] = Object.entries(input).find(([key]) => key !== 'attributes') ?? [];
    const key = parent === undefined || name === undefined ? undefined : metadata.field(parent, name);
    if (parent === undefined || key === undefined) return DML_ERRORS.unknownField(parent ?? UNKNOWN_PARENT, name ?? '');
    const table = database.table(parent.name);
    const text = String(value ?? '');
    if (key.kind === 'id') return normalizeId(text) ?? DML_ERRORS.malformedId(field, text);
    const found = table.find(key, text);
    if (found.length > 1) return DML_ERRORS.duplicateForeignKey(key.name, text);
    return found[0] ?? DML_ERRORS.foreignKeyNotFound(key.name, text, parent.name);
  }
}

const UNKNOWN_PARENT: OrgObject = { name: 'sObject', label: '', pluralLabel: '', kind: 'custom', keyPrefix: '', fields: [] };

function setValue(draft: Draft, field: OrgField, value: StoredValue | DmlError): void {
  if (isDmlError(value)) draft.errors.push(value);
  else draft.values[field.name] = value;
}

function setId(draft: Draft, input: unknown): void {
  if (input === null || input === undefined || input === '') return;
  const id = typeof input === 'string' ? normalizeId(input) : undefined;
  if (id === undefined) draft.errors.push(DML_ERRORS.malformedRecordId(String(input)));
  else draft.id = id;
}

/** The reference field behind a relationship name, whatever its case. */
export function makeRelationshipLookup(metadata: OrgMetadata): (object: OrgObject, name: string) => OrgField | undefined {
  const byObject = new Map<string, ReadonlyMap<string, OrgField>>();
  for (const object of metadata.objects.values()) {
    const named = object.fields.flatMap((field): [string, OrgField][] =>
      field.relationshipName === undefined ? [] : [[field.relationshipName.toLowerCase(), field]],
    );
    byObject.set(object.name, new Map(named));
  }
  return (object, name) => byObject.get(object.name)?.get(name.toLowerCase());
}
