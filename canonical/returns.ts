/**
 * Returns (RMA). A line holds cumulative quantities like an order line does; what was asked for and what was done are
 * kept apart, because a warehouse may decide otherwise. A replacement is another order, named here.
 */
import { z } from 'zod';
import { personal } from './data-class.ts';
import { EndpointId, Instant, LineKey, OrderKey, ReturnKey, Sku } from './ids.ts';
import { NonNegativeMoney } from './money.ts';
import { PositiveQuantity, Quantity } from './quantity.ts';
import { repetitions } from './repetition.ts';
import { opaqueId, text } from './text.ts';

export const ReturnReason = z.enum(['DAMAGED', 'WRONG_ITEM', 'NOT_AS_DESCRIBED', 'NO_LONGER_WANTED', 'ARRIVED_LATE', 'OTHER']);

export const ItemCondition = z.enum(['UNOPENED', 'OPENED', 'DAMAGED', 'DEFECTIVE', 'MISSING_PARTS']);

/** What the customer is to get for what comes back. An exchange is another order. */
export const ReturnResolution = z.enum(['REFUND', 'STORE_CREDIT', 'EXCHANGE']);

/** What becomes of goods that came back. */
export const DispositionCode = z.enum(['RESTOCK', 'QUARANTINE', 'REFURBISH', 'RETURN_TO_VENDOR', 'SCRAP', 'KEEP_WITH_CUSTOMER']);

/** Cumulative quantities of a return line. They fall only by an explicit reversal. */
export const ReturnBuckets = z
  .strictObject({
    requested: Quantity,
    authorized: Quantity,
    shippedBack: Quantity,
    received: Quantity,
    inspected: Quantity,
    restocked: Quantity,
    quarantined: Quantity.describe('Set aside: to refurbish, or for the vendor.'),
    scrapped: Quantity.describe('Destroyed, or left with the customer.'),
    replaced: Quantity,
    credited: Quantity,
    rejected: Quantity.describe('Received or asked for, and not taken back.'),
  })
  .meta({ id: 'ReturnBuckets', description: 'Cumulative quantities of a return line.' });

export const ReturnLine = z
  .strictObject({
    lineKey: LineKey.describe('The line of the order.'),
    reason: ReturnReason,
    condition: ItemCondition.optional().describe('As the customer tells it.'),
    disposition: DispositionCode.optional().describe('What the seller asks for. Absent: the warehouse decides.'),
    buckets: ReturnBuckets,
    expectedRefund: NonNegativeMoney.optional(),
  })
  .meta({ id: 'ReturnLine', description: 'What comes back of one order line.' });

/** What was done with a part of what arrived, against what was asked for. */
export const Disposition = z
  .strictObject({
    lineKey: LineKey,
    quantity: PositiveQuantity,
    condition: ItemCondition.optional().describe('As the warehouse found it.'),
    requested: DispositionCode.optional(),
    taken: DispositionCode,
    accepted: z.boolean().optional().describe('False: refused at inspection, and not to be credited. Absent: taken back.'),
    location: text(40).optional(),
  })
  .meta({ id: 'Disposition', description: 'What a warehouse did with returned goods.' });

export const ReturnReceipt = z
  .strictObject({
    receiptId: opaqueId(40),
    returnKey: ReturnKey,
    endpoint: EndpointId,
    location: text(40).optional(),
    trackingNumber: text(60).optional(),
    receivedAt: Instant,
    lines: z.array(z.strictObject({ lineKey: LineKey, quantity: PositiveQuantity })).min(1),
    dispositions: z.array(Disposition).default([]),
  })
  .meta({ id: 'ReturnReceipt', description: 'One arrival of returned goods. A return may have several.' });

/** What is asked of an ERP that is to authorise a return. The key of the return is the reference it carries there. */
export const ReturnRequest = z
  .strictObject({
    returnKey: ReturnKey,
    orderKey: OrderKey,
    requestedAt: Instant,
    resolution: ReturnResolution,
    note: personal(text(255)).optional().describe("The customer's words."),
    lines: z
      .array(
        z.strictObject({
          lineKey: LineKey.describe('The line of the order.'),
          sku: Sku,
          quantity: PositiveQuantity,
          reason: ReturnReason,
          condition: ItemCondition.optional().describe('As the customer tells it.'),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'ReturnRequest', description: 'What a customer wants to send back of one order, and for what.' });

/** What a warehouse is told to expect: an authorised return, under the number that stands on the label. */
export const ExpectedReturn = z
  .strictObject({
    returnKey: ReturnKey,
    orderKey: OrderKey,
    rma: text(80).describe("The ERP's number of the return."),
    lines: z
      .array(z.strictObject({ lineKey: LineKey, sku: Sku, quantity: PositiveQuantity }))
      .min(1)
      .max(500),
  })
  .meta({ id: 'ExpectedReturn', description: 'Returned goods a warehouse should look out for.' });

export const ReturnStatus = z.enum([
  'REQUESTED',
  'AUTHORIZED',
  'DECLINED',
  'IN_TRANSIT',
  'PARTIALLY_RECEIVED',
  'RECEIVED',
  'INSPECTED',
  'DISPOSED',
  'CREDIT_PENDING',
  'CREDITED',
  'CANCELLED',
  'EXPIRED',
  'CLOSED',
]);

/** The states of a return as an endpoint may tell them. A word it does not know is UNKNOWN, never a guess. */
export const ReturnObservationStatus = z.enum(['REQUESTED', 'AUTHORIZED', 'DECLINED', 'CANCELLED', 'EXPIRED', 'CLOSED', 'UNKNOWN']);

const returnFields = z.strictObject({
  returnKey: ReturnKey,
  orderKey: OrderKey,
  status: ReturnStatus,
  requestedAt: Instant,
  returnBy: Instant.optional().describe('After this the authorisation expires.'),
  note: personal(text(255)).optional().describe("The customer's words."),
  creditStatus: z
    .enum(['NOT_DUE', 'PENDING', 'PARTIAL', 'COMPLETE', 'FAILED'])
    .default('NOT_DUE')
    .describe('A facet of its own: a refund may come before the goods.'),
  resolution: ReturnResolution.optional(),
  expectedRefund: NonNegativeMoney.optional(),
  replacementOrderKey: OrderKey.optional(),
  lines: z.array(ReturnLine).min(1).max(500),
  receipts: z.array(ReturnReceipt).default([]),
});

/** A return with its lines, each order line once. */
export const Return = returnFields
  .superRefine(({ lines }, context) => {
    for (const index of repetitions(lines.map(({ lineKey }) => lineKey))) {
      context.addIssue({ code: 'custom', path: ['lines', index, 'lineKey'], message: 'the line key occurs more than once' });
    }
  })
  .meta({ id: 'Return', description: 'Goods a customer sends back, from the request to the credit.' });

export type ReturnStatus = z.infer<typeof ReturnStatus>;
export type ReturnObservationStatus = z.infer<typeof ReturnObservationStatus>;
export type ReturnReason = z.infer<typeof ReturnReason>;
export type ItemCondition = z.infer<typeof ItemCondition>;
export type ReturnResolution = z.infer<typeof ReturnResolution>;
export type ReturnRequest = z.infer<typeof ReturnRequest>;
export type ExpectedReturn = z.infer<typeof ExpectedReturn>;
export type Disposition = z.infer<typeof Disposition>;
export type DispositionCode = z.infer<typeof DispositionCode>;
export type ReturnBuckets = z.infer<typeof ReturnBuckets>;
export type Return = z.infer<typeof Return>;
export type ReturnReceipt = z.infer<typeof ReturnReceipt>;
