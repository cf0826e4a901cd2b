/** Sets the stage for the story: orders to which something happens that is told. */
import type { CustomerOrder } from '../../canonical/order.ts';
import { describeProduct } from '../load/catalogue.ts';
import { postOrder } from '../load/storefront.ts';
import { API_KEY } from '../stack/broker-process.ts';
import type { BackOffice } from './back-office.ts';
import type { Character } from './story.ts';
import { askAround } from './wishes.ts';

export type Stage = {
  readonly characters: readonly Character[];
  readonly keys: readonly string[];
  /** Resolves when all that people ask for has come to its end. */
  readonly played: Promise<void>;
};

type StageOptions = {
  readonly office: BackOffice;
  readonly brokerUrl: string;
  readonly seed: number;
  /** Ends what people still ask for. */
  readonly signal: AbortSignal;
};

function makeOrder(orderKey: string, lines: readonly (readonly [sku: string, quantity: number])[]): CustomerOrder {
  return {
    orderKey,
    source: { system: 'web-store', number: orderKey, channel: 'web', brand: 'north', region: 'eu' },
    placedAt: new Date().toISOString(),
    currency: 'EUR',
    customer: { customerKey: 'C-1004', name: 'Mira Sol' },
    shipTo: { name: 'Mira Sol', line1: '7 Harbour Street', city: 'Hamburg', country: 'DE' },
    completeDelivery: false,
    lines: lines.map(([sku, quantity], index) => ({
      ...{ lineKey: (index + 1) * 10, sku, description: describeProduct(sku), quantity, unit: 'EA' },
      unitPrice: { amountMinor: 1990, currency: 'EUR' },
    })),
    charges: [],
    discounts: [],
    payments: [],
  };
}

/** Places the orders of the story and answers who they are. */
export async function stageStory({ office, brokerUrl, seed, signal }: StageOptions): Promise<Stage> {
  const key = (name: string): string => `${name}${seed}`;
  const cast: readonly (Character & { readonly order: CustomerOrder })[] = [
    { key: key('LOST'), name: '(its answer is lost)', order: makeOrder(key('LOST'), [['SKU-001', 2]]) },
    { key: key('SHORT'), name: '(its stock is short)', order: makeOrder(key('SHORT'), [['SKU-SCARCE', 5]]) },
    {
      key: key('SPLIT'),
      name: '(it ships in two parts)',
      order: makeOrder(key('SPLIT'), [
        ['SKU-002', 4],
        ['SKU-003', 2],
      ]),
    },
    { key: key('GONE'), name: '(it is cancelled)', order: makeOrder(key('GONE'), [['SKU-004', 1]]) },
    { key: key('HELD'), name: '(it is held for a while)', order: makeOrder(key('HELD'), [['SKU-005', 1]]) },
    { key: key('BACK'), name: '(one of two comes back)', order: makeOrder(key('BACK'), [['SKU-006', 2]]) },
  ];
  await office.arrange({ lost: key('LOST'), split: key('SPLIT') });
  const storefront = { url: () => brokerUrl, apiKey: API_KEY };
  await Promise.all(cast.map(({ order }) => postOrder(storefront, order)));
  const wishers = { cancelled: key('GONE'), held: key('HELD'), returned: key('BACK') };
  const played = office.obliges ? askAround(brokerUrl, wishers, signal) : Promise.resolve();
  return {
    played,
    characters: cast.map(({ key: orderKey, name }) => ({ key: orderKey, name })),
    keys: cast.map(({ key: orderKey }) => orderKey),
  };
}
