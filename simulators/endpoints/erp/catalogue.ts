/** Master data of one company: who may buy, what is sold, how much there is. */

export type Customer = {
  readonly id: string;
  readonly blocked: boolean;
  /** In the currency of the order, whole units; absent for no limit. */
  readonly creditLimit?: number | undefined;
  /** What happens to an order above the limit. */
  readonly overLimit: 'REJECT' | 'HOLD';
};

export type Item = {
  readonly sku: string;
  /** On hand and not reserved. */
  stock: number;
  /** False refuses orders beyond the stock. */
  readonly backorder: boolean;
  /** The lowest price a caller may ask; absent for any. */
  readonly minimumPrice?: number | undefined;
};

export type Catalogue = {
  readonly customers: Map<string, Customer>;
  readonly items: Map<string, Item>;
};

const CUSTOMERS = 1000;
const ITEMS = 100;
const PLENTY = 1_000_000_000;

/**
 * Customers C-1000 to C-1999, items SKU-001 to SKU-100 with stock without end, and a few of each with a story:
 * SKU-SCARCE has 3 in stock, SKU-LAST has 2 and no more to come, C-BLOCKED may not buy, C-POOR is refused above 100,
 * C-CREDIT is held above 100.
 */
export function defaultCatalogue(): Catalogue {
  const customers = new Map<string, Customer>();
  const items = new Map<string, Item>();
  for (let number = CUSTOMERS; number < 2 * CUSTOMERS; number += 1) {
    customers.set(`C-${number}`, { id: `C-${number}`, blocked: false, overLimit: 'REJECT' });
  }
  customers.set('C-BLOCKED', { id: 'C-BLOCKED', blocked: true, overLimit: 'REJECT' });
  customers.set('C-POOR', { id: 'C-POOR', blocked: false, creditLimit: 100, overLimit: 'REJECT' });
  customers.set('C-CREDIT', { id: 'C-CREDIT', blocked: false, creditLimit: 100, overLimit: 'HOLD' });
  for (let number = 1; number <= ITEMS; number += 1) {
    const sku = `SKU-${String(number).padStart(3, '0')}`;
    items.set(sku, { sku, stock: PLENTY, backorder: true });
  }
  items.set('SKU-SCARCE', { sku: 'SKU-SCARCE', stock: 3, backorder: true });
  items.set('SKU-LAST', { sku: 'SKU-LAST', stock: 2, backorder: false, minimumPrice: 5 });
  return { customers, items };
}
