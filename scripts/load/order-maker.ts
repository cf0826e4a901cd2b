/** Orders as a shop would send them, made from a seed: the same seed makes the same orders. */
import type { Random } from '../../broker/engine/clock.ts';
import type { CustomerOrder } from '../../canonical/order.ts';

export type Catalogue = {
  readonly customers: readonly { readonly key: string; readonly name: string }[];
  readonly products: readonly { readonly sku: string; readonly description: string; readonly priceMinor: number }[];
};

const CITIES = ['Hamburg', 'Lyon', 'Torino', 'Gdansk', 'Utrecht', 'Porto'] as const;
const COUNTRIES = ['DE', 'FR', 'IT', 'PL', 'NL', 'PT'] as const;
const MAX_LINES = 4;
const MAX_QUANTITY = 3;

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

/** `prefix` tells the keys of different runs apart. */
export type OrderSeries = { readonly prefix: string; readonly catalogue: Catalogue; readonly random: Random; readonly placedAt: number };

/** The order with this number of a series. */
export function makeOrder({ prefix, catalogue, random, placedAt }: OrderSeries, number: number): CustomerOrder {
  const customer = pick(catalogue.customers, random);
  const place = Math.floor(random() * CITIES.length);
  const count = 1 + Math.floor(random() * MAX_LINES);
  const lines = Array.from({ length: count }, (_, index) => {
    const product = pick(catalogue.products, random);
    return {
      lineKey: (index + 1) * 10,
      sku: product.sku,
      description: product.description,
      quantity: 1 + Math.floor(random() * MAX_QUANTITY),
      unit: 'EA',
      unitPrice: { amountMinor: product.priceMinor, currency: 'EUR' },
    };
  });
  return {
    orderKey: `${prefix}${String(number).padStart(6, '0')}`,
    source: { system: 'web-store', number: `W-${number}`, channel: 'web', brand: 'north', region: 'eu' },
    placedAt: new Date(placedAt).toISOString(),
    currency: 'EUR',
    customer: { customerKey: customer.key, name: customer.name },
    shipTo: { name: customer.name, line1: `${number} Harbour Street`, city: CITIES[place] ?? 'Hamburg', country: COUNTRIES[place] ?? 'DE' },
    completeDelivery: false,
    lines,
    charges: [],
    discounts: [],
    payments: [],
  };
}
