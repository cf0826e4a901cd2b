/**
 * Publishing a platform event by the sObject resources. Fields are validated as a record's are. The answer says success and still carries
 * one entry in `errors`: OPERATION_ENQUEUED with the event's uuid. Source: Platform Events guide, "Publish Event Messages with APIs".
 */
import type { OrgField, OrgObject } from '../metadata/model.ts';
import type { Transaction } from '../storage/database.ts';
import { DML_ERRORS, isDmlError, type DmlError } from '../storage/dml-error.ts';
import type { RecordInput } from '../storage/draft.ts';
import { readFieldValue } from '../storage/field-values.ts';
import type { SaveResult } from '../storage/dml.ts';
import type { StoredValue } from '../storage/transaction.ts';
import type { ActingUser } from '../security/acting-user.ts';
import type { RestServices } from './services.ts';

export type EventPublishing = Pick<RestServices, 'publish'> & { readonly user: ActingUser };

/** Publishes each event that is valid; the others say why not. */
export function publishEvents(
  services: EventPublishing,
  transaction: Transaction,
  object: OrgObject,
  inputs: readonly RecordInput[],
): SaveResult[] {
  return inputs.map((input) => publishOne(services, transaction, object, input));
}

function publishOne(services: EventPublishing, transaction: Transaction, object: OrgObject, input: RecordInput): SaveResult {
  const { fields, errors } = readEvent(services.user, object, input);
  if (errors.length > 0) return { id: null, success: false, created: false, errors };
  const { eventUuid } = services.publish(transaction, { eventName: object.name, fields });
  const enqueued = { statusCode: 'OPERATION_ENQUEUED', message: eventUuid, fields: [] };
  return { id: `${object.keyPrefix}xx0000000001AAA`, success: true, created: true, errors: [enqueued] };
}

type ReadEvent = { readonly fields: Record<string, StoredValue>; readonly errors: DmlError[] };

function readEvent({ metadata, access }: ActingUser, object: OrgObject, input: RecordInput): ReadEvent {
  if (!access.can(object, 'create')) return { fields: {}, errors: [DML_ERRORS.notInsertable(object.name)] };
  const own = object.fields.filter((field) => field.custom);
  const fields: Record<string, StoredValue> = Object.fromEntries(own.map((field) => [field.name, field.defaultValue ?? null]));
  const errors: DmlError[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (name === 'attributes') continue;
    const field = metadata.field(object, name);
    const read = field === undefined ? DML_ERRORS.unknownField(object.name, name) : readEventField(field, value);
    if (isDmlError(read)) errors.push(read);
    else if (field !== undefined) fields[field.name] = read;
  }
  const missing = own.filter((field) => field.required && fields[field.name] === null).map((field) => field.name);
  if (missing.length > 0 && errors.length === 0) errors.push(DML_ERRORS.requiredMissing(missing));
  return { fields, errors };
}

function readEventField(field: OrgField, value: unknown): StoredValue | DmlError {
  return field.createable ? readFieldValue(field, value) : DML_ERRORS.notWritable(field);
}
