/** An order as callers see it: where it stands, and for what is not done, where, why and when next. */
import { z } from 'zod';

export const OrderView = z
  .object({
    orderKey: z.string(),
    status: z
      .string()
      .describe('The word Salesforce shows. Received: taken, and not worked on yet. Unreadable: a fault of the broker, see `exceptions`.'),
    lifecycle: z.string().optional(),
    revision: z.int(),
    traceId: z.string().describe('The trace of all that was done for it, where OpenTelemetry is set up.'),
    erp: z.object({ endpoint: z.string(), nativeId: z.string(), nativeNumber: z.string().optional(), status: z.string() }).optional(),
    lines: z.array(z.object({ lineKey: z.int(), status: z.string(), quantities: z.record(z.string(), z.number()) })),
    shipments: z.array(z.object({ shipmentId: z.string(), status: z.string(), trackingNumber: z.string().optional() })),
    invoices: z.array(z.object({ number: z.string(), status: z.string() })),
    returns: z
      .array(
        z.object({
          returnKey: z.string(),
          rma: z.string().optional(),
          status: z.string(),
          lines: z.array(z.object({ lineKey: z.int(), quantities: z.record(z.string(), z.number()) })),
        }),
      )
      .describe('Goods that come back.'),
    requests: z
      .array(
        z.object({
          requestKey: z.string(),
          type: z.string(),
          status: z.string(),
          code: z.string().optional(),
          message: z.string().optional(),
        }),
      )
      .describe('What was asked for about the order, and what became of it; oldest first.'),
    pending: z
      .array(
        z.object({
          commandId: z.string(),
          endpoint: z.string(),
          intent: z.string(),
          state: z.string(),
          reason: z.string().optional(),
          nextTryAt: z.string().optional(),
        }),
      )
      .describe('What is asked of an endpoint and not answered for good.'),
    exceptions: z
      .array(
        z.object({
          exceptionId: z.string(),
          category: z.string(),
          code: z.string(),
          message: z.string(),
          owner: z.string(),
          nextTryAt: z.string().optional(),
          actions: z.array(z.string()),
        }),
      )
      .describe('What cannot go on by itself, and whose turn it is.'),
    salesforce: z.object({ current: z.boolean(), recordsBehind: z.int(), behindSince: z.string().optional() }),
  })
  .meta({ id: 'OrderView', description: 'Where an order stands.' });

export type OrderView = z.infer<typeof OrderView>;
