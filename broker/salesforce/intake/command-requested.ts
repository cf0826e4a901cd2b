/**
 * What an `OB_Command_Requested__e` event asks for. An event is a hint: it names an order and a command, and what they
 * hold is read from the org. The command's key is the identity of the intent, so a republished event asks for nothing new.
 */
import { z } from 'zod';
import { OrderKey } from '../../../canonical/ids.ts';
import { RequestedCommandType } from '../../../canonical/salesforce-events.ts';
import type { ReadRequest } from '../../engine/ledger.ts';
import type { AvroRecord } from '../pubsub/avro-decoder.ts';

/** What one event became. */
export type EventInput =
  { readonly kind: 'read'; readonly read: ReadRequest } | { readonly kind: 'unreadable'; readonly code: string; readonly message: string };

const SUPPORTED_VERSION = 1;

const CommandRequested = z.object({
  Type__c: z.string(),
  Schema_Version__c: z.preprocess((value) => (value === null || value === undefined ? SUPPORTED_VERSION : Number(value)), z.number()),
});

const Named = z.object({
  Order_Key__c: OrderKey,
  Command_Key__c: z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible characters'),
});

function unreadable(code: string, message: string): EventInput {
  return { kind: 'unreadable', code, message };
}

function faultsOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

/** The read request of one command, whether an event or a query told of it. */
export function readRequestOf(type: unknown, orderKey: unknown, commandKey: unknown): EventInput {
  const known = RequestedCommandType.safeParse(typeof type === 'string' ? type.toUpperCase() : type);
  if (!known.success) return unreadable('UNKNOWN_COMMAND_TYPE', 'the command has a type this broker does not know');
  const parsed = Named.safeParse({ Order_Key__c: orderKey, Command_Key__c: commandKey });
  if (!parsed.success) return unreadable('INVALID_COMMAND', faultsOf(parsed.error));
  const { Order_Key__c: key, Command_Key__c: requestKey } = parsed.data;
  const request = known.data === 'SUBMIT' ? {} : { request: known.data };
  return { kind: 'read', read: { orderKey: key, requestKey, dedupeKey: requestKey, ...request } };
}

/** Reads the event. What it does not know is unreadable with a code, never ignored. */
export function readCommandRequested(record: AvroRecord): EventInput {
  const parsed = CommandRequested.safeParse(record);
  if (!parsed.success) return unreadable('INVALID_COMMAND', faultsOf(parsed.error));
  const { Type__c: type, Schema_Version__c: version } = parsed.data;
  if (version !== SUPPORTED_VERSION)
    return unreadable('UNKNOWN_SCHEMA_VERSION', 'the event has a schema version this broker does not know');
  return readRequestOf(type, record['Order_Key__c'], record['Command_Key__c']);
}
