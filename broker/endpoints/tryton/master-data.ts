/** Customers, products and addresses as Tryton has them. Source: modules party and product 6.0. */
import { z } from 'zod';
import type { Address } from '../../../canonical/party.ts';
import { refused } from './explanations.ts';
import type { Records } from './records.ts';
import { fail } from './records.ts';
import { Decimal, toDateValue } from './values.ts';
import type { Wire } from './values.ts';

const id = z.int();
const Id = z.object({ id });
const link = id.nullish().transform((value) => value ?? null);
const flag = z.union([z.boolean(), z.int()]).nullable().transform(Boolean);

const Party = z.object({ id, active: flag, credit_limit_amount: Decimal.nullable(), credit_amount: Decimal.nullable() });
const PartyDefaults = z.object({ invoice_address: link, payment_term: link });

export type Customer = {
  readonly id: number;
  readonly active: boolean;
  /** What may still be ordered before tax; absent for no limit. */
  readonly headroom?: number;
  readonly invoiceAddress: number | null;
  readonly paymentTerm: number | null;
};

/** An inactive customer is found as well: Tryton would take an order of theirs. */
export async function findCustomer(records: Records, code: string): Promise<Customer | undefined> {
  const domain = [
    ['code', '=', code],
    ['active', 'in', [true, false]],
  ];
  const fields = ['active', 'credit_limit_amount', 'credit_amount'];
  const [party] = await records.search('party.party', { domain, fields, row: Party, limit: 1 });
  if (!party) return undefined;
  const defaults = await records.ask('model.sale.sale.on_change_party', [{ id: -1, party: party.id }], PartyDefaults);
  const limit = party.credit_limit_amount;
  return {
    ...{ id: party.id, active: party.active, invoiceAddress: defaults.invoice_address, paymentTerm: defaults.payment_term },
    ...(limit !== null && { headroom: Number(limit) - Number(party.credit_amount ?? 0) }),
  };
}

const ProductRow = z.object({
  ...{ id, code: z.string().nullable(), active: flag, salable: flag, type: z.string(), forecast_quantity: z.number().nullable() },
  'sale_uom.': z.object({ id, symbol: z.string(), digits: z.int() }).nullable(),
});
const ProductDefaults = z.object({ unit_price: Decimal.nullish(), taxes: z.object({ add: z.array(z.tuple([z.int(), Id])) }).optional() });

export type Product = {
  readonly id: number;
  readonly active: boolean;
  readonly salable: boolean;
  /** On hand less everything planned out, up to today; absent for what is not kept in stock. */
  readonly forecast?: number;
  readonly unit: number;
  readonly unitSymbol: string;
  readonly unitDigits: number;
  /** Taxes of the product, as the customer's rule changes them. */
  readonly taxes: readonly number[];
  /** What Tryton would ask of this customer, before tax; absent where it has no price. */
  readonly price?: string;
};

/** Who asks for products, in which currency; absent for what Tryton does not know. `today`: YYYY-MM-DD. */
export type Buyer = { readonly party?: number; readonly currency?: number; readonly today: string };

/** Without a warehouse, stock reads as nil; without a date, it counts arrivals nobody knows the day of. */
async function stockContext(records: Records, today: string): Promise<Wire> {
  const warehouses = await records.search('stock.location', { domain: [['type', '=', 'warehouse']], fields: ['id'], row: Id });
  return { locations: warehouses.map(({ id: warehouse }) => warehouse), stock_date_end: toDateValue(today), stock_assign: true };
}

function unitOf({ 'sale_uom.': unit }: z.infer<typeof ProductRow>): Pick<Product, 'unit' | 'unitSymbol' | 'unitDigits'> {
  return { unit: unit?.id ?? 0, unitSymbol: unit?.symbol ?? '', unitDigits: unit?.digits ?? 0 };
}

function toProduct(row: z.infer<typeof ProductRow>, { taxes, unit_price: price }: z.infer<typeof ProductDefaults>): Product {
  const { id: product, active, salable, type, 'sale_uom.': unit, forecast_quantity: forecast } = row;
  return {
    ...{ id: product, active, salable: salable && unit !== null, ...unitOf(row) },
    taxes: (taxes?.add ?? []).map(([, tax]) => tax.id),
    ...(type === 'goods' && { forecast: forecast ?? 0 }),
    ...(typeof price === 'string' && { price }),
  };
}

/** Products by code. */
export async function findProducts(records: Records, skus: readonly string[], buyer: Buyer): Promise<ReadonlyMap<string, Product>> {
  const { company } = await records.me();
  const domain = [
    ['code', 'in', skus],
    ['active', 'in', [true, false]],
  ];
  const fields = ['code', 'active', 'salable', 'type', 'forecast_quantity', 'sale_uom.symbol', 'sale_uom.digits'];
  const context = await stockContext(records, buyer.today);
  // Without the sale's company, the customer's tax rule reads as none.
  const sale = {
    '_parent_sale.company': company,
    '_parent_sale.party': buyer.party ?? null,
    '_parent_sale.currency': buyer.currency ?? null,
  };
  const products = new Map<string, Product>();
  for (const row of await records.search('product.product', { domain, fields, row: ProductRow, context })) {
    if (row.code === null || products.has(row.code)) continue;
    const asked = { id: -1, product: row.id, quantity: 1, company, ...sale };
    products.set(row.code, toProduct(row, await records.ask('model.sale.line.on_change_product', [asked], ProductDefaults)));
  }
  return products;
}

/** Id of the one record with this code. */
export async function findByCode(records: Records, model: string, code: string): Promise<number | undefined> {
  return (await records.search(model, { domain: [['code', '=', code]], fields: ['id'], row: Id, limit: 1 }))[0]?.id;
}

/** The customer's address, made if they do not have it yet. Two orders at once may make it twice, which does no harm. */
export async function ensureAddress(records: Records, party: number, address: Address): Promise<number> {
  const { name, line1, line2, postalCode, city } = address;
  const country = await findByCode(records, 'country.country', address.country);
  if (country === undefined) {
    fail(refused('UNKNOWN_COUNTRY'));
  }
  const street = line2 === undefined ? line1 : `${line1}\n${line2}`;
  const values = { party, party_name: name, street, postal_code: postalCode ?? null, city, country };
  const domain = Object.entries(values).map(([field, value]) => [field, '=', value]);
  const [known] = await records.search('party.address', { domain, fields: ['id'], row: Id, limit: 1 });
  return known?.id ?? records.create('party.address', { ...values, delivery: true });
}
