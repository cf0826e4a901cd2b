/** How well the broker keeps an ERP of fixed capacity busy while there is a backlog, by the ERP's own books. */
import { setTimeout as wait } from 'node:timers/promises';
import { openBooks, readBooks } from './erp-books.ts';
import { patienceFor, submitAll } from './throughput.ts';
import { WITHOUT_POLLS } from './setting.ts';
import type { Setting } from './setting.ts';

const SLOW_ERP = { concurrency: 8, latencyMs: 50 } as const;
/** Until the backlog is read from Salesforce and its code is warm: the figure is of the lane, not of the start. */
const WARM_UP_MS = 5000;

/** By how many calls the broker may have in flight. */
export type ErpUtilisation = {
  /** As many as the ERP serves at once: while an answer and the next call are on their way, a place is empty. */
  readonly asServed: number;
  /** One more, which waits at the ERP. */
  readonly oneMore: number;
};

/** Books of the middle of the drain: after the start, and before the backlog ends. `ms` is how long they are kept. */
async function measureWith(setting: Setting, prefix: string, concurrency: number, ms: number): Promise<number> {
  const { erpUrl } = setting.stack.world.places;
  const perSecond = (1000 * SLOW_ERP.concurrency) / SLOW_ERP.latencyMs;
  const orders = Math.ceil((perSecond * (WARM_UP_MS + ms + 1500)) / 1000);
  const orderIds = await setting.agent.draft(setting.makeOrders(prefix, orders));
  await submitAll(setting, orderIds);
  await setting.setErp(SLOW_ERP);
  // No polls, which take places of the ERP but are no orders.
  const broker = await setting.startBroker({ concurrency, roles: WITHOUT_POLLS });
  await wait(WARM_UP_MS);
  await openBooks(erpUrl);
  await wait(ms);
  const { utilisation } = await readBooks(erpUrl);
  await setting.watch.untilShown(orderIds, patienceFor(orders));
  await broker.end('SIGTERM');
  return utilisation;
}

export async function measureErpUtilisation(setting: Setting, ms: number): Promise<ErpUtilisation> {
  return {
    asServed: await measureWith(setting, 'UTILISATION', SLOW_ERP.concurrency, ms),
    oneMore: await measureWith(setting, 'AHEAD', SLOW_ERP.concurrency + 1, ms),
  };
}
