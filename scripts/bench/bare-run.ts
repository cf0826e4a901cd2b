/** Gives the bare pipeline what the broker has just done: the same orders for the same ERP, the same records for the same org. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { toSalesOrder } from '../../broker/endpoints/generic-erp/order-request.ts';
import { systemClock } from '../../broker/engine/system-clock.ts';
import { SALESFORCE_DEFAULTS } from '../../broker/salesforce/config.ts';
import { askForToken } from '../../broker/salesforce/token-grant.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import { startNodeProcess } from '../stack/node-process.ts';
import { BROKER_APP, INTEGRATION_USER } from '../stack/world.ts';
import type { World } from '../stack/world.ts';
import { BARE_DONE } from './bare-work.ts';
import { openCompany } from './erp-books.ts';
import type { BareResult, BareWork } from './bare-work.ts';
import { CONCURRENCY, FAST_ERP } from './throughput.ts';
import type { Setting } from './setting.ts';
import { readWritten } from './written-records.ts';
import type { Org } from './written-records.ts';

type OrderRow = { readonly aggregate_id: string; readonly order: CustomerOrder };
/** These orders of the ledger with the records the broker left in Salesforce for each. */
async function readWork(databaseUrl: string, org: Org, orderKeys: readonly string[]): Promise<BareWork['orders']> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const orders = await client.query<OrderRow>(
      `select aggregate_id, command->'body'->'order' as order from command
       where intent = 'CREATE_ORDER' and aggregate_id = any($1) order by id`,
      [orderKeys],
    );
    const written = await readWritten(org, orderKeys);
    return orders.rows.map(({ aggregate_id, order }) => ({
      body: toSalesOrder({ ...order, orderKey: `BARE-${order.orderKey}` }),
      records: written.get(aggregate_id) ?? [],
    }));
  } finally {
    await client.end();
  }
}

/** Only the integration user may write these records. */
async function brokerToken({ places, privateKey }: World): Promise<string> {
  const result = await askForToken(
    {
      ...SALESFORCE_DEFAULTS,
      loginUrl: places.restUrl,
      auth: { kind: 'jwt-bearer', clientId: BROKER_APP, username: INTEGRATION_USER, privateKey },
      pubSub: { endpoint: places.pubSubEndpoint, tls: false },
    },
    systemClock,
  );
  if (!result.ok) throw new Error(`the bare pipeline cannot log in: ${result.failure.message}`);
  return result.grant.accessToken;
}

/** Its own, so that no broker sees documents nobody ordered from it. */
const COMPANY = 'BARE';
const COMPANY_KEY = 'erp-key-bare';

/** Runs the bare pipeline over these orders of the ledger, on the same queue, ERP and org. */
export async function runBarePipeline(
  setting: Setting,
  orderKeys: readonly string[],
): Promise<BareResult & { readonly ordersPerSecond: number }> {
  const { stack, queueUrl, setErp } = setting;
  await setErp(FAST_ERP);
  const { erpUrl, restUrl } = stack.world.places;
  await openCompany(erpUrl, COMPANY, COMPANY_KEY);
  const org: Org = { restUrl, token: await brokerToken(stack.world) };
  const orders = await readWork(stack.postgres.url, org, orderKeys);
  const work: BareWork = {
    ...{ queueUrl: queueUrl ?? stack.postgres.url, erpUrl, company: COMPANY, erpKey: COMPANY_KEY },
    ...{ ...org, concurrency: CONCURRENCY, orders },
  };
  const folder = await mkdtemp(join(tmpdir(), 'order-broker-bench-'));
  try {
    const file = join(folder, 'work.json');
    await writeFile(file, JSON.stringify(work));
    const process = await startNodeProcess({
      program: 'scripts/bench/bare-pipeline.ts',
      environment: { BARE_WORK: file },
      logFile: join(stack.logFolder, 'bare-pipeline.log'),
      ready: (line) => (line.startsWith(BARE_DONE) ? line.slice(BARE_DONE.length) : undefined),
    });
    await process.gone;
    const result = JSON.parse(process.answer) as BareResult;
    return { ...result, ordersPerSecond: orders.length / result.seconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
