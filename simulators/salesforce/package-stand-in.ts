/**
 * Does what the package's Apex does, until the local org runs the Apex itself: the guard against stale writes, and the outbox behind an
 * agent's action. It is no more lenient than the package.
 */
import { z } from 'zod';
import { ActionError, type ApexAction, type ApexPort, type ApexServices, type TriggerCall, type TriggerRow } from './apex-port.ts';
import type { OrgField, OrgMetadata } from './metadata/model.ts';
import type { Transaction } from './storage/database.ts';
import type { SaveResult } from './storage/dml.ts';
import type { RecordInput } from './storage/draft.ts';
import { toDatetime } from './storage/instants.ts';
import { normalizeId } from './storage/record-id.ts';
import type { StoredRecord } from './storage/transaction.ts';

export function makePackageStandIn(metadata: OrgMetadata): ApexPort {
  const guarded = new Map(
    [...metadata.objects.values()]
      .filter((object) => metadata.field(object, VERSION) !== undefined)
      .map((object) => [object.name, object.fields]),
  );
  const hasPackage = metadata.object('OB_Command__c') !== undefined && metadata.object('OB_Command_Requested__e') !== undefined;
  return {
    beforeSave: (call) => guardVersions(call, guarded.get(call.object.name)),
    afterSave: () => undefined,
    actions: new Map(hasPackage ? [['requestCommand', requestCommand]] : []),
  };
}

const VERSION = 'Status_Version__c';
const STALE_COUNT = 'Stale_Writes__c';

/** A write with a lower version than the stored one changes nothing but the count of such writes. */
function guardVersions({ operation, rows }: TriggerCall, fields: readonly OrgField[] | undefined): void {
  if (operation !== 'update' || fields === undefined) return;
  for (const row of rows) if (isStale(row)) restore(row, fields);
}

function isStale({ before, after }: TriggerRow): boolean {
  const stored = before?.[VERSION];
  const offered = after[VERSION];
  return typeof stored === 'number' && (offered === null || (typeof offered === 'number' && offered < stored));
}

function restore({ before, after }: TriggerRow, fields: readonly OrgField[]): void {
  for (const field of fields) if (field.custom || field.nameField === true) after[field.name] = before?.[field.name] ?? null;
  if (STALE_COUNT in after) after[STALE_COUNT] = Number(before?.[STALE_COUNT] ?? 0) + 1;
}

const commandRequest = z.strictObject({
  type: z.string(),
  orderId: z.string().optional(),
  orderKey: z.string().optional(),
  idempotencyKey: z.string().min(1).max(64),
  correlationId: z.string().max(64).optional(),
  reason: z.string().max(255).optional(),
  payload: z.string().optional(),
});

type CommandRequest = z.infer<typeof commandRequest>;

const EVENT_SCHEMA_VERSION = 1;

/**
 * An agent asks for a command on an order (`SUBMIT`, `CANCEL`, …): checks permission and status, stores the command, publishes its event after
 * commit. The same idempotency key again answers with the first command.
 */
const requestCommand: ApexAction = (services, transaction, input) => {
  const parsed = commandRequest.safeParse(input);
  if (!parsed.success) throw new ActionError('INVALID_INPUT', z.prettifyError(parsed.error));
  const request = parsed.data;
  const order = findOrder(services, request);
  const known = findByKey(services, 'OB_Command__c', 'Idempotency_Key__c', request.idempotencyKey);
  if (known !== undefined) return { commandId: known['Id'], orderKey: order['External_Key__c'], repeated: true };
  const type = commandType(services, transaction, request.type, order);
  const orderKey = String(order['External_Key__c'] ?? makeOrderKey(order));
  if (request.type === 'SUBMIT') markSubmitted(services, transaction, order, orderKey);
  const deadline = toDatetime(transaction.startedAt + Number(type['Deadline_Minutes__c'] ?? 60) * 60_000);
  const commandId = insertCommand(services, transaction, commandRecord(request, order, { deadline, at: transaction.stamp }));
  services.publish(transaction, {
    eventName: 'OB_Command_Requested__e',
    fields: {
      Order_Key__c: orderKey,
      Command_Key__c: request.idempotencyKey,
      Command_Id__c: commandId,
      Type__c: request.type,
      Schema_Version__c: EVENT_SCHEMA_VERSION,
      Correlation_Id__c: request.correlationId ?? request.idempotencyKey,
      Deadline__c: deadline,
    },
  });
  return { commandId, orderKey, repeated: false };
};

function findOrder(services: ApexServices, { orderId, orderKey }: CommandRequest): StoredRecord {
  const id = normalizeId(orderId ?? '');
  const order =
    id === undefined
      ? findByKey(services, 'OB_Order__c', 'External_Key__c', orderKey ?? '')
      : services.database.table('OB_Order__c').get(id);
  if (order === undefined) throw new ActionError('NOT_FOUND', 'The order does not exist.');
  return order;
}

function findByKey({ database }: ApexServices, object: string, name: string, value: string): StoredRecord | undefined {
  const table = database.table(object);
  const field = table.object.fields.find((candidate) => candidate.name === name);
  const [id] = field === undefined ? [] : table.find(field, value);
  return id === undefined ? undefined : table.get(id);
}

/** The command type's configuration; refuses an unknown type, a missing permission, a status it is not meant for. */
function commandType({ database }: ApexServices, transaction: Transaction, name: string, order: StoredRecord): StoredRecord {
  const types = [...database.table('OB_Command_Type__mdt').records()];
  const type = types.find((record) => record['DeveloperName'] === name && record['Active__c'] === true);
  if (type === undefined) throw new ActionError('UNKNOWN_TYPE', `${name} is not a command type.`);
  const permission = type['Custom_Permission__c'];
  if (typeof permission === 'string' && !transaction.actor.permissions.has(permission))
    throw new ActionError('NO_PERMISSION', `You may not ask for ${name}.`);
  const allowed = String(type['Allowed_Statuses__c'] ?? '').split(';');
  if (!allowed.includes(String(order['Status__c'])))
    throw new ActionError('WRONG_STATUS', `${name} is not possible while the order is ${String(order['Status__c'])}.`);
  return type;
}

/** 20 characters of A-Z and 0-9: an 18-character id stays unique without case. */
function makeOrderKey(order: StoredRecord): string {
  return `SF${String(order['Id']).toUpperCase()}`;
}

function markSubmitted(services: ApexServices, transaction: Transaction, order: StoredRecord, orderKey: string): void {
  const { object } = services.database.table('OB_Order__c');
  const change = { Id: order['Id'], External_Key__c: orderKey, Submitted_At__c: transaction.stamp };
  orRefuse(services.dml.update(transaction, object, [change])[0]);
}

function commandRecord(request: CommandRequest, order: StoredRecord, { deadline, at }: { deadline: string; at: string }): RecordInput {
  return {
    Idempotency_Key__c: request.idempotencyKey,
    Type__c: request.type,
    Order__c: order['Id'],
    Status__c: 'Requested',
    Publish_State__c: 'Pending',
    Requested_At__c: at,
    Deadline__c: deadline,
    Correlation_Id__c: request.correlationId ?? request.idempotencyKey,
    Reason__c: request.reason ?? null,
    Payload__c: request.payload ?? null,
  };
}

function insertCommand(services: ApexServices, transaction: Transaction, record: RecordInput): string {
  const { object } = services.database.table('OB_Command__c');
  return orRefuse(services.dml.insert(transaction, object, [record])[0]);
}

function orRefuse(result: SaveResult | undefined): string {
  if (result?.success !== true || result.id === null)
    throw new ActionError('SAVE_FAILED', result?.errors.map((error) => error.message).join('; ') ?? '');
  return result.id;
}
