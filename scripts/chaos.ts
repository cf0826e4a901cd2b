/** `npm run chaos`: the demo's load while processes and servers die under it, and the same audit. `--help` lists the options. */
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { askErp } from './audit/erp-witness.ts';
import { settle, isKept } from './audit/settle.ts';
import { readOptions } from './chaos/options.ts';
import { startFleet } from './chaos/killer.ts';
import { CATALOGUE } from './load/catalogue.ts';
import { seededRandom } from './load/random.ts';
import { makeOrder } from './load/order-maker.ts';
import { placeOrders } from './load/place-orders.ts';
import { startAgent } from './load/salesforce-agent.ts';
import { makeNarrator } from './demo/narrator.ts';
import { hasRedisServer, startLocalRedis } from './local-redis.ts';
import type { LocalRedis } from './local-redis.ts';
import { API_KEY, WEBHOOK } from './stack/broker-process.ts';
import { exitOnSignals } from './stack/exit-on-signals.ts';
import { startStack } from './stack/stack.ts';
import type { Stack } from './stack/stack.ts';
import { addTroubles, endTroubles, settingsFor } from './stack/troubles.ts';
import { AGENT } from './stack/world.ts';

const NOWHERE = 'http://127.0.0.1:9';
const PATIENCE_MS = 180_000;
const SERVER_TROUBLE_EVERY_MS = 7000;

const options = readOptions(process.argv.slice(2), hasRedisServer());
exitOnSignals();
const { say, progress } = makeNarrator(options.json ? process.stderr : process.stdout);

async function flush(redis: LocalRedis): Promise<void> {
  const client = new Redis(redis.url, { maxRetriesPerRequest: 1 });
  await client.flushall().finally(() => client.disconnect());
}

/** Restarts and crashes the servers below the broker, in turn, until the signal. */
async function troubleServers(stack: Stack, redis: LocalRedis | undefined, signal: AbortSignal): Promise<string[]> {
  const troubles: readonly (readonly [string, () => Promise<void>])[] = [
    ['PostgreSQL crashed', () => stack.postgres.restart('crash')],
    ...(redis
      ? ([
          ['Redis flushed', () => flush(redis)],
          ['Redis crashed', () => redis.restart('crash')],
        ] as const)
      : []),
    ['PostgreSQL restarted', () => stack.postgres.restart('orderly')],
    ...(redis ? ([['Redis restarted', () => redis.restart('orderly')]] as const) : []),
  ];
  const happened: string[] = [];
  for (let turn = 0; ; turn += 1) {
    await wait(SERVER_TROUBLE_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return happened;
    const [name, trouble] = troubles[turn % troubles.length] as (typeof troubles)[number];
    await trouble();
    happened.push(name);
    say(`  ${name}`);
  }
}

async function run(stack: Stack, redis: LocalRedis | undefined): Promise<boolean> {
  const random = seededRandom(options.seed);
  const { places } = stack.world;
  await Promise.all([addTroubles(places.erpUrl), addTroubles(places.warehouseUrl)]);
  const fleet = startFleet(stack, options.kills, random, (kills) => {
    progress(`killed ${kills} of ${options.kills}`);
  });
  const calm = new AbortController();
  const servers = troubleServers(stack, redis, calm.signal);
  const agent = await startAgent({ restUrl: places.restUrl, adminUrl: places.orgAdminUrl, ...AGENT });
  const orders = Array.from({ length: options.orders }, (_, index) =>
    makeOrder({ prefix: 'CHAOS', catalogue: CATALOGUE, random, placedAt: Date.now() }, index + 1),
  );
  const url = (): string => fleet.url() ?? NOWHERE;
  const keys: string[] = [];
  const placing = placeOrders({ agent, storefront: { url, apiKey: API_KEY }, store: { url, ...WEBHOOK } }, orders, (key) => keys.push(key));
  await fleet.done;
  await placing;
  calm.abort();
  const serverTroubles = await servers;
  await Promise.all([endTroubles(places.erpUrl), endTroubles(places.warehouseUrl)]);
  say(`${fleet.kills()} processes were killed: ${JSON.stringify(fleet.deaths())}`);
  const result = await settle({ askErp: () => askErp(places.erpUrl), orgAdminUrl: places.orgAdminUrl }, keys, PATIENCE_MS, ({ report }) => {
    progress(`settling: ${report.erpDocuments} of ${report.accepted} in the ERP, ${report.salesforceCurrent} current in Salesforce`);
  });
  const report = {
    ...result.report,
    kills: fleet.kills(),
    deaths: fleet.deaths(),
    serverTroubles: serverTroubles.length,
    queue: options.queue,
  };
  for (const [name, value] of Object.entries(report)) say(`  ${name.padEnd(18)} ${JSON.stringify(value)}`);
  for (const finding of result.findings.slice(0, 20)) say(`  ! ${finding}`);
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  const kept = isKept(result);
  say(kept ? 'Nothing was lost, nothing was doubled.' : `The promise is broken. The logs are in ${stack.logFolder}.`);
  return kept;
}

const redis = options.queue === 'redis' ? await startLocalRedis() : undefined;
const stack = await startStack({
  ...settingsFor(true),
  seed: options.seed,
  terms: { concurrency: 8, timeoutMs: 2000, settleMs: 4000 },
  ...(redis === undefined ? {} : { queueUrl: redis.url }),
  tell: say,
});
const kept = await run(stack, redis);
await stack.stop();
await redis?.stop();
process.exit(kept ? 0 : 1);
