/**
 * A payment and what was asked of its provider. Every operation has a key of its own, which is the provider's
 * idempotency key too (at most 64 characters, Adyen's limit), and may be reversed after it succeeded.
 */
import { z } from 'zod';
import { Instant, OrderKey } from './ids.ts';
import { NonNegativeMoney } from './money.ts';
import { repetitions } from './repetition.ts';
import { filledText, opaqueId } from './text.ts';

export const PaymentOperationState = z.enum(['REQUESTED', 'PENDING', 'SUCCEEDED', 'FAILED', 'REVERSED']);

export const PaymentOperation = z
  .strictObject({
    operationKey: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be 1 to 64 letters, digits and hyphens'),
    kind: z.enum(['AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND']),
    amount: NonNegativeMoney,
    state: PaymentOperationState,
    reference: opaqueId(120).optional().describe("The provider's reference of this operation."),
    failureCode: filledText(60).optional(),
    requestedAt: Instant,
    settledAt: Instant.optional().describe('When it succeeded, failed or was reversed.'),
  })
  .meta({ id: 'PaymentOperation', description: 'One request to a payment provider and what became of it.' });

const paymentFields = z.strictObject({
  orderKey: OrderKey,
  provider: filledText(40),
  reference: opaqueId(120).describe("The provider's reference of the payment."),
  authorized: NonNegativeMoney,
  captured: NonNegativeMoney,
  voided: NonNegativeMoney,
  refunded: NonNegativeMoney,
  failed: NonNegativeMoney.describe('Asked for and refused.'),
  operations: z.array(PaymentOperation).default([]),
});

type PaymentFields = z.infer<typeof paymentFields>;
type Fault = { readonly path: (string | number)[]; readonly message: string };

function faults(payment: PaymentFields): readonly Fault[] {
  const { currency } = payment.authorized;
  const totals = (['captured', 'voided', 'refunded', 'failed'] as const).map((name) => ({
    path: [name, 'currency'],
    money: payment[name],
  }));
  const parts = payment.operations.map(({ amount }, index) => ({ path: ['operations', index, 'amount', 'currency'], money: amount }));
  const foreign = [...totals, ...parts].filter(({ money }) => money.currency !== currency);
  return [
    ...foreign.map(({ path, money }) => ({ path, message: `${money.currency} is not the payment's currency ${currency}` })),
    ...repetitions(payment.operations.map(({ operationKey }) => operationKey)).map((index) => ({
      path: ['operations', index, 'operationKey'],
      message: 'the operation key occurs more than once',
    })),
  ];
}

/** One payment of an order, as its provider tells it. All of one currency. */
export const Payment = paymentFields
  .superRefine((payment, context) => {
    for (const { path, message } of faults(payment)) context.addIssue({ code: 'custom', path, message });
  })
  .meta({ id: 'Payment', description: 'A payment of an order, with its operations.' });

export type PaymentOperationState = z.infer<typeof PaymentOperationState>;
export type PaymentOperation = z.infer<typeof PaymentOperation>;
export type Payment = z.infer<typeof Payment>;
