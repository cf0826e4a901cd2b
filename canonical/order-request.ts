/** What a person or a channel may ask for about an order that is under way. A submission is another contract. */
import { z } from 'zod';
import { LineQuantity } from './fulfilment.ts';
import { LineKey, ReturnKey } from './ids.ts';
import { Address } from './party.ts';
import { PositiveQuantity } from './quantity.ts';
import { repetitions } from './repetition.ts';
import { ItemCondition, ReturnReason, ReturnResolution } from './returns.ts';
import { personal } from './data-class.ts';
import { filledText, opaqueId, text } from './text.ts';

const MOST_LINES = 500;
const reason = filledText(120).describe('Free of personal data: it travels with the work to other systems.');
const exceptionId = opaqueId(60);

const returnLine = z.strictObject({
  lineKey: LineKey,
  quantity: PositiveQuantity,
  reason: ReturnReason,
  condition: ItemCondition.optional(),
});

function isEachLineOnce(lines: readonly { readonly lineKey: number }[]): boolean {
  return repetitions(lines.map(({ lineKey }) => lineKey)).length === 0;
}

const ONCE = 'must name each line once';

/** The request, by type. */
export const OrderRequest = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('CANCEL'),
      lines: z
        .array(LineQuantity)
        .min(1)
        .max(MOST_LINES)
        .refine(isEachLineOnce, ONCE)
        .optional()
        .describe('Absent: everything that has not left yet.'),
      reason,
    }),
    z.strictObject({ type: z.literal('HOLD'), reason }),
    z.strictObject({ type: z.literal('RELEASE_HOLD'), reason: reason.optional() }),
    z.strictObject({
      type: z.literal('CHANGE_ADDRESS'),
      shipTo: Address,
      pickupLocation: filledText(40).optional().describe('The store where the customer fetches it instead.'),
      reason: reason.optional(),
    }),
    z.strictObject({
      type: z.literal('RETURN'),
      returnKey: ReturnKey.optional().describe('Absent: the broker makes one.'),
      resolution: ReturnResolution.default('REFUND'),
      note: personal(text(255)).optional().describe("The customer's words."),
      lines: z.array(returnLine).min(1).max(MOST_LINES).refine(isEachLineOnce, ONCE),
      reason: reason.optional(),
    }),
    z.strictObject({ type: z.literal('CANCEL_RETURN'), returnKey: ReturnKey, reason }),
    z.strictObject({ type: z.literal('RETRY'), exceptionId, reason }).describe('Sends what an exception stopped back to work.'),
    z.strictObject({ type: z.literal('ACKNOWLEDGE'), exceptionId, reason }).describe('Closes an exception no system will resolve.'),
    z.strictObject({ type: z.literal('REPLAY'), reason }).describe('Writes every record of the order to Salesforce again.'),
  ])
  .meta({ id: 'OrderRequest', description: 'What a person or a channel asks for about an order that is under way.' });

export type OrderRequest = z.infer<typeof OrderRequest>;
export type OrderRequestType = OrderRequest['type'];
