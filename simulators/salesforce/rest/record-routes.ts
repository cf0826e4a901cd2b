/** Single records: create, read, update, delete, upsert by external id. Source: "sObject Rows" and "…by External ID" of the REST API guide. */
import type { OrgField, OrgObject } from '../metadata/model.ts';
import { isDmlError } from '../storage/dml-error.ts';
import type { SaveResult } from '../storage/dml.ts';
import type { RecordInput } from '../storage/draft.ts';
import { readFieldValue } from '../storage/field-values.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { basePath, type ApiCall, type ApiReply, type Route, type RouteValues } from './api-call.ts';
import { ApiFault } from './api-fault.ts';
import { isKnownTo, refuseIfModified } from './conditional.ts';
import { API_ERRORS, dmlFault } from './errors.ts';
import { publishEvents } from './event-publish.ts';
import { inputOf, recordBody } from './record-body.ts';
import { objectOf, type RestServices } from './services.ts';

export function recordRoutes(services: RestServices): Route[] {
  return [
    { method: 'POST', pattern: 'sobjects/:object', handle: (call, { object }) => create(services, call, objectOf(call, object)) },
    { method: 'POST', pattern: 'sobjects/:object/Id', handle: (call, { object }) => create(services, call, objectOf(call, object)) },
    { method: 'GET', pattern: 'sobjects/:object/:id', handle: (call, values) => readOne(call, byId(services, call, values)) },
    { method: 'PATCH', pattern: 'sobjects/:object/:id', handle: (call, values) => update(services, call, values) },
    { method: 'DELETE', pattern: 'sobjects/:object/:id', handle: (call, values) => remove(call, byId(services, call, values)) },
    {
      method: 'GET',
      pattern: 'sobjects/:object/:field/:value',
      handle: (call, values) => readOne(call, byKey(services, call, values)),
    },
    { method: 'PATCH', pattern: 'sobjects/:object/:field/:value', handle: (call, values) => upsert(services, call, values) },
    {
      method: 'DELETE',
      pattern: 'sobjects/:object/:field/:value',
      handle: (call, values) => remove(call, byKey(services, call, values)),
    },
  ];
}

type Found = { readonly object: OrgObject; readonly record: StoredRecord };

function create(services: RestServices, call: ApiCall, object: OrgObject): ApiReply {
  const input = inputOf(call.body);
  const [result] = call.transact((transaction) =>
    object.kind === 'platformEvent'
      ? publishEvents({ ...services, user: call.user }, transaction, object, [input])
      : call.user.dml.insert(transaction, object, [input]),
  );
  const { id, success, errors } = orFault(result);
  return { status: 201, body: { id, success, errors }, headers: { Location: `${basePath(call)}/sobjects/${object.name}/${id}` } };
}

function orFault(result: SaveResult | undefined): SaveResult {
  if (result === undefined) throw API_ERRORS.serverError();
  if (!result.success) throw dmlFault(result.errors);
  return result;
}

function readOne(call: ApiCall, { object, record }: Found): ApiReply {
  refuseIfModified(call, record);
  if (isKnownTo(call, record)) return { status: 304 };
  const names = call.query.get('fields')?.split(',');
  const fields = names?.map((name) => {
    const field = call.user.metadata.field(object, name.trim());
    if (field === undefined)
      throw new ApiFault(400, [
        { errorCode: 'INVALID_FIELD', message: `No such column '${name.trim()}' on sobject of type ${object.name}` },
      ]);
    return field;
  });
  return { status: 200, body: recordBody(call, object, record, fields) };
}

function byId(services: RestServices, call: ApiCall, values: RouteValues): Found {
  const object = objectOf(call, values['object']);
  const id = normalizeId(values['id'] ?? '');
  const table = services.database.table(object.name);
  const record = id === undefined ? undefined : table.get(id);
  if (record !== undefined && call.user.records.sees(object)(record)) return { object, record };
  if (id !== undefined && table.getDeleted(id) !== undefined) {
    throw new ApiFault(404, [{ errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] }]);
  }
  throw API_ERRORS.notFound();
}

function update(services: RestServices, call: ApiCall, values: RouteValues): ApiReply {
  const { object, record } = byId(services, call, values);
  refuseIfModified(call, record);
  const input = inputOf(call.body);
  if (hasKey(input, 'Id')) throw API_ERRORS.keyInBody('Id');
  const [result] = call.transact((transaction) => call.user.dml.update(transaction, object, [{ ...input, Id: record['Id'] }]));
  orFault(result);
  return { status: 204 };
}

function remove(call: ApiCall, { record }: Found): ApiReply {
  const [result] = call.transact((transaction) => call.user.dml.delete(transaction, [String(record['Id'])]));
  orFault(result);
  return { status: 204 };
}

function keyField(call: ApiCall, object: OrgObject, name: string): OrgField {
  const field = call.user.metadata.field(object, name);
  if (field === undefined || !(field.externalId || field.kind === 'id' || field.unique)) throw API_ERRORS.externalIdNotFound(name);
  return field;
}

/** Ids of the live records with that key. */
function matches(services: RestServices, object: OrgObject, key: OrgField, value: string): readonly string[] {
  const table = services.database.table(object.name);
  if (key.kind !== 'id') {
    const stored = readFieldValue(key, value);
    return isDmlError(stored) ? [] : table.find(key, stored);
  }
  const id = normalizeId(value);
  return id !== undefined && table.get(id) !== undefined ? [id] : [];
}

function byKey(services: RestServices, call: ApiCall, values: RouteValues): Found {
  const object = objectOf(call, values['object']);
  const ids = matches(services, object, keyField(call, object, values['field'] ?? ''), values['value'] ?? '');
  if (ids.length > 1) throw multipleChoices(call, object, ids);
  const record = ids[0] === undefined ? undefined : services.database.table(object.name).get(ids[0]);
  if (record === undefined || !call.user.records.sees(object)(record)) throw API_ERRORS.notFound();
  return { object, record };
}

/** 300: an external id that is not unique names several records; the body lists their urls. */
function multipleChoices(call: ApiCall, object: OrgObject, ids: readonly string[]): ApiFault {
  return new ApiFault(
    300,
    ids.map((id) => `${basePath(call)}/sobjects/${object.name}/${id}`),
  );
}

function upsert(services: RestServices, call: ApiCall, values: RouteValues): ApiReply {
  const object = objectOf(call, values['object']);
  const key = keyField(call, object, values['field'] ?? '');
  const value = values['value'] ?? '';
  const input = inputOf(call.body);
  if (hasKey(input, key.name)) throw API_ERRORS.keyInBody(key.name);
  const ids = matches(services, object, key, value);
  if (ids.length > 1) throw multipleChoices(call, object, ids);
  const mayInsert = call.query.get('updateOnly') !== 'true' && key.kind !== 'id';
  if (ids.length === 0 && !mayInsert) throw API_ERRORS.notFound();
  const [saved] = call.transact((transaction) => call.user.dml.upsert(transaction, { object, key }, [{ ...input, [key.name]: value }]));
  return upsertReply(call, orFault(saved));
}

/** Up to version 45 an update answered without a body. */
function upsertReply(call: ApiCall, { id, success, created, errors }: SaveResult): ApiReply {
  if (!created && Number(call.version) < 46) return { status: 204 };
  return { status: created ? 201 : 200, body: { id, success, errors, created } };
}

function hasKey(input: RecordInput, name: string): boolean {
  return Object.keys(input).some((key) => key.toLowerCase() === name.toLowerCase());
}
