/** Whom the companies sell to and what: customers, products, opening stock, reasons of complaints, number series. */
import { toDateValue, toDecimalValue } from '../../../broker/endpoints/tryton/values.ts';
import type { TrytonUser } from '../client.ts';
import type { SeededCompany } from './company.ts';
import { ensure, findOne, fromModule, theOne } from './records.ts';

const PRODUCTS = 20;
const PLENTY = 1_000_000;

type Goods = { readonly code: string; readonly name: string; readonly price: string; readonly stock: number };
type Customer = { readonly code: string; readonly name: string; readonly limit?: string };

/** The catalogue that scripts/load orders from, and a few with a story: SKU-SCARCE has 3 in stock, SKU-NONE has none. */
const GOODS: readonly Goods[] = [
  ...Array.from({ length: PRODUCTS }, (_, index) => ({
    ...{ code: `SKU-${String(index + 1).padStart(3, '0')}`, name: `Product ${index + 1}` },
    ...{ price: (9.9 + index).toFixed(2), stock: PLENTY },
  })),
  { code: 'SKU-SCARCE', name: 'Gizmo, scarce', price: '199.00', stock: 3 },
  { code: 'SKU-NONE', name: 'Doohickey, out of stock', price: '7.25', stock: 0 },
];

/** C-POOR is refused above 100. C-1003 has a limit nobody reaches: to watch it, Tryton locks tables at every confirmation. */
const CUSTOMERS: readonly Customer[] = [
  { code: 'C-1001', name: 'Ada Berg' },
  { code: 'C-1002', name: 'Noor Lind' },
  { code: 'C-1003', name: 'Tomas Vale', limit: '9000000.00' },
  { code: 'C-1004', name: 'Mira Sol' },
  { code: 'C-POOR', name: 'Low Limit Ltd', limit: '100.00' },
  { code: 'C-GONE', name: 'Closed Ltd' },
];

export async function seedCustomers(admin: TrytonUser, country: number): Promise<void> {
  const term = await ensure(admin, 'account.invoice.payment_term', [['name', '=', '30 days net']], {
    ...{ name: '30 days net', lines: [['create', [{ type: 'remainder', relativedeltas: [['create', [{ days: 30 }]]] }]]] },
  });
  for (const { code, name, limit } of CUSTOMERS) {
    const address = { street: 'Hauptstr. 5', postal_code: '10115', city: 'Berlin', country, invoice: true, delivery: true };
    await ensure(
      admin,
      'party.party',
      [
        ['code', '=', code],
        ['active', 'in', [true, false]],
      ],
      {
        ...{ name, code, customer_payment_term: term, addresses: [['create', [address]]], active: code !== 'C-GONE' },
        ...(limit !== undefined && { credit_limit_amount: toDecimalValue(limit) }),
      },
    );
  }
}

/** The accounts of a category are each company's own. */
export async function seedCategory(admin: TrytonUser, { tax, revenue, expense }: SeededCompany): Promise<number> {
  const accounts = { account_revenue: revenue, account_expense: expense };
  const category = await ensure(
    admin,
    'product.category',
    [
      ['name', '=', 'Taxed'],
      ['accounting', '=', true],
    ],
    { name: 'Taxed', accounting: true, ...accounts },
  );
  await admin.write('product.category', [category], { ...accounts, customer_taxes: [['add', [tax]]] });
  return category;
}

async function seedProduct(
  admin: TrytonUser,
  category: number,
  { code, name, price, type }: Omit<Goods, 'stock'> & { readonly type: string },
): Promise<void> {
  const unit = await fromModule(admin, 'product', 'uom_unit');
  await ensure(admin, 'product.template', [['code', '=', code]], {
    ...{ name, code, type, default_uom: unit, sale_uom: unit, salable: true, list_price: toDecimalValue(price) },
    ...{ cost_price_method: 'fixed', account_category: category, products: [['create', [{ cost_price: toDecimalValue('1.00') }]]] },
  });
}

async function seedStock(admin: TrytonUser, company: number): Promise<void> {
  if ((await findOne(admin, 'stock.inventory', [])) !== undefined) return;
  const warehouse = await theOne(admin, 'stock.location', [['type', '=', 'warehouse']]);
  const [place] = await admin.read('stock.location', [['id', '=', warehouse]], ['storage_location']);
  const products = await admin.read('product.product', [['code', 'in', GOODS.map(({ code }) => code)]], ['code']);
  const lines = products.flatMap(({ id, code }) => {
    const quantity = GOODS.find((goods) => goods.code === code)?.stock ?? 0;
    return quantity > 0 ? [{ product: id, quantity }] : [];
  });
  const date = toDateValue(new Date().toISOString().slice(0, 10));
  const inventory = await admin.create('stock.inventory', {
    company,
    location: place?.['storage_location'],
    date,
    lines: [['create', lines]],
  });
  await admin.press('stock.inventory', 'confirm', inventory);
}

/** Everything there is to sell, and how much of it. */
export async function seedProducts(admin: TrytonUser, company: SeededCompany): Promise<void> {
  const category = await seedCategory(admin, company);
  for (const goods of GOODS) await seedProduct(admin, category, { ...goods, type: 'goods' });
  await seedProduct(admin, category, { code: 'FREIGHT', name: 'Freight charge', price: '6.90', type: 'service' });
  await seedStock(admin, company.id);
}

const NUMBERS = [
  ['stock', 'sequence_shipment_out', 'SHP'],
  ['stock', 'sequence_shipment_out_return', 'RCV'],
  ['sale_complaint', 'sequence_complaint', 'RMA'],
] as const;

/** Reasons of complaints, and prefixes that tell a document's kind from its number. */
export async function seedReturns(admin: TrytonUser): Promise<void> {
  for (const [module, name, prefix] of NUMBERS)
    await admin.write('ir.sequence', [await fromModule(admin, module, name)], { prefix, padding: 5 });
  const origin = await theOne(admin, 'ir.model', [['model', '=', 'sale.sale']]);
  await ensure(admin, 'sale.complaint.type', [['name', '=', 'Return of order']], { name: 'Return of order', origin });
}
