/** How long callers of the broker's API wait: synchronous validation, intake, and intake in a surge, each at a steady rate. */
import { API_KEY } from '../stack/broker-process.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import { atRate, WARM_UP_MS } from './latency.ts';
import { percentilesOf } from './percentiles.ts';
import type { Percentiles } from './percentiles.ts';
import { untilQuiet } from './quiet.ts';
import { CONCURRENCY, FAST_ERP } from './throughput.ts';
import type { Setting } from './setting.ts';

const PER_SECOND = 200;
const USUAL_PER_SECOND = 100;
const SURGE_PER_SECOND = 5 * USUAL_PER_SECOND;

export type HttpTimes = {
  readonly validationMs: Percentiles;
  readonly intakeMs: Percentiles;
  readonly surgeMs: Percentiles;
  /** Share of the surge's requests that were put off with a 429. */
  readonly surgePutOff: number;
};

type Answer = { readonly status: number; readonly tookMs: number };

/** Posts orders at a rate. A server error is no figure: it throws. */
async function post(url: string, orders: readonly CustomerOrder[], perSecond: number): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  await atRate(orders.length, perSecond, async (index) => {
    const startedAt = performance.now();
    const order = orders[index];
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', 'idempotency-key': `bench-${order?.orderKey}` },
      body: JSON.stringify(order),
    });
    const text = await response.text();
    if (!response.ok && response.status !== 429) throw new Error(`the broker answers ${response.status} to ${url}: ${text}`);
    answers[index] = { status: response.status, tookMs: performance.now() - startedAt };
  });
  return answers;
}

function warm(answers: readonly Answer[], perSecond: number): Percentiles {
  return percentilesOf(answers.slice(Math.ceil((perSecond * WARM_UP_MS) / 1000)).map(({ tookMs }) => tookMs));
}

/** Milliseconds. The API is a process of its own, as it is where callers wait for it. */
export async function measureHttp(setting: Setting, forMs: number): Promise<HttpTimes> {
  await setting.setErp(FAST_ERP);
  const work = await setting.startBroker({ concurrency: CONCURRENCY, roles: 'subscriber,worker,poller' });
  const api = await setting.startBroker({ concurrency: CONCURRENCY, roles: 'api' });
  await untilQuiet(setting);
  const orders = `${api.answer}/v1/orders`;
  const make = (prefix: string, perSecond: number, ms: number): readonly CustomerOrder[] =>
    setting.makeOrders(prefix, Math.ceil((perSecond * ms) / 1000));
  const validated = await post(`${orders}/validate`, make('VALIDATE', PER_SECOND, WARM_UP_MS + forMs), PER_SECOND);
  const taken = await post(orders, make('INTAKE', PER_SECOND, WARM_UP_MS + forMs), PER_SECOND);
  await post(orders, make('USUAL', USUAL_PER_SECOND, WARM_UP_MS), USUAL_PER_SECOND);
  const surge = await post(orders, make('SURGE', SURGE_PER_SECOND, forMs), SURGE_PER_SECOND);
  await api.end('SIGTERM');
  await work.end('SIGTERM');
  return {
    validationMs: warm(validated, PER_SECOND),
    intakeMs: warm(taken, PER_SECOND),
    surgeMs: percentilesOf(surge.map(({ tookMs }) => tookMs)),
    surgePutOff: surge.filter(({ status }) => status === 429).length / surge.length,
  };
}
