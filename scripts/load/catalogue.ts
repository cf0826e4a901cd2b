/** Customers and products the simulated ERP knows. */
import type { Catalogue } from './order-maker.ts';

const PRODUCTS = 20;

export const CATALOGUE: Catalogue = {
  customers: [
    { key: 'C-1001', name: 'Ada Berg' },
    { key: 'C-1002', name: 'Noor Lind' },
    { key: 'C-1003', name: 'Tomas Vale' },
  ],
  products: Array.from({ length: PRODUCTS }, (_, index) => ({
    sku: `SKU-${String(index + 1).padStart(3, '0')}`,
    description: `Product ${index + 1}`,
    priceMinor: 990 + 100 * index,
  })),
};
