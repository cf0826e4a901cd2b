/** Answers of the generic ERP's API, as docs/generic-erp-api.md has them. Fields we do not use are passed over. */
import { z } from 'zod';
import { minorDigits } from '../../../canonical/money.ts';
import { PositiveQuantity, Quantity } from '../../../canonical/quantity.ts';
import { opaqueId, verbatim } from '../../../canonical/text.ts';

const instant = z.iso.datetime({ offset: true });
const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,3})?$/);
const postedLine = z.object({ lineId: z.string(), externalLine: z.int().optional(), quantity: Quantity });
const posting = z.object({ number: verbatim(80), at: instant, reference: z.string().optional(), lines: z.array(postedLine) });

const invoice = z.object({
  number: opaqueId(40),
  at: instant,
  total: decimal,
  cancelledBy: z.string().optional(),
  lines: z.array(postedLine.extend({ amount: decimal })),
});

const line = z.object({
  lineId: verbatim(80),
  externalLine: z.int().min(1).max(999_999).optional(),
  sku: z.string(),
  unitPrice: decimal,
  quantity: Quantity,
  cancelled: Quantity,
  allocated: Quantity,
  backordered: Quantity,
  shipped: Quantity,
  invoiced: Quantity,
  promisedDate: z.iso.date().optional(),
});

type Amounts = {
  currency: string;
  invoices: readonly { total: string; lines: readonly { amount: string }[] }[];
  lines: readonly { unitPrice: string }[];
};

/** Whether every amount can be written in the currency's minor unit. */
function amountsFit({ currency, invoices, lines }: Amounts): boolean {
  const amounts = [
    ...invoices.flatMap(({ total, lines: parts }) => [total, ...parts.map(({ amount }) => amount)]),
    ...lines.map(({ unitPrice }) => unitPrice),
  ];
  const digits = minorDigits(currency);
  return amounts.every((amount) => (amount.split('.')[1] ?? '').replace(/0+$/, '').length <= digits);
}

export const SalesOrderDocument = z
  .object({
    id: opaqueId(80),
    number: verbatim(80),
    version: z.int().min(0),
    reference: z.string(),
    customer: z.string(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    status: z.string(),
    addressReference: z.string().optional(),
    createdAt: instant,
    modifiedAt: instant,
    holds: z.array(z.object({ code: z.string(), setBy: z.string(), reference: z.string().optional() })),
    lines: z.array(line),
    goodsIssues: z.array(posting.extend({ reversedBy: z.string().optional() })),
    goodsIssueReversals: z.array(posting),
    invoices: z.array(invoice),
    invoiceCancellations: z.array(posting),
    cancellations: z.array(posting),
    deallocations: z.array(posting),
  })
  .refine(amountsFit, 'an amount has more digits than its currency');

const returned = z.object({ externalLine: z.int().min(1).max(999_999), quantity: PositiveQuantity });

export const ReturnDocument = z
  .object({
    id: opaqueId(80),
    number: verbatim(80),
    version: z.int().min(0),
    reference: z.string(),
    orderReference: z.string(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    status: z.string(),
    createdAt: instant,
    modifiedAt: instant,
    returnBy: z.iso.date().optional(),
    labelUrl: z.url().max(255).optional(),
    cancelledBy: z.string().optional(),
    lines: z.array(returned.extend({ quantity: Quantity })),
    receipts: z.array(
      z.object({
        number: opaqueId(40),
        at: instant,
        reference: z.string().optional(),
        lines: z.array(returned),
        findings: z.array(returned.extend({ condition: z.string().optional(), disposition: z.string(), accepted: z.boolean() })),
      }),
    ),
    creditMemos: z.array(
      z.object({
        number: opaqueId(40),
        at: instant,
        reference: z.string().optional(),
        total: decimal,
        status: z.string(),
        refund: z.string().optional(),
        lines: z.array(returned.extend({ amount: decimal })),
      }),
    ),
  })
  .refine(
    ({ currency, creditMemos }) => amountsFit({ currency, invoices: creditMemos, lines: [] }),
    'an amount has more digits than its currency',
  );

/** What can be said of a document that is not as the contract has it. */
export const DocumentKeys = z.object({ id: opaqueId(80), version: z.int().min(0), reference: z.string() });

export const ReturnKeys = DocumentKeys.extend({ orderReference: z.string() });

export const CreatedAnswer = z.object({ id: opaqueId(80), number: verbatim(80) });
export const GoodsIssueAnswer = CreatedAnswer.extend({ goodsIssue: posting });
export const ItemsAnswer = z.object({ items: z.array(z.unknown()) });

export const ErrorAnswer = z.object({
  code: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string() })).default([]),
});

export const CheckAnswer = ErrorAnswer.pick({ errors: true });

export type SalesOrderDocument = z.infer<typeof SalesOrderDocument>;
export type ReturnDocument = z.infer<typeof ReturnDocument>;
export type Posting = z.infer<typeof posting>;
