/**
 * Payloads of the package's platform events, as decoded from Avro: custom fields are unions with null, numbers are
 * doubles, instants are milliseconds. Unknown fields are let through, because a newer package may add some.
 */
import { z } from 'zod';
import { OrderKey } from './ids.ts';
import { opaqueId } from './text.ts';

/** The version of `CommandRequested` this broker speaks. It rises only when older brokers would misread the event. */
export const COMMAND_REQUESTED_VERSION = 1;

/** What an agent may ask for by event. All but a submission are an `OrderRequest`, whose content is in the command's record. */
export const RequestedCommandType = z.enum([
  'SUBMIT',
  'CANCEL',
  'HOLD',
  'RELEASE_HOLD',
  'CHANGE_ADDRESS',
  'RETURN',
  'CANCEL_RETURN',
  'RETRY',
  'ACKNOWLEDGE',
  'REPLAY',
]);

/** Filled in by the platform, beside the package's own fields. */
const published = { CreatedDate: z.int().min(0).describe('Milliseconds since the epoch.'), CreatedById: opaqueId(18) } as const;

const salesforceId = z.string().regex(/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/, 'must be a record id');

export const CommandRequested = z
  .object({
    ...published,
    Order_Key__c: OrderKey,
    Command_Key__c: z
      .string()
      .regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible characters')
      .describe('Identity of the intent: a repeated event with the same key asks for nothing new.'),
    Command_Id__c: salesforceId.nullish().describe('Record id of the command.'),
    Type__c: RequestedCommandType,
    Schema_Version__c: z.literal(COMMAND_REQUESTED_VERSION).nullish().describe('Null is read as 1.'),
    Correlation_Id__c: opaqueId(64).nullish(),
    Deadline__c: z.int().nullish().describe('Milliseconds since the epoch; after it nobody waits for the answer.'),
  })
  .meta({ id: 'CommandRequested', description: 'OB_Command_Requested__e: an agent asks for something about one order. Names it only.' });

export type RequestedCommandType = z.infer<typeof RequestedCommandType>;
export type CommandRequested = z.infer<typeof CommandRequested>;
