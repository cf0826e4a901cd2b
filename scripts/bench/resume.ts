/** How soon work goes on after a worker is killed beside another, and after Redis is back. */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase } from '../../broker/ledger/database.ts';
import type { LedgerDatabase } from '../../broker/ledger/database.ts';
import { submitAll } from './throughput.ts';
import type { Setting } from './setting.ts';

/** Slow enough for both workers to have calls in hand whenever one is killed. */
const BUSY_ERP = { concurrency: 32, latencyMs: 200 } as const;
/** More than both workers finish before Redis is back. */
const ORDERS = 3000;
const WARM_UP_MS = 3000;
const PAUSE_MS = 10;
const PATIENCE_MS = 30_000;

export type ResumeTimes = {
  /** From the kill until another process has taken up all the killed one held. */
  readonly afterKillMs: number;
  /** From "Redis serves again" until the next command is settled; absent without Redis. */
  readonly afterRedisMs?: number;
};

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${what} within ${PATIENCE_MS} ms`);
    await wait(PAUSE_MS);
  }
}

async function holds(database: LedgerDatabase, pid: number): Promise<boolean> {
  const pattern = `%-${pid}-%`;
  const held = await sql`
    select 1 from command where state in ('SENT', 'PROBING') and owner like ${pattern} limit 1`.execute(database);
  return held.rows.length > 0;
}

async function settledAfter(database: LedgerDatabase, instant: number): Promise<boolean> {
  const settled = await sql`select 1 from command where settled_at > ${instant} limit 1`.execute(database);
  return settled.rows.length > 0;
}

/** `restartRedis` crashes Redis and resolves when it serves again. */
export async function measureResume(setting: Setting, restartRedis?: () => Promise<void>): Promise<ResumeTimes> {
  const orderIds = await setting.agent.draft(setting.makeOrders('RESUME', ORDERS));
  await submitAll(setting, orderIds);
  await setting.setErp(BUSY_ERP);
  const terms = { concurrency: BUSY_ERP.concurrency };
  const [killed, survivor] = await Promise.all([setting.startBroker(terms), setting.startBroker(terms)]);
  const database = openDatabase(setting.stack.postgres.url, { connections: 2 });
  try {
    await wait(WARM_UP_MS);
    await until(() => holds(database, killed.pid), 'the worker to be killed has nothing in hand');
    await killed.end('SIGKILL');
    const killedAt = performance.now();
    await until(async () => !(await holds(database, killed.pid)), 'nobody took up what a killed worker held');
    const afterKillMs = performance.now() - killedAt;
    if (!restartRedis) return { afterKillMs };
    await restartRedis();
    const backAt = Date.now();
    await until(() => settledAfter(database, backAt), 'nothing was settled after Redis came back');
    return { afterKillMs, afterRedisMs: Date.now() - backAt };
  } finally {
    await survivor.end('SIGTERM');
    await database.destroy();
  }
}
