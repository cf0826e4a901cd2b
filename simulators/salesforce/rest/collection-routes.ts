/** sObject Collections: up to 200 records in one call, each with its own result. Source: "sObject Collections" of the REST API guide. */
import type { OrgField, OrgObject } from '../metadata/model.ts';
import type { Transaction } from '../storage/database.ts';
import { DML_ERRORS } from '../storage/dml-error.ts';
import type { SaveResult } from '../storage/dml.ts';
import type { RecordInput } from '../storage/draft.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { ApiCall, ApiReply, Route } from './api-call.ts';
import { API_ERRORS, toApiError } from './errors.ts';
import { ApiFault } from './api-fault.ts';
import { publishEvents } from './event-publish.ts';
import { isObject, recordBody, typeOf } from './record-body.ts';
import { removeIds } from './removals.ts';
import { objectOf, type RestServices } from './services.ts';

const MAX_RECORDS = 200;
const MAX_CHUNKS = 10;
const MAX_READ = 2000;

export function collectionRoutes(services: RestServices): Route[] {
  return [
    { method: 'POST', pattern: 'composite/sobjects', handle: (call) => saveMixed(services, call, 'insert') },
    { method: 'PATCH', pattern: 'composite/sobjects', handle: (call) => saveMixed(services, call, 'update') },
    { method: 'DELETE', pattern: 'composite/sobjects', handle: (call) => removeAll(call) },
    {
      method: 'PATCH',
      pattern: 'composite/sobjects/:object/:field',
      handle: (call, { object, field }) => upsertAll(call, { object, field }),
    },
    {
      method: 'POST',
      pattern: 'composite/sobjects/:object',
      handle: (call, { object }) => readAll(services, call, objectOf(call, object)),
    },
    {
      method: 'GET',
      pattern: 'composite/sobjects/:object',
      handle: (call, { object }) => readAll(services, call, objectOf(call, object)),
    },
  ];
}

type CollectionBody = { readonly allOrNone: boolean; readonly records: readonly RecordInput[] };

function bodyOf(call: ApiCall): CollectionBody {
  if (call.body === undefined) throw API_ERRORS.bodyMissing();
  const body = isObject(call.body) ? call.body : {};
  const records = body['records'];
  if (!Array.isArray(records) || !records.every(isObject))
    throw API_ERRORS.unreadableJson('The request body must hold an array "records" of objects');
  if (records.length > MAX_RECORDS) throw API_ERRORS.tooManyRecords(MAX_RECORDS);
  return { allOrNone: body['allOrNone'] === true, records };
}

/** Runs the saves in one transaction; with allOrNone one failure undoes all of them, and the good ones keep their ids. */
function saveTogether(call: ApiCall, allOrNone: boolean, save: (transaction: Transaction) => SaveResult[]): SaveResult[] {
  return call.transact((transaction) => {
    const savepoint = transaction.savepoint();
    const results = save(transaction);
    const unreadable = results.flatMap((result) => result.errors).find((error) => error.statusCode === 'JSON_PARSER_ERROR');
    if (unreadable !== undefined) {
      // A value of the wrong JSON type stops the parser, so nothing of the request is done.
      transaction.rollbackTo(savepoint);
      throw new ApiFault(400, [toApiError(unreadable)]);
    }
    if (!allOrNone || results.every((result) => result.success)) return results;
    transaction.rollbackTo(savepoint);
    return results.map((result) => (result.success ? { ...result, success: false, errors: [DML_ERRORS.rolledBack()] } : result));
  });
}

function saveMixed(services: RestServices, call: ApiCall, operation: 'insert' | 'update'): ApiReply {
  const { allOrNone, records } = bodyOf(call);
  const chunks = chunkByType(call, records);
  if (chunks.length > MAX_CHUNKS) throw API_ERRORS.tooManyChunks(MAX_CHUNKS);
  const results = saveTogether(call, allOrNone, (transaction) =>
    chunks.flatMap(({ object, inputs }) => {
      if (object.kind !== 'platformEvent') return call.user.dml[operation](transaction, object, inputs);
      if (operation === 'update') throw API_ERRORS.notSupported('update', object.name);
      return publishEvents({ ...services, user: call.user }, transaction, object, inputs);
    }),
  );
  return { status: 200, body: results.map(saveResult) };
}

type Chunk = { readonly object: OrgObject; readonly inputs: RecordInput[] };

/** Consecutive records of one type are saved together. */
function chunkByType(call: ApiCall, records: readonly RecordInput[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const record of records) {
    const type = typeOf(record);
    const object = type === undefined ? undefined : call.user.metadata.object(type);
    if (object === undefined) throw API_ERRORS.unknownObject(type ?? '');
    const last = chunks.at(-1);
    if (last?.object === object) last.inputs.push(record);
    else chunks.push({ object, inputs: [record] });
  }
  return chunks;
}

function saveResult({ id, success, errors }: SaveResult): Record<string, unknown> {
  return id === null ? { success, errors } : { id, success, errors };
}

function upsertAll(call: ApiCall, names: { readonly object: string | undefined; readonly field: string | undefined }): ApiReply {
  const { allOrNone, records } = bodyOf(call);
  const object = objectOf(call, names.object);
  const key = call.user.metadata.field(object, names.field ?? '');
  if (key === undefined || !(key.externalId || key.kind === 'id' || key.unique)) throw API_ERRORS.externalIdNotFound(names.field ?? '');
  const stranger = records.find((record) => typeOf(record)?.toLowerCase() !== object.name.toLowerCase());
  if (stranger !== undefined)
    throw API_ERRORS.invalidRequest(`all records of an upsert must be of type ${object.name}, not ${typeOf(stranger)}`);
  const results = saveTogether(call, allOrNone, (transaction) => call.user.dml.upsert(transaction, { object, key }, records));
  return {
    status: 200,
    body: results.map((result) => ({ ...saveResult(result), ...(result.id === null ? {} : { created: result.created }) })),
  };
}

function removeAll(call: ApiCall): ApiReply {
  const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw API_ERRORS.invalidRequest('the parameter ids is required');
  if (ids.length > MAX_RECORDS) throw API_ERRORS.tooManyRecords(MAX_RECORDS);
  const allOrNone = call.query.get('allOrNone') === 'true';
  const results = saveTogether(call, allOrNone, (transaction) => removeIds(call.user.dml, transaction, ids));
  return { status: 200, body: results.map(saveResult) };
}

/** Records by id in the order asked for, null for one that is not there. */
function readAll(services: RestServices, call: ApiCall, object: OrgObject): ApiReply {
  const { ids, names } = call.method === 'GET' ? fromQuery(call) : fromBody(call);
  if (ids.length > MAX_READ) throw API_ERRORS.tooManyRecords(MAX_READ);
  const fields = names.map((name) => readField(call, object, name));
  const table = services.database.table(object.name);
  const sees = call.user.records.sees(object);
  const records = ids
    .map((text) => table.get(normalizeId(text) ?? ''))
    .map((record) => (record !== undefined && sees(record) ? record : undefined));
  return { status: 200, body: records.map((record) => (record === undefined ? null : recordBody(call, object, record, fields))) };
}

function fromQuery({ query }: ApiCall): { ids: string[]; names: string[] } {
  return { ids: (query.get('ids') ?? '').split(','), names: (query.get('fields') ?? 'Id').split(',') };
}

function fromBody(call: ApiCall): { ids: string[]; names: string[] } {
  const body = isObject(call.body) ? call.body : {};
  const { ids, fields } = body;
  if (!Array.isArray(ids) || !Array.isArray(fields))
    throw API_ERRORS.unreadableJson('The request body must hold the arrays "ids" and "fields"');
  return { ids: ids.map(String), names: fields.map(String) };
}

function readField(call: ApiCall, object: OrgObject, name: string): OrgField {
  const field = call.user.metadata.field(object, name.trim());
  if (field === undefined) throw new ApiFault(400, [toApiError(DML_ERRORS.unknownField(object.name, name.trim()))]);
  return field;
}
