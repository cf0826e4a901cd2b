/** What a broker process weighs while it works off a backlog of orders that wait in the ledger. */
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase } from '../../broker/ledger/database.ts';
import type { LedgerDatabase } from '../../broker/ledger/database.ts';
import { migrate } from '../../broker/ledger/migrate.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import { CONCURRENCY, FAST_ERP, patienceFor } from './throughput.ts';
import type { Setting } from './setting.ts';

const BATCH = 1000;
const PAUSE_MS = 250;
const KB_PER_MB = 1024;

/** Resident memory of a process in MB, or undefined where there is no /proc. Source: proc(5), "/proc/[pid]/status". */
async function residentMb(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / KB_PER_MB;
}

async function fill(setting: Setting, database: LedgerDatabase, orders: number): Promise<void> {
  const ledger = makePostgresLedger(database, Date.now);
  const all = setting.makeOrders('BACKLOG', orders);
  for (let start = 0; start < all.length; start += BATCH) {
    const messages = all.slice(start, start + BATCH).map((order) => ({
      ...{ aggregateId: order.orderKey, source: 'api:bench', dedupeKey: order.orderKey, fingerprint: order.orderKey },
      message: { type: 'order.submitted', order, via: 'api' } as const,
    }));
    await ledger.accept({ messages });
  }
}

/** Peak resident megabytes of the broker from its start until every order of the backlog has its ERP document. */
export async function measureBacklogMemory(setting: Setting, orders: number): Promise<number | undefined> {
  await setting.setErp(FAST_ERP);
  const database = openDatabase(setting.stack.postgres.url, { connections: 2 });
  try {
    await migrate(database);
    await fill(setting, database, orders);
    const broker = await setting.startBroker({ concurrency: CONCURRENCY });
    const deadline = performance.now() + patienceFor(orders);
    let peak: number | undefined;
    for (;;) {
      const weight = await residentMb(broker.pid);
      if (weight !== undefined) peak = Math.max(peak ?? 0, weight);
      const done = await sql`
        select 1 from command where starts_with(aggregate_id, 'BACKLOG') and state = 'ACKED' offset ${orders - 1} limit 1`.execute(
        database,
      );
      if (done.rows.length > 0) break;
      if (performance.now() > deadline) throw new Error(`a backlog of ${orders} orders is not worked off in time`);
      await wait(PAUSE_MS);
    }
    await broker.end('SIGTERM');
    return peak;
  } finally {
    await database.destroy();
  }
}
