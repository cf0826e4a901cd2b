/** What the broker asks of an endpoint. Every outbound effect is one of these, and goes through the command ledger. */
import { z } from 'zod';
import { LineQuantity, Release, Shipment } from './fulfilment.ts';
import { EndpointId, OrderKey } from './ids.ts';
import { CustomerOrder } from './order.ts';
import { opaqueId, text } from './text.ts';

/** Where a command stands. Transitions are in lifecycle.ts. */
export const CommandState = z.enum([
  'PENDING',
  'SENT',
  'ACKED',
  'ACKED_ASYNC',
  'REJECTED',
  'RETRY_WAIT',
  'IN_DOUBT',
  'PROBING',
  'DUPLICATE',
  'PARKED',
]);

const orderDocument = z.strictObject({ nativeId: opaqueId(80), nativeNumber: text(80).optional() });

/** The work itself, by intent. */
export const CommandBody = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('CREATE_ORDER'), order: CustomerOrder }),
  z.strictObject({ intent: z.literal('RELEASE'), release: Release }),
  z.strictObject({ intent: z.literal('CONFIRM_SHIPMENT'), document: orderDocument, shipment: Shipment }),
  z.strictObject({
    intent: z.literal('CANCEL_QUANTITY'),
    document: orderDocument,
    lines: z.array(LineQuantity).min(1),
    reason: text(120),
  }),
  z.strictObject({ intent: z.literal('HOLD'), document: orderDocument, reason: text(120) }),
  z.strictObject({ intent: z.literal('RELEASE_HOLD'), document: orderDocument }),
  z.strictObject({ intent: z.literal('CANCEL_DUPLICATE'), document: orderDocument, keep: orderDocument }),
]);

export const OutboundCommand = z
  .strictObject({
    commandId: opaqueId(40).describe("The aggregate's key and a number that rises in it."),
    orderKey: OrderKey,
    endpoint: EndpointId,
    body: CommandBody,
  })
  .meta({ id: 'OutboundCommand', description: 'What the broker asks of an endpoint.' });

export type CommandState = z.infer<typeof CommandState>;
export type CommandBody = z.infer<typeof CommandBody>;
export type CommandIntent = CommandBody['intent'];
export type OutboundCommand = z.infer<typeof OutboundCommand>;

/** Order in an endpoint's queue, 1 first: stopping something goes before starting something, and that before syncing. */
export const INTENT_PRIORITY: Readonly<Record<CommandIntent, number>> = {
  HOLD: 1,
  CANCEL_QUANTITY: 1,
  CANCEL_DUPLICATE: 1,
  RELEASE_HOLD: 2,
  CREATE_ORDER: 3,
  RELEASE: 3,
  CONFIRM_SHIPMENT: 4,
};
