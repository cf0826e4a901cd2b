/** Sets the stage for the story: orders to which something happens that is told. */
import type { CustomerOrder } from '../../canonical/order.ts';
import { postOrder } from '../load/storefront.ts';
import { API_KEY } from '../stack/broker-process.ts';
import type { Character } from './story.ts';

export type Stage = { readonly characters: readonly Character[]; readonly keys: readonly string[] };

type StageOptions = { readonly erpUrl: string; readonly warehouseUrl: string; readonly brokerUrl: string; readonly seed: number };

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
      ...{ lineKey: (index + 1) * 10, sku, quantity, unit: 'EA', unitPrice: { amountMinor: 1990, currency: 'EUR' } },
    })),
    charges: [],
    discounts: [],
    payments: [],
  };
}

async function administer(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the stage cannot be set: ${await response.text()}`);
}

/** The ERP takes this order and its answer is lost on the way. */
function loseAnswerOf(erpUrl: string, orderKey: string): Promise<void> {
  return administer(`${erpUrl}/_admin/faults`, { kind: 'drop-answer', operation: 'createOrder', subject: orderKey, nth: 1 });
}

/** The warehouse ships the order's first release in two parts. */
function splitShipmentOf(warehouseUrl: string, orderKey: string): Promise<void> {
  return administer(`${warehouseUrl}/_admin/sites/main/plans`, { releaseId: `${orderKey}-R1`, split: true });
}

/** Places the orders of the story and answers who they are. */
export async function stageStory({ erpUrl, warehouseUrl, brokerUrl, seed }: StageOptions): Promise<Stage> {
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
  ];
  await Promise.all([loseAnswerOf(erpUrl, key('LOST')), splitShipmentOf(warehouseUrl, key('SPLIT'))]);
  const storefront = { url: () => brokerUrl, apiKey: API_KEY };
  await Promise.all(cast.map(({ order }) => postOrder(storefront, order)));
  return { characters: cast.map(({ key: orderKey, name }) => ({ key: orderKey, name })), keys: cast.map(({ key: orderKey }) => orderKey) };
}
