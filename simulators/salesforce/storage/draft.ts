/** A record as the caller wants it: names resolved, values read, parents found. The first step of every save. */
import { makeRelationshipLookup } from '../metadata/lookups.ts';
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Database } from './database.ts';
import { DML_ERRORS, isDmlError, type DmlError } from './dml-error.ts';
import { readFieldValue } from './field-values.ts';
import { textOf } from './json-text.ts';
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
  values: Record<string, StoredValue>;
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
    if (field === undefined) draft.errors.push(DML_ERRORS.unknownField(draft.object.name, name));
    else if (input === null) setValue(draft, field, null);
    else if (typeof input === 'object') setValue(draft, field, findParent(field, input as RecordInput));
    else draft.errors.push(DML_ERRORS.unreadable(name, 'reference', `VALUE_STRING value ${textOf(input)}`));
  }

  function findParent(field: OrgField, input: RecordInput): string | DmlError {
    const [[name, value] = ['', '']] = Object.entries(input).filter(([key]) => key !== 'attributes');
    // Of several possible parents the one that has the named field is meant.
    const parents = (field.referenceTo ?? []).flatMap((target) => metadata.objects.get(target) ?? []);
    const parent = parents.find((candidate) => metadata.field(candidate, name) !== undefined);
    const key = parent === undefined ? undefined : metadata.field(parent, name);
    if (parent === undefined || key === undefined) return DML_ERRORS.unknownField(field.referenceTo?.[0] ?? 'sObject', name);
    return key.kind === 'id' ? (normalizeId(textOf(value)) ?? DML_ERRORS.malformedId(field, textOf(value))) : findByKey(parent, key, value);
  }

  function findByKey(parent: OrgObject, key: OrgField, input: unknown): string | DmlError {
    const value = readFieldValue(key, input);
    const found = isDmlError(value) ? [] : database.table(parent.name).find(key, value);
    if (found.length > 1) return DML_ERRORS.duplicateForeignKey(key.name, textOf(input));
    return found[0] ?? DML_ERRORS.foreignKeyNotFound(key.name, textOf(input), parent.name);
  }
}

function setValue(draft: Draft, field: OrgField, value: StoredValue | DmlError): void {
  if (isDmlError(value)) draft.errors.push(value);
  else draft.values[field.name] = value;
}

function setId(draft: Draft, input: unknown): void {
  if (input === null || input === undefined || input === '') return;
  const id = typeof input === 'string' ? normalizeId(input) : undefined;
  if (id === undefined) draft.errors.push(DML_ERRORS.malformedRecordId(textOf(input)));
  else draft.id = id;
}
