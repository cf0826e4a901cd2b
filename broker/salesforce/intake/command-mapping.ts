/** From the record of a command in Salesforce to what the agent asks for. Faults name the place, never the value. */
import { OrderRequest } from '../../../canonical/order-request.ts';
import type { OrderRequestType } from '../../../canonical/order-request.ts';
import type { Message } from '../../domain/message.ts';
import type { SoqlRecord } from '../query.ts';

const LONGEST_REASON = 120;
const MOST_FAULTS = 10;

/** The content as JSON in the command's payload; nothing where there is none. Undefined: it is no JSON object. */
function payloadOf(record: SoqlRecord): Readonly<Record<string, unknown>> | undefined {
  const text = record['Payload__c'];
  if (typeof text !== 'string' || text === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

/** What stands in fields of its own goes for what the payload leaves out. */
function fromFields(record: SoqlRecord, type: OrderRequestType): Readonly<Record<string, unknown>> {
  const reason = record['Reason__c'];
  const parent = record['Return__r'] as { readonly External_Key__c?: unknown } | null | undefined;
  const returnKey = type === 'RETURN' || type === 'CANCEL_RETURN' ? parent?.External_Key__c : undefined;
  return {
    ...(typeof reason === 'string' && reason !== '' && { reason: reason.slice(0, LONGEST_REASON) }),
    ...(typeof returnKey === 'string' && { returnKey }),
  };
}

function deadlineOf(record: SoqlRecord): { readonly deadline?: number } {
  const value = record['Deadline__c'];
  const deadline = typeof value === 'string' ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : NaN;
  return Number.isNaN(deadline) ? {} : { deadline };
}

/** What a command means to its order. `record` is undefined where the org has no such command, or does not show it. */
export function commandMessage(requestKey: string, type: OrderRequestType, record: SoqlRecord | undefined): Message {
  const unreadable = (code: string, message: string): Message => ({ type: 'request.unreadable', requestKey, request: type, code, message });
  if (!record) return unreadable('COMMAND_NOT_FOUND', 'The command is deleted, or the broker may not read it');
  const payload = payloadOf(record);
  if (!payload) return unreadable('INVALID_REQUEST', 'The payload of the command is no JSON object');
  const parsed = OrderRequest.safeParse({ ...fromFields(record, type), ...payload, type });
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, MOST_FAULTS).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
    return unreadable('INVALID_REQUEST', faults.join('; '));
  }
  const by = `salesforce:${String(record['CreatedById'])}`;
  return { type: 'order.requested', requestKey, via: 'salesforce', by, request: parsed.data, ...deadlineOf(record) };
}
