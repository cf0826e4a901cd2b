/** What the broker asks of an endpoint. Every outbound effect is one of these, and goes through the command ledger. */
import { z } from 'zod';
import { LineQuantity, Release, Shipment } from './fulfilment.ts';
import { EndpointId, OrderKey } from './ids.ts';
import { NonNegativeMoney } from './money.ts';
import { CustomerOrder } from './order.ts';
import { Address } from './party.ts';
import { ExpectedReturn, ReturnReceipt, ReturnRequest } from './returns.ts';
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

/** A document of the endpoint, by its own names. */
const nativeDocument = z.strictObject({ nativeId: opaqueId(80), nativeNumber: text(80).optional() });

/**
 * The work itself, by intent. `document` is what the endpoint has already: an order's, a release's or a return's document.
 */
export const CommandBody = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('CREATE_ORDER'), order: CustomerOrder }),
  z.strictObject({ intent: z.literal('RELEASE'), release: Release }),
  z.strictObject({ intent: z.literal('CONFIRM_SHIPMENT'), document: nativeDocument, shipment: Shipment }),
  z.strictObject({
    intent: z.literal('CANCEL_QUANTITY'),
    document: nativeDocument,
    lines: z.array(LineQuantity).min(1),
    reason: text(120),
  }),
  z.strictObject({ intent: z.literal('HOLD'), document: nativeDocument, reason: text(120) }),
  z.strictObject({ intent: z.literal('RELEASE_HOLD'), document: nativeDocument }),
  z.strictObject({ intent: z.literal('CANCEL_DUPLICATE'), document: nativeDocument, keep: nativeDocument }),
  z
    .strictObject({
      intent: z.literal('CHANGE_ADDRESS'),
      document: nativeDocument,
      shipTo: Address,
      pickupLocation: text(40).optional(),
    })
    .describe('Says where all that has not left yet goes: to an address, or to a store where the customer fetches it.'),
  z.strictObject({ intent: z.literal('CREATE_RETURN'), document: nativeDocument, request: ReturnRequest }),
  z.strictObject({ intent: z.literal('CANCEL_RETURN'), document: nativeDocument, reason: text(120) }),
  z.strictObject({ intent: z.literal('EXPECT_RETURN'), expected: ExpectedReturn }),
  z.strictObject({ intent: z.literal('CONFIRM_RECEIPT'), document: nativeDocument, receipt: ReturnReceipt }),
  z.strictObject({ intent: z.literal('CREDIT_RETURN'), document: nativeDocument, lines: z.array(LineQuantity).min(1) }),
  z.strictObject({
    intent: z.literal('BOOK_REFUND'),
    document: nativeDocument,
    creditMemo: z.strictObject({ creditMemoId: opaqueId(40), number: text(40) }),
    amount: NonNegativeMoney,
  }),
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
  CANCEL_RETURN: 1,
  RELEASE_HOLD: 2,
  CHANGE_ADDRESS: 2,
  CREATE_ORDER: 3,
  RELEASE: 3,
  CREATE_RETURN: 3,
  EXPECT_RETURN: 3,
  CONFIRM_SHIPMENT: 4,
  CONFIRM_RECEIPT: 4,
  CREDIT_RETURN: 4,
  BOOK_REFUND: 4,
};
