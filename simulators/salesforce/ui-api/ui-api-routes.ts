/** The part of the User Interface API behind `lightning/uiRecordApi` and `lightning/uiObjectInfoApi`. Source: the User Interface API guide. */
import { z } from 'zod';
import type { OrgObject } from '../metadata/model.ts';
import { styleOf } from '../soql/display-value.ts';
import { isQueryable } from '../graphql/record-objects.ts';
import type { ApiCall, ApiReply, Route } from '../rest/api-call.ts';
import { API_ERRORS, dmlFault } from '../rest/errors.ts';
import { objectOf, type RestServices } from '../rest/services.ts';
import type { SaveResult } from '../storage/dml.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { MASTER_RECORD_TYPE } from '../metadata/record-types.ts';
import { objectInfo, picklistValues } from './object-info.ts';
import { readFieldPaths, recordRepresentation, type FieldPaths, type RecordReader } from './record-representation.ts';

export function uiApiRoutes(services: RestServices): Route[] {
  return [
    { method: 'GET', pattern: 'ui-api/records/:id', handle: (call, { id }) => readRecord(services, call, id ?? '') },
    { method: 'POST', pattern: 'ui-api/records', handle: (call) => createRecord(services, call) },
    { method: 'PATCH', pattern: 'ui-api/records/:id', handle: (call, { id }) => updateRecord(services, call, id ?? '') },
    { method: 'DELETE', pattern: 'ui-api/records/:id', handle: (call, { id }) => deleteRecord(services, call, id ?? '') },
    {
      method: 'GET',
      pattern: 'ui-api/object-info/:object',
      handle: (call, { object }) => ({
        status: 200,
        body: objectInfo(uiObject(call, object), call.user.access, languageOf(services, call)),
      }),
    },
    {
      method: 'GET',
      pattern: 'ui-api/object-info/:object/picklist-values/:recordType/:field',
      handle: (call, { object, recordType, field }) => readPicklist(services, call, { object, recordType, field }),
    },
  ];
}

function uiObject(call: ApiCall, name: string | undefined): OrgObject {
  const object = objectOf(call, name);
  if (!isQueryable(object)) throw API_ERRORS.notSupported('the User Interface API', object.name);
  return object;
}

const languageOf = (services: RestServices, call: ApiCall): string => readerOf(services, call).style.language;

function readerOf({ database }: RestServices, { user }: ApiCall): RecordReader {
  return {
    metadata: user.metadata,
    style: styleOf(database.table('User').get(user.userId)),
    read: user.read,
    find: (id) => {
      const table = typeof id === 'string' ? database.tableOfId(id) : undefined;
      const record = table?.get(String(id));
      return table !== undefined && record !== undefined && user.records.sees(table.object)(record) ? record : undefined;
    },
  };
}

type Found = { readonly object: OrgObject; readonly record: StoredRecord };

function found(services: RestServices, call: ApiCall, text: string): Found {
  const id = normalizeId(text) ?? '';
  const object = uiObject(call, services.database.tableOfId(id)?.object.name);
  const record = readerOf(services, call).find(id);
  if (record === undefined) throw API_ERRORS.notFound();
  return { object, record };
}

function readRecord(services: RestServices, call: ApiCall, id: string): ApiReply {
  const { object, record } = found(services, call, id);
  const names = (parameter: string): string[] => (call.query.get(parameter) ?? '').split(',').map((name) => name.trim());
  const paths = [
    ...readFieldPaths(call.user.metadata, object, names('fields'), false),
    ...readFieldPaths(call.user.metadata, object, names('optionalFields'), true),
  ];
  if (paths.length === 0) throw API_ERRORS.invalidRequest('fields or optionalFields must name a field; layouts are not served here');
  return { status: 200, body: recordRepresentation(readerOf(services, call), object, record, paths) };
}

const createBody = z.object({ apiName: z.string(), fields: z.record(z.string(), z.unknown()) });
const updateBody = z.object({ fields: z.record(z.string(), z.unknown()) });

function bodyOf<Body>(schema: z.ZodType<Body>, call: ApiCall): Body {
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  return parsed.data;
}

function createRecord(services: RestServices, call: ApiCall): ApiReply {
  const { apiName, fields } = bodyOf(createBody, call);
  const object = uiObject(call, apiName);
  const [result] = call.transact((transaction) => call.user.dml.insert(transaction, object, [fields]));
  return { status: 201, body: written(services, call, object, result) };
}

function updateRecord(services: RestServices, call: ApiCall, id: string): ApiReply {
  const { object, record } = found(services, call, id);
  const { fields } = bodyOf(updateBody, call);
  const [result] = call.transact((transaction) => call.user.dml.update(transaction, object, [{ ...fields, Id: record['Id'] }]));
  return { status: 200, body: written(services, call, object, result) };
}

/** What was written comes back with every field the user may see. */
function written(services: RestServices, call: ApiCall, object: OrgObject, result: SaveResult | undefined): unknown {
  if (result?.success !== true) throw dmlFault(result?.errors ?? []);
  const record = services.database.table(object.name).get(result.id ?? '') ?? {};
  const paths: FieldPaths = object.fields.filter((field) => field.kind !== 'id').map((field) => [field.name]);
  return recordRepresentation(readerOf(services, call), object, record, paths);
}

function deleteRecord(services: RestServices, call: ApiCall, id: string): ApiReply {
  const { record } = found(services, call, id);
  const [result] = call.transact((transaction) => call.user.dml.delete(transaction, [String(record['Id'])]));
  if (result?.success !== true) throw dmlFault(result?.errors ?? []);
  return { status: 204 };
}

type PicklistPlace = { readonly object: string | undefined; readonly recordType: string | undefined; readonly field: string | undefined };

function readPicklist(services: RestServices, call: ApiCall, { object, recordType, field: name = '' }: PicklistPlace): ApiReply {
  const owner = uiObject(call, object);
  const field = call.user.metadata.field(owner, name);
  const type = owner.recordTypes?.find(({ id }) => id === recordType);
  if (field?.picklist === undefined || (type === undefined && recordType !== MASTER_RECORD_TYPE)) throw API_ERRORS.notFound();
  const allowed = type?.picklists.get(field.name);
  const picklist =
    allowed === undefined
      ? field.picklist
      : field.picklist
          .filter(({ value }) => allowed.values.includes(value))
          .map((entry) => ({ ...entry, isDefault: entry.value === allowed.initial }));
  return { status: 200, body: picklistValues({ ...field, picklist }, languageOf(services, call)) };
}
