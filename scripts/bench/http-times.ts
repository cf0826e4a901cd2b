/** How long callers of the broker's API wait: synchronous validation and intake, each at a steady rate, warm. */
import { API_KEY } from '../stack/broker-process.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import { atRate } from './latency.ts';
import { percentilesOf } from './percentiles.ts';
import type { Percentiles } from './percentiles.ts';
import { CONCURRENCY, FAST_ERP } from './throughput.ts';
import type { Setting } from './setting.ts';

const PER_SECOND = 200;
const POLL_INTERVAL_MS = 1000;
const WARM_UP_MS = 2000;

async function timePosts(url: string, status: number, orders: readonly CustomerOrder[]): Promise<Percentiles> {
  const times: number[] = [];
  await atRate(orders.length, PER_SECOND, async (index) => {
    const startedAt = performance.now();
    const order = orders[index];
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', 'idempotency-key': `bench-${order?.orderKey}` },
      body: JSON.stringify(order),
    });
    const text = await response.text();
    if (response.status !== status) throw new Error(`the broker answers ${response.status} to ${url}: ${text}`);
    times[index] = performance.now() - startedAt;
  });
  return percentilesOf(times.slice(Math.ceil((PER_SECOND * WARM_UP_MS) / 1000)));
}

/** Milliseconds. */
export async function measureHttp(
  setting: Setting,
  forMs: number,
): Promise<{ readonly validationMs: Percentiles; readonly intakeMs: Percentiles }> {
  await setting.setErp(FAST_ERP);
  const broker = await setting.startBroker({ concurrency: CONCURRENCY, pollIntervalMs: POLL_INTERVAL_MS });
  const count = Math.ceil((PER_SECOND * (WARM_UP_MS + forMs)) / 1000);
  const validationMs = await timePosts(`${broker.answer}/v1/orders/validate`, 200, setting.makeOrders('VALIDATE', count));
  const intakeMs = await timePosts(`${broker.answer}/v1/orders`, 202, setting.makeOrders('INTAKE', count));
  await broker.end('SIGTERM');
  return { validationMs, intakeMs };
}
