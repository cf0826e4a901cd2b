/** From the commit of a submit in the org to the commit of the record that shows the ERP's document, less the ERP's own time. */
import { setTimeout as wait } from 'node:timers/promises';
import { percentilesOf } from './percentiles.ts';
import type { Percentiles } from './percentiles.ts';
import { untilQuiet } from './quiet.ts';
import { CONCURRENCY, patienceFor } from './throughput.ts';
import type { Setting } from './setting.ts';

const STEADY_ERP = { concurrency: 64, latencyMs: 20 } as const;
/** The first seconds find cold code, as those of the API's callers do; they are not counted. */
export const WARM_UP_MS = 5000;

/** Does something so many times a second, whatever becomes of it; resolves when all of it is done. */
export async function atRate(times: number, perSecond: number, work: (index: number) => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  const running: Promise<void>[] = [];
  for (let index = 0; index < times; index += 1) {
    const dueInMs = startedAt + (index * 1000) / perSecond - performance.now();
    if (dueInMs > 0) await wait(dueInMs);
    running.push(work(index));
  }
  await Promise.all(running);
}

/** Milliseconds at a steady rate of submits. */
export async function measureLatency(setting: Setting, perSecond: number, forMs: number): Promise<Percentiles> {
  await setting.setErp(STEADY_ERP);
  const orders = Math.ceil((perSecond * (WARM_UP_MS + forMs)) / 1000);
  const orderIds = await setting.agent.draft(setting.makeOrders('LATENCY', orders));
  const broker = await setting.startBroker({ concurrency: CONCURRENCY });
  await untilQuiet(setting);
  await atRate(orders, perSecond, async (index) => {
    await setting.agent.pressSubmit(orderIds[index] ?? '');
  });
  const times = await setting.watch.untilShown(orderIds, patienceFor(orders));
  await broker.end('SIGTERM');
  const counted = orderIds.slice(Math.ceil((perSecond * WARM_UP_MS) / 1000));
  return percentilesOf(
    counted.map((id) => {
      const { submittedAt, shownAt } = times.get(id) ?? { submittedAt: 0, shownAt: 0 };
      return shownAt - submittedAt - STEADY_ERP.latencyMs;
    }),
  );
}
