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
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { SalesforceObjectName } from '../../canonical/salesforce-objects.ts';
import { startNodeProcess } from '../stack/node-process.ts';
import { BROKER_APP, ERP_KEY, INTEGRATION_USER } from '../stack/world.ts';
import type { World } from '../stack/world.ts';
import { BARE_DONE } from './bare-work.ts';
import type { BareResult, BareWork, WireRecord } from './bare-work.ts';
import { CONCURRENCY, FAST_ERP } from './throughput.ts';
import type { Setting } from './setting.ts';

type OrderRow = { readonly aggregate_id: string; readonly order: CustomerOrder };
type RecordRow = {
  readonly aggregate_id: string;
  readonly object: SalesforceObjectName;
  readonly external_id: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** Past every version the broker wrote, so that the org takes the record again. */
const VERSIONS_ON = 1000;

function toWire({ object, external_id, fields }: RecordRow): WireRecord {
  const { externalId: keyField } = SALESFORCE_OBJECTS[object];
  const version = fields['Status_Version__c'];
  const newer = typeof version === 'number' ? { ...fields, Status_Version__c: version + VERSIONS_ON } : fields;
  return { object, keyField, externalId: external_id, fields: newer };
}

/** These orders of the ledger with the records it wrote for each. */
async function readWork(databaseUrl: string, orderKeys: readonly string[]): Promise<BareWork['orders']> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const orders = await client.query<OrderRow>(
      `select aggregate_id, command->'body'->'order' as order from command
       where intent = 'CREATE_ORDER' and aggregate_id = any($1) order by id`,
      [orderKeys],
    );
    const records = await client.query<RecordRow>(
      `select aggregate_id, object, external_id, fields from salesforce_record
       where aggregate_id = any($1) order by rank, external_id`,
      [orderKeys],
    );
    const recordsOf = Map.groupBy(records.rows, (row) => row.aggregate_id);
    return orders.rows.map(({ aggregate_id, order }) => ({
      body: toSalesOrder({ ...order, orderKey: `BARE-${order.orderKey}` }),
      records: (recordsOf.get(aggregate_id) ?? []).map(toWire),
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

/** Runs the bare pipeline over these orders of the ledger, on the same queue, ERP and org. */
export async function runBarePipeline(
  setting: Setting,
  orderKeys: readonly string[],
): Promise<BareResult & { readonly ordersPerSecond: number }> {
  const { stack, queueUrl, setErp } = setting;
  await setErp(FAST_ERP);
  const { erpUrl, restUrl } = stack.world.places;
  const orders = await readWork(stack.postgres.url, orderKeys);
  const work: BareWork = {
    ...{ queueUrl: queueUrl ?? stack.postgres.url, erpUrl, erpKey: ERP_KEY },
    ...{ restUrl, token: await brokerToken(stack.world), concurrency: CONCURRENCY, orders },
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
