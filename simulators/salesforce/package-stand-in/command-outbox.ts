/** Stands in for OB_CommandOutbox and its callback: stores a command as requested and announces it with the commit. */
import { ActionError, type ApexServices, type PublishResult } from '../apex-port.ts';
import type { Transaction } from '../storage/database.ts';
import type { SaveResult } from '../storage/dml.ts';
import type { RecordInput } from '../storage/draft.ts';
import { toDatetime } from '../storage/instants.ts';
import type { StoredRecord } from '../storage/transaction.ts';

const EVENT_SCHEMA_VERSION = 1;

export const COMMAND_EVENT = 'OB_Command_Requested__e';

export type CommandOrder = {
  readonly type: string;
  readonly idempotencyKey: string;
  readonly correlationId: string | undefined;
  readonly orderId: string;
  readonly orderKey: string;
  /** Minutes the command is worth carrying out, null for ever. */
  readonly deadlineMinutes: number | null;
  /** Further fields of the command, `Reason__c` and its like. */
  readonly details: RecordInput;
};

/** Returns the command's id. */
export function requestCommand(services: ApexServices, transaction: Transaction, order: CommandOrder): string {
  const [eventUuid, correlationId] = [services.uuid(), order.correlationId ?? services.uuid()];
  const deadline = order.deadlineMinutes === null ? null : toDatetime(transaction.startedAt + order.deadlineMinutes * 60_000);
  const { object } = services.database.table('OB_Command__c');
  const command = {
    ...order.details,
    Idempotency_Key__c: order.idempotencyKey,
    Type__c: order.type,
    Order__c: order.orderId,
    Status__c: 'Requested',
    Requested_At__c: transaction.stamp,
    Deadline__c: deadline,
    Correlation_Id__c: correlationId,
    Event_Uuid__c: eventUuid,
    Published_At__c: transaction.stamp,
    Publish_State__c: 'Pending',
    Publish_Attempts__c: 1,
  };
  const commandId = orRefuse(services.dml.insert(transaction, object, [command])[0]);
  const fields: StoredRecord = {
    Order_Key__c: order.orderKey,
    Command_Key__c: order.idempotencyKey,
    Command_Id__c: commandId,
    Type__c: order.type,
    Schema_Version__c: EVENT_SCHEMA_VERSION,
    Correlation_Id__c: correlationId,
    Deadline__c: deadline,
  };
  services.publish(transaction, { eventName: COMMAND_EVENT, fields, eventUuid });
  return commandId;
}

/** The id of a saved record, or the refusal as the user sees it. */
export function orRefuse(result: SaveResult | undefined): string {
  const reasons = result?.errors.map((error) => error.message).join('; ') ?? 'nothing was saved';
  if (result?.success !== true || result.id === null) throw new ActionError('SAVE_FAILED', reasons);
  return result.id;
}

/** Marks the commands of events that reached the bus, or did not. */
export function markPublished({ database, dml }: ApexServices, transaction: Transaction, { eventUuids, success }: PublishResult): void {
  const table = database.table('OB_Command__c');
  const field = table.object.fields.find(({ name }) => name === 'Event_Uuid__c');
  if (field === undefined) return;
  const state = success ? 'Published' : 'Failed';
  const commands = eventUuids.flatMap((uuid) => table.find(field, uuid)).filter((id) => table.get(id)?.['Publish_State__c'] !== state);
  dml.update(
    transaction,
    table.object,
    commands.map((Id) => ({ Id, Publish_State__c: state })),
  );
}
