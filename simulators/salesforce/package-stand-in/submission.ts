/**
 * Stands in for OB_OrderSubmission and OB_SubmissionRelease, and answers for the other types of command the same way. One thing it leaves to the
 * broker: whether a draft is complete.
 */
import { z } from 'zod';
import { ActionError, type ApexAction, type ApexServices } from '../apex-port.ts';
import type { Transaction } from '../storage/database.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { TriggerCall } from '../storage/trigger.ts';
import { orRefuse, requestCommand } from './command-outbox.ts';
import { isOpen } from './draft-lock.ts';

const requestSchema = z.strictObject({
  type: z.string(),
  orderId: z.string().optional(),
  orderKey: z.string().optional(),
  idempotencyKey: z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible characters'),
  correlationId: z.string().max(64).optional(),
  reason: z.string().max(255).optional(),
  payload: z.string().optional(),
});

type Request = z.infer<typeof requestSchema>;

/**
 * An agent asks for a command on an order (`SUBMIT`, `CANCEL`, …). The same idempotency key again answers with the first command; the answer
 * is `{commandId, orderKey, repeated}`.
 */
export const requestCommandAction: ApexAction = (services, transaction, input) => {
  const parsed = requestSchema.safeParse(input);
  if (!parsed.success) throw new ActionError('INVALID_INPUT', z.prettifyError(parsed.error));
  const request = parsed.data;
  const type = commandType(services, request.type);
  const permission = type['Custom_Permission__c'];
  if (typeof permission === 'string' && !transaction.actor.permissions.has(permission)) {
    throw new ActionError('NO_PERMISSION', `You may not ask for ${request.type}.`);
  }
  const order = findOrder(services, request);
  const earlier = findByKey(services, 'OB_Command__c', 'Idempotency_Key__c', request.idempotencyKey);
  if (earlier !== undefined) return repeat(earlier, order, request);
  checkState(type, order, request);
  const orderKey = request.type === 'SUBMIT' ? handOver(services, transaction, order) : String(order['External_Key__c']);
  const commandId = requestCommand(services, transaction, {
    type: request.type,
    idempotencyKey: request.idempotencyKey,
    correlationId: request.correlationId,
    orderId: String(order['Id']),
    orderKey,
    deadlineMinutes: typeof type['Deadline_Minutes__c'] === 'number' ? type['Deadline_Minutes__c'] : null,
    details: { Reason__c: request.reason ?? null, Payload__c: request.payload ?? null },
  });
  return { commandId, orderKey, repeated: false };
};

function repeat(earlier: StoredRecord, order: StoredRecord, { type }: Request): object {
  if (earlier['Order__c'] !== order['Id'] || earlier['Type__c'] !== type) {
    throw new ActionError('KEY_REUSED', 'The key of this request belongs to another request.');
  }
  return { commandId: earlier['Id'], orderKey: order['External_Key__c'], repeated: true };
}

/** A record of the customer's own (`Custom_SUBMIT`) goes before the packaged one. */
function commandType({ database }: ApexServices, name: string): StoredRecord {
  const types = [...database.table('OB_Command_Type__mdt').records()];
  const named = (developerName: string): StoredRecord | undefined => types.find((record) => record['DeveloperName'] === developerName);
  const type = named(`Custom_${name}`) ?? named(name);
  if (type?.['Active__c'] !== true) throw new ActionError('UNKNOWN_TYPE', `${name} is not a type of command in use.`);
  return type;
}

function checkState(type: StoredRecord, order: StoredRecord, request: Request): void {
  const submitting = request.type === 'SUBMIT';
  if (submitting && order['Submitted_At__c'] !== null) {
    throw new ActionError('UNDER_WAY', 'This order has been submitted and waits for its answer.');
  }
  const allowed = String(type['Allowed_Statuses__c'] ?? '').split(';');
  const status = String(order['Status__c']);
  if (!allowed.includes(status) || (submitting && !isOpen(order))) {
    throw new ActionError('WRONG_STATUS', `${request.type} is not possible while the order is ${status}.`);
  }
}

function findOrder(services: ApexServices, { orderId, orderKey }: Request): StoredRecord {
  const id = normalizeId(orderId ?? '');
  const order =
    id === undefined
      ? findByKey(services, 'OB_Order__c', 'External_Key__c', orderKey ?? '')
      : services.database.table('OB_Order__c').get(id);
  if (order === undefined) throw new ActionError('NOT_FOUND', 'The order does not exist, or you may not see it.');
  return order;
}

function findByKey({ database }: ApexServices, object: string, name: string, value: string): StoredRecord | undefined {
  const table = database.table(object);
  const field = table.object.fields.find((candidate) => candidate.name === name);
  const [id] = field === undefined ? [] : table.find(field, value);
  return id === undefined ? undefined : table.get(id);
}

/** Fills in what the broker needs and a person need not know, lines first, while the order is open. Returns the order's key. */
function handOver(services: ApexServices, transaction: Transaction, order: StoredRecord): string {
  const id = String(order['Id']);
  const orderKey = String(order['External_Key__c'] ?? id.toUpperCase());
  const lines = services.database.table('OB_Order_Line__c');
  const parent = lines.object.fields.find((field) => field.name === 'Order__c');
  const lineIds = parent === undefined ? [] : lines.find(parent, id);
  const completed = lineIds.flatMap((lineId) => {
    const line = lines.get(lineId);
    if (line === undefined) return [];
    const key = line['External_Key__c'] ?? `${orderKey}-${String(line['Line_Number__c'])}`;
    return [{ Id: lineId, External_Key__c: key, Unit__c: line['Unit__c'] ?? 'EA' }];
  });
  for (const result of services.dml.update(transaction, lines.object, completed)) orRefuse(result);
  const change = {
    Id: id,
    External_Key__c: orderKey,
    Order_Number__c: order['Order_Number__c'] ?? order['Name'],
    Source_System__c: order['Source_System__c'] ?? 'salesforce',
    Placed_At__c: order['Placed_At__c'] ?? transaction.stamp,
    Submitted_At__c: transaction.stamp,
  };
  orRefuse(services.dml.update(transaction, services.database.table('OB_Order__c').object, [change])[0]);
  return orderKey;
}

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Rejected', 'Failed', 'Expired']);

/** Opens the orders of submissions that have just ended. */
export function releaseSubmissions({ database, dml }: ApexServices, { operation, rows, transaction }: TriggerCall): void {
  if (operation !== 'update') return;
  const orders = database.table('OB_Order__c');
  const ended = rows.filter(
    ({ before, after }) => after['Type__c'] === 'SUBMIT' && FINAL.has(after['Status__c']) && !FINAL.has(before?.['Status__c']),
  );
  const locked = [...new Set(ended.map(({ after }) => String(after['Order__c'])))].filter(
    (id) => typeof orders.get(id)?.['Submitted_At__c'] === 'string',
  );
  dml.update(
    transaction,
    orders.object,
    locked.map((Id) => ({ Id, Submitted_At__c: null })),
  );
}
