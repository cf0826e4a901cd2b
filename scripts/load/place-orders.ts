/** Places orders by all three ways: an agent in Salesforce, a storefront, a store's webhook. */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { SalesforceAgent } from './salesforce-agent.ts';
import { postOrder, sendWebhook } from './storefront.ts';
import type { Store, Storefront } from './storefront.ts';

export type Doors = { readonly agent: SalesforceAgent; readonly storefront: Storefront; readonly store: Store };

const AGENT_BATCH = 25;
const AT_ONCE = 8;

/** Runs work over items, some at a time, in order of start. */
async function some<Item>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  const take = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
}

async function throughAgent(agent: SalesforceAgent, orders: readonly CustomerOrder[], placed: (key: string) => void): Promise<void> {
  for (let start = 0; start < orders.length; start += AGENT_BATCH) {
    for (const key of await agent.submit(orders.slice(start, start + AGENT_BATCH))) placed(key);
  }
}

/**
 * A third of the orders by each way, at the same time. `placed` is told each key once its order was acknowledged to
 * its sender: from then on the promise holds for it.
 */
export async function placeOrders(doors: Doors, orders: readonly CustomerOrder[], placed: (key: string) => void): Promise<void> {
  const way = (number: number): readonly CustomerOrder[] => orders.filter((_, index) => index % 3 === number);
  await Promise.all([
    throughAgent(doors.agent, way(0), placed),
    some(way(1), AT_ONCE, async (order) => {
      await postOrder(doors.storefront, order);
      placed(order.orderKey);
    }),
    some(way(2), AT_ONCE, async (order) => {
      await sendWebhook(doors.store, order);
      placed(order.orderKey);
    }),
  ]);
}
