/** Records as the REST API shows them, and record bodies as it takes them. */
import type { OrgField, OrgObject } from '../metadata/model.ts';
import type { RecordInput } from '../storage/draft.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { basePath, type ApiCall } from './api-call.ts';
import { API_ERRORS } from './errors.ts';

/** A record with its attributes, and the given fields or all. */
export function recordBody(
  call: Pick<ApiCall, 'version' | 'area' | 'user'>,
  object: OrgObject,
  record: StoredRecord,
  fields?: readonly OrgField[],
): Record<string, unknown> {
  const attributes = { type: object.name, url: `${basePath(call)}/sobjects/${object.name}/${String(record['Id'])}` };
  const shown = fields ?? object.fields;
  return { attributes, ...Object.fromEntries(shown.map((field) => [field.name, call.user.read(field)(record)])) };
}

/** The JSON object a single-record call must carry. */
export function inputOf(body: unknown): RecordInput {
  if (body === undefined) throw API_ERRORS.bodyMissing();
  if (!isObject(body)) throw API_ERRORS.unreadableJson('Unexpected token: the body must be a JSON object');
  return body;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The `type` in a record's attributes. */
export function typeOf(input: unknown): string | undefined {
  const attributes = isObject(input) ? input['attributes'] : undefined;
  const type = isObject(attributes) ? attributes['type'] : undefined;
  return typeof type === 'string' ? type : undefined;
}
