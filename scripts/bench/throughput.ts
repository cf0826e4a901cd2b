/**
 * Orders a second, end to end: a backlog of submitted orders is there when the broker starts, so that the org's work of
 * submitting is not measured. The clock runs from "the broker serves" until Salesforce shows the last order's document.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase } from '../../broker/ledger/database.ts';
import { cpuSeconds } from './process-time.ts';
import { readApiCalls, readDeliveries } from './org-books.ts';
import type { Setting } from './setting.ts';

export type Throughput = {
  readonly orderKeys: readonly string[];
  readonly ordersPerSecond: number;
  readonly ordersPerBrokerCpuSecond: number | undefined;
  readonly updatesPerSecond: number;
  readonly updatesPerOrder: number;
  readonly apiCallsPer1000Updates: number;
  readonly apiCallsPer1000OrdersRead: number;
  readonly eventDeliveriesPerOrder: number;
};

/** The ERP of this part: never the narrowest place. */
export const FAST_ERP = { concurrency: 64, latencyMs: 5 } as const;
export const CONCURRENCY = 32;

const PATIENCE_MS = 60_000;
const PATIENCE_PER_ORDER_MS = 50;
const PAUSE_MS = 100;
const SUBMITS_AT_ONCE = 4;

/** Presses Submit on every draft, some at a time. Answers the keys the orders got. */
export async function submitAll({ agent }: Setting, orderIds: readonly string[]): Promise<readonly string[]> {
  const rest = orderIds.values();
  const press = async (): Promise<void> => {
    for (const id of rest) await agent.pressSubmit(id);
  };
  await Promise.all(Array.from({ length: SUBMITS_AT_ONCE }, press));
  return agent.keysOf(orderIds);
}

export function patienceFor(orders: number): number {
  return PATIENCE_MS + orders * PATIENCE_PER_ORDER_MS;
}

type Counts = { readonly reads: number; readonly writes: number; readonly updates: number; readonly deliveries: number };

async function countAll({ stack, token, watch }: Setting): Promise<Counts> {
  const { orgAdminUrl, restUrl } = stack.world.places;
  return { ...(await readApiCalls(orgAdminUrl)), updates: await watch.brokerWrites(), deliveries: await readDeliveries(restUrl, token) };
}

/** Has a broker without workers read the submitted orders into the ledger, and end. */
async function readIntoLedger(setting: Setting, orders: number): Promise<void> {
  const broker = await setting.startBroker({ concurrency: CONCURRENCY, roles: 'subscriber' });
  const database = openDatabase(setting.stack.postgres.url, { connections: 1 });
  try {
    const deadline = performance.now() + patienceFor(orders);
    for (;;) {
      const { rows } = await sql<{ waiting: string }>`select count(*) as waiting from waiting_message`.execute(database);
      if (Number(rows[0]?.waiting) >= orders) break;
      if (performance.now() > deadline) throw new Error(`the broker has read ${rows[0]?.waiting} of ${orders} orders in time`);
      await wait(PAUSE_MS);
    }
  } finally {
    await database.destroy();
    await broker.end('SIGTERM');
  }
}

export type Round = {
  /** Tells the orders of this round from others. */
  readonly prefix: string;
  /** Those of the broker; all of them unless told otherwise. */
  readonly roles?: string;
  /** Whether the broker's clock starts with the orders in its ledger, as a queue's worker has its jobs, or in Salesforce. */
  readonly inLedger?: boolean;
};

export async function measureThroughput(setting: Setting, { prefix, roles = 'all', inLedger = false }: Round): Promise<Throughput> {
  const { orders } = setting.options;
  await setting.setErp(FAST_ERP);
  const orderIds = await setting.agent.draft(setting.makeOrders(prefix, orders));
  const orderKeys = await submitAll(setting, orderIds);
  if (inLedger) await readIntoLedger(setting, orders);

  const before = await countAll(setting);
  const broker = await setting.startBroker({ concurrency: CONCURRENCY, roles });
  const startedAt = Date.now();
  const cpuBefore = await cpuSeconds(broker.pid);
  const times = await setting.watch.untilShown(orderIds, patienceFor(orders));
  const cpuAfter = await cpuSeconds(broker.pid);
  const after = await countAll(setting);
  await broker.end('SIGTERM');

  const seconds = (Math.max(...[...times.values()].map(({ shownAt }) => shownAt)) - startedAt) / 1000;
  const updates = after.updates - before.updates;
  const brokerSeconds = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
  return {
    orderKeys,
    ordersPerSecond: orders / seconds,
    ordersPerBrokerCpuSecond: brokerSeconds === undefined ? undefined : orders / brokerSeconds,
    updatesPerSecond: updates / seconds,
    updatesPerOrder: updates / orders,
    apiCallsPer1000Updates: (1000 * (after.writes - before.writes)) / updates,
    apiCallsPer1000OrdersRead: (1000 * (after.reads - before.reads)) / orders,
    eventDeliveriesPerOrder: (after.deliveries - before.deliveries) / orders,
  };
}
