/** The package's Apex as the org runs it: around saves, after publishing, and where a person presses a button. */
import { ActionError, type ApexAction, type ApexPort } from '../../apex-port.ts';
import type { Database, Transaction } from '../../storage/database.ts';
import { ApexThrow } from '../run/exceptions.ts';
import { makeExecution } from '../run/execution.ts';
import { ApexSObject } from '../values.ts';
import type { ApexHost } from './host.ts';

export function makePackageApex(host: ApexHost, database: Database): ApexPort {
  const submit = submitAction(host, database);
  return {
    beforeSave: (_, call) => host.triggers.before(call),
    afterSave: (_, call) => host.triggers.after(call),
    actions: new Map(submit === undefined ? [] : [['requestCommand', submit]]),
    afterPublish: (_, transaction, { success, eventUuids }) => {
      host.binding.on(transaction, () => host.events.settle(success, eventUuids));
    },
  };
}

/**
 * The agent's Submit: `OB_OrderSubmission.submit`, for an order named by its id or its key. Answers `{commandId, orderKey, repeated}`; throws
 * `ActionError` with what the package says when it refuses. Undefined for sources without that class.
 */
function submitAction(host: ApexHost, database: Database): ApexAction | undefined {
  const submission = host.apex.classes.get('ob_ordersubmission');
  const submit = submission === undefined ? undefined : host.apex.statics(submission, 'submit$2');
  if (submit === undefined) return undefined;
  return (_, transaction, { type, orderId, orderKey, idempotencyKey }) => {
    if (type !== 'SUBMIT') throw new ActionError('NOT_SUPPORTED', `the package has no action for ${String(type)}`);
    const id = typeof orderId === 'string' ? orderId : idOf(database, 'OB_Order__c', { field: 'External_Key__c', value: orderKey });
    const earlier = idOf(database, 'OB_Command__c', { field: 'Idempotency_Key__c', value: idempotencyKey });
    const command = runAs(host, transaction, () => submit(id, idempotencyKey ?? null));
    const commandId = command instanceof ApexSObject ? (command.fields.get('Id') as string) : null;
    return {
      commandId,
      orderKey: database.table('OB_Order__c').get(id ?? '')?.['External_Key__c'] ?? null,
      repeated: earlier === commandId,
    };
  };
}

type Key = { readonly field: string; readonly value: unknown };

function idOf(database: Database, objectName: string, { field: name, value }: Key): string | null {
  const table = database.table(objectName);
  const field = table.object.fields.find((candidate) => candidate.name === name);
  return field === undefined || typeof value !== 'string' ? null : (table.find(field, value)[0] ?? null);
}

/** Runs as the transaction's user; what the package throws is what the user is told. */
function runAs({ binding, runtime }: ApexHost, transaction: Transaction, work: () => unknown): unknown {
  try {
    return binding.on(transaction, () => runtime.within(makeExecution(binding.userOf(transaction.actor.userId)), work));
  } catch (error) {
    if (error instanceof ApexThrow) throw new ActionError(error.exception.type.name, error.exception.message ?? '');
    throw error;
  }
}
