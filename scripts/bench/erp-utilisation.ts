/** How well the broker keeps an ERP of fixed capacity busy while there is a backlog, by the ERP's own books. */
import { setTimeout as wait } from 'node:timers/promises';
import { openBooks, readBooks } from './erp-books.ts';
import { patienceFor, submitAll } from './throughput.ts';
import { WITHOUT_POLLS } from './setting.ts';
import type { Setting } from './setting.ts';

const SLOW_ERP = { concurrency: 8, latencyMs: 50 } as const;
/** Until the backlog is read from Salesforce and its code is warm: the figure is of the lane, not of the start. */
const WARM_UP_MS = 5000;

/** Books of the middle of the drain: after the start, and before the backlog ends. `ms` is how long they are kept. */
export async function measureErpUtilisation(setting: Setting, ms: number): Promise<number> {
  const { erpUrl } = setting.stack.world.places;
  const perSecond = (1000 * SLOW_ERP.concurrency) / SLOW_ERP.latencyMs;
  const orders = Math.ceil((perSecond * (WARM_UP_MS + ms + 1500)) / 1000);
  const orderIds = await setting.agent.draft(setting.makeOrders('UTILISATION', orders));
  await submitAll(setting, orderIds);
  await setting.setErp(SLOW_ERP);
  // No polls, which take places of the ERP but are no orders.
  const broker = await setting.startBroker({ concurrency: SLOW_ERP.concurrency, roles: WITHOUT_POLLS });
  await wait(WARM_UP_MS);
  await openBooks(erpUrl);
  await wait(ms);
  const { utilisation } = await readBooks(erpUrl);
  await setting.watch.untilShown(orderIds, patienceFor(orders));
  await broker.end('SIGTERM');
  return utilisation;
}
