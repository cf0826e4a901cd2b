/** A record as the User Interface API shows it. Source: the "Record" and "Field Value" responses of the User Interface API guide. */
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import { displayValue, type DisplayStyle } from '../soql/display-value.ts';
import { DML_ERRORS } from '../storage/dml-error.ts';
import type { FieldReader } from '../storage/field-reader.ts';
import { parseDatetime } from '../storage/instants.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';
import { ApiFault } from '../rest/api-fault.ts';
import { toApiError } from '../rest/errors.ts';

export type RecordReader = {
  readonly metadata: OrgMetadata;
  readonly style: DisplayStyle;
  readonly read: FieldReader;
  /** A record the user may see. */
  readonly find: (id: StoredValue | undefined) => StoredRecord | undefined;
};

/** Paths of fields below an object, `['Account__r', 'Name']`, from `OB_Order__c.Account__r.Name`. */
export type FieldPaths = readonly (readonly string[])[];

export function recordRepresentation(
  reader: RecordReader,
  object: OrgObject,
  record: StoredRecord,
  paths: FieldPaths,
): Record<string, unknown> {
  const stamp = String(record['SystemModstamp']);
  const names = [...new Set(paths.map((path) => path[0] ?? ''))];
  return {
    apiName: object.name,
    childRelationships: {},
    eTag: Buffer.from(`${String(record['Id'])}${stamp}`)
      .toString('hex')
      .slice(-32),
    fields: Object.fromEntries(names.map((name) => [name, member(reader, { object, record }, name, paths)])),
    id: record['Id'],
    lastModifiedById: record['LastModifiedById'] ?? null,
    lastModifiedDate: isoInstant(record['LastModifiedDate']),
    recordTypeId: null,
    recordTypeInfo: null,
    systemModstamp: isoInstant(stamp),
    weakEtag: parseDatetime(stamp) ?? 0,
  };
}

type Place = { readonly object: OrgObject; readonly record: StoredRecord };

/** A field, or for a relationship the record behind it. */
function member(reader: RecordReader, { object, record }: Place, name: string, paths: FieldPaths): unknown {
  const field = reader.metadata.field(object, name);
  if (field !== undefined) return fieldValue(reader, field, reader.read(field)(record));
  const reference = referenceNamed(object, name);
  const parent = reader.find(reference === undefined ? undefined : record[reference.name]);
  const target = parent === undefined ? undefined : targetOf(reader.metadata, reference, parent);
  if (parent === undefined || target === undefined) return { displayValue: null, value: null };
  const inner = paths.filter((path) => path[0] === name).map((path) => path.slice(1));
  const nameField = target.fields.find((candidate) => candidate.nameField === true)?.name ?? 'Id';
  return { displayValue: parent[nameField] ?? null, value: recordRepresentation(reader, target, parent, inner) };
}

function fieldValue({ style }: RecordReader, field: OrgField, value: StoredValue): unknown {
  return { displayValue: displayValue(field, value, style), value: field.kind === 'datetime' ? isoInstant(value) : value };
}

function isoInstant(value: StoredValue | undefined): StoredValue {
  return typeof value === 'string' ? value.replace('+0000', 'Z') : (value ?? null);
}

function referenceNamed(object: OrgObject, name: string): OrgField | undefined {
  return object.fields.find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
}

function targetOf(metadata: OrgMetadata, reference: OrgField | undefined, parent: StoredRecord): OrgObject | undefined {
  const prefix = String(parent['Id']).slice(0, 3);
  return (reference?.referenceTo ?? []).map((name) => metadata.objects.get(name)).find((object) => object?.keyPrefix === prefix);
}

/** Paths of `X.A,X.B__r.C`; one the user may not see is refused, or left out when it is optional. */
export function readFieldPaths(metadata: OrgMetadata, object: OrgObject, names: readonly string[], optional: boolean): FieldPaths {
  const paths = names.filter((name) => name !== '').map((name) => name.split('.').slice(1));
  const known = paths.filter((path) => exists(metadata, object, path));
  const missing = paths.find((path) => !known.includes(path));
  if (missing !== undefined && !optional) throw new ApiFault(400, [toApiError(DML_ERRORS.unknownField(object.name, missing.join('.')))]);
  return known;
}

function exists(metadata: OrgMetadata, object: OrgObject, [name = '', ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return metadata.field(object, name) !== undefined;
  const targets = referenceNamed(object, name)?.referenceTo ?? [];
  return targets.some((target) => {
    const parent = metadata.objects.get(target);
    return parent !== undefined && exists(metadata, parent, rest);
  });
}
