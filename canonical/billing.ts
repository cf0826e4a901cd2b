/** Invoices and credit memos, as the ERP posts them. The broker mirrors them and never makes one up. */
import { z } from 'zod';
import { Instant, LineKey } from './ids.ts';
import { Money } from './money.ts';
import { PositiveQuantity } from './quantity.ts';
import { filledText, opaqueId } from './text.ts';

const postedLine = z.strictObject({ lineKey: LineKey, quantity: PositiveQuantity, amount: Money, tax: Money.optional() });

export const Invoice = z
  .strictObject({
    invoiceId: opaqueId(40),
    number: filledText(40),
    total: Money,
    issuedAt: Instant,
    status: z.enum(['POSTED', 'PAID', 'CANCELLED']),
    cancelledBy: opaqueId(40).optional().describe('The document that cancelled it.'),
    lines: z.array(postedLine),
  })
  .meta({ id: 'Invoice', description: 'A posted invoice.' });

export const CreditMemo = z
  .strictObject({
    creditMemoId: opaqueId(40),
    number: filledText(40),
    invoiceId: opaqueId(40).optional().describe('The invoice it corrects.'),
    total: Money,
    issuedAt: Instant,
    status: z.enum(['DRAFT', 'APPROVED', 'POSTED', 'APPLIED', 'REFUND_REQUESTED', 'REFUND_PENDING', 'REFUNDED', 'REFUND_FAILED', 'VOIDED']),
    lines: z.array(postedLine),
  })
  .meta({ id: 'CreditMemo', description: 'A posted credit for goods or goodwill.' });

export type Invoice = z.infer<typeof Invoice>;
export type CreditMemo = z.infer<typeof CreditMemo>;
