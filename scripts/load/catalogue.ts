/** Customers and products the simulated ERP knows. */
import type { Catalogue } from './order-maker.ts';

const NAMES = [
  ...['Trail Jacket', 'Rain Shell', 'Wool Sweater', 'Hiking Trousers', 'Sun Hat', 'Merino Socks', 'Leather Boots', 'Running Shoes'],
  ...['Daypack 20 l', 'Trekking Pack 55 l', 'Sleeping Bag', 'Two-Person Tent', 'Camping Stove', 'Steel Bottle', 'Headlamp', 'Travel Towel'],
  ...['Climbing Rope 60 m', 'Trekking Poles', 'First Aid Kit', 'Map of the Alps'],
] as const;
const SCARCE = { sku: 'SKU-SCARCE', description: 'Limited Print' };

export const CATALOGUE: Catalogue = {
  customers: [
    { key: 'C-1001', name: 'Ada Berg' },
    { key: 'C-1002', name: 'Noor Lind' },
    { key: 'C-1003', name: 'Tomas Vale' },
  ],
  products: NAMES.map((description, index) => ({
    ...{ sku: `SKU-${String(index + 1).padStart(3, '0')}`, description, priceMinor: 990 + 100 * index },
  })),
};

/** What a product is called, the scarce one of the simulated ERP included. */
export function describeProduct(sku: string): string {
  const product = [...CATALOGUE.products, SCARCE].find((each) => each.sku === sku);
  if (!product) throw new Error(`the catalogue has no ${sku}`);
  return product.description;
}
