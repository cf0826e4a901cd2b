/** What a caller may send to make a sales order. */
import { z } from 'zod';

const decimal = z.string().regex(/^\d{1,16}(\.\d{1,3})?$/, 'must be a decimal number');
const text = (max: number): z.ZodString => z.string().max(max);

export const Address = z.strictObject({
  name: text(120),
  street: text(120),
  street2: text(120).optional(),
  postcode: text(20).optional(),
  city: text(80),
  state: text(80).optional(),
  country: z.string().length(2),
  phone: text(40).optional(),
});

const Line = z.strictObject({
  externalLine: z.int().min(1).max(999_999),
  parentLine: z.int().optional(),
  sku: text(60),
  text: text(255).optional(),
  quantity: z.number().min(0),
  unit: text(10).default('EA'),
  unitPrice: decimal,
  tax: decimal.optional(),
  requestedDate: z.iso.date().optional(),
  warehouse: text(40).optional(),
});

const Amount = z.strictObject({ code: text(40), amount: decimal, tax: decimal.optional() });

export const SalesOrderRequest = z.strictObject({
  reference: text(35).min(1),
  customer: text(60),
  payer: text(60).optional(),
  currency: z.string().length(3),
  pricesIncludeTax: z.boolean().default(false),
  paymentTerms: text(40).optional(),
  requestedDate: z.iso.date().optional(),
  shipComplete: z.boolean().default(false),
  shipTo: Address,
  billTo: Address.optional(),
  pickupLocation: text(40).optional(),
  lines: z.array(Line).min(1).max(1000),
  surcharges: z.array(Amount).default([]),
  allowances: z.array(Amount).default([]),
  payments: z.array(z.strictObject({ provider: text(40), reference: text(120), amount: decimal })).default([]),
});

export type SalesOrderRequest = z.infer<typeof SalesOrderRequest>;
