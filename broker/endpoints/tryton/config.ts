/** Configuration of a Tryton endpoint: one company of one database. */
import { z } from 'zod';
import { httpEndpointFields } from '../kit/http-endpoint.ts';

export const TRYTON = 'tryton';

export const TrytonConfig = z.strictObject({
  ...httpEndpointFields,
  kind: z.literal(TRYTON),
  database: z.string().regex(/^\w[\w-]{0,62}$/),
  user: z.string().min(1),
  password: z.string().min(1).describe('Secret.'),
  company: z.string().min(1).describe("Name of the company's party."),
  concurrency: z
    .int()
    .min(1)
    .default(2)
    .describe('Calls in flight at once, over all processes. One Tryton process does no more at a time.'),
  timeoutMs: z.int().min(1).default(30_000).describe('A command without an answer after this long is given up.'),
  pollOverlapMs: z.int().min(0).default(30_000).describe('How far each poll reaches back: longer than transactions usually last.'),
  reconcileIntervalMs: z.int().min(1).default(900_000).describe('Pause between two searches that reach back further.'),
  reconcileOverlapMs: z.int().min(0).default(3_600_000).describe('How far those reach back: longer than any transaction.'),
  shortStock: z
    .enum(['backorder', 'refuse'])
    .default('backorder')
    .describe("What becomes of an order beyond the forecast stock: consent to Tryton's warning, or a refusal."),
  prices: z
    .enum(['shop', 'erp'])
    .default('shop')
    .describe("Whose prices count: the order's as they are, or Tryton's, so that a price or a tax that differs is refused."),
  credits: z
    .enum(['broker', 'people'])
    .default('broker')
    .describe('Who posts the credit note of goods that came back: the broker, as soon as it is due, or people.'),
  refundMethod: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the payment method by which the broker books the refund of a posted credit note. Absent: people do.'),
  charges: z
    .record(z.string(), z.string())
    .default({})
    .describe('Product code to invoice each charge or discount of an order with, by its code; `*` for all others.'),
});

export type TrytonConfig = z.infer<typeof TrytonConfig>;
