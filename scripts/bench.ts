/** `npm run bench`: the product's figures on this machine, beside a bare queue worker in the same run. `--help` lists the options. */
import { availableParallelism } from 'node:os';
import { runBarePipeline } from './bench/bare-run.ts';
import { measureBacklogMemory } from './bench/backlog-memory.ts';
import { measureDiskFlush } from './bench/disk-flush.ts';
import { measureErpUtilisation } from './bench/erp-utilisation.ts';
import { measureHttp } from './bench/http-times.ts';
import { measureLatency } from './bench/latency.ts';
import { measureOrgStart } from './bench/org-start.ts';
import { makeLogFiles } from './bench/log-files.ts';
import { readOptions } from './bench/options.ts';
import { tableOf } from './bench/report.ts';
import type { BenchReport } from './bench/report.ts';
import { measureResume } from './bench/resume.ts';
import { measurePageRender } from './bench/page-render.ts';
import { makeSetting, WITHOUT_POLLS } from './bench/setting.ts';
import { CONCURRENCY, FAST_ERP, measureThroughput } from './bench/throughput.ts';
import { makeNarrator } from './demo/narrator.ts';
import { hasRedisServer, startLocalRedis } from './local-redis.ts';
import { exitOnSignals } from './stack/exit-on-signals.ts';
import { startStack } from './stack/stack.ts';
import type { Stack } from './stack/stack.ts';

const LATENCY_ORDERS_PER_SECOND = 100;

const options = readOptions(process.argv.slice(2));
exitOnSignals();
const backlogOrders = options.quick ? 5000 : 100_000;
const roundMs = options.quick ? { utilisation: 3000, latency: 10_000, http: 5000 } : { utilisation: 10_000, latency: 30_000, http: 15_000 };
const { say } = makeNarrator(options.json ? process.stderr : process.stdout);

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

async function run(stack: Stack, queueUrl: string | undefined, restartRedis: (() => Promise<void>) | undefined): Promise<BenchReport> {
  const setting = await makeSetting(stack, options, queueUrl);
  say('the disk, and a database that has worked for a while');
  const diskFlushMs = await measureDiskFlush();
  await makeLogFiles(stack.postgres.url);
  say(`a backlog of ${options.orders} orders`);
  const throughput = await measureThroughput(setting, { prefix: 'THROUGHPUT' });
  say(`a steady ${LATENCY_ORDERS_PER_SECOND} orders/s`);
  const latencyMs = await measureLatency(setting, LATENCY_ORDERS_PER_SECOND, roundMs.latency);
  say('the same, without following what becomes of the orders in the ERP');
  const submission = await measureThroughput(setting, { prefix: 'SUBMISSION', roles: WITHOUT_POLLS });
  say('the same, with the orders in the ledger when the clock starts');
  const fromLedger = await measureThroughput(setting, { prefix: 'LEDGER', roles: WITHOUT_POLLS, inLedger: true });
  say('that work as a bare pipeline');
  const bare = await runBarePipeline(setting, fromLedger.orderKeys);
  say('an ERP of fixed capacity under backlog');
  const erpUtilisation = await measureErpUtilisation(setting, roundMs.utilisation);
  say('callers of the API');
  const http = await measureHttp(setting, roundMs.http);
  say('a worker is killed, and Redis crashes');
  const resume = await measureResume(setting, restartRedis);
  say(`the memory of a broker with a backlog of ${backlogOrders} orders`);
  const peakMb = await measureBacklogMemory(setting, backlogOrders);
  say('the page of an order in a browser');
  const pageRender = await measurePageRender(setting);
  say('the org by itself');
  const orgStart = await measureOrgStart(stack.logFolder);
  return {
    ordersPerSecond: rounded(throughput.ordersPerSecond, 1),
    barePipelinePerSecond: rounded(bare.ordersPerSecond, 1),
    submissionsPerSecond: rounded(submission.ordersPerSecond, 1),
    fromLedgerPerSecond: rounded(fromLedger.ordersPerSecond, 1),
    ratio: rounded(fromLedger.ordersPerSecond / bare.ordersPerSecond, 3),
    ratioWithReading: rounded(submission.ordersPerSecond / bare.ordersPerSecond, 3),
    ordersPerBrokerCpuSecond: throughput.ordersPerBrokerCpuSecond === undefined ? null : rounded(throughput.ordersPerBrokerCpuSecond, 1),
    erpUtilisation: { asServed: rounded(erpUtilisation.asServed, 4), oneMore: rounded(erpUtilisation.oneMore, 4) },
    apiCallsPer1000Updates: rounded(throughput.apiCallsPer1000Updates, 2),
    apiCallsPer1000OrdersRead: rounded(throughput.apiCallsPer1000OrdersRead, 2),
    updatesPerSecond: rounded(throughput.updatesPerSecond, 1),
    updatesPerOrder: rounded(throughput.updatesPerOrder, 2),
    eventDeliveriesPerOrder: rounded(throughput.eventDeliveriesPerOrder, 3),
    latencyMs,
    ...http,
    resumeAfterKillMs: rounded(resume.afterKillMs, 0),
    resumeAfterRedisMs: resume.afterRedisMs === undefined ? null : rounded(resume.afterRedisMs, 0),
    backlogPeakMb: peakMb === undefined ? null : rounded(peakMb, 0),
    backlogOrders,
    pageRender,
    orgStartCpuSeconds: orgStart.startCpuSeconds === undefined ? null : rounded(orgStart.startCpuSeconds, 2),
    triggersMs: rounded(orgStart.triggersMs, 0),
    diskFlushMs,
    queue: queueUrl === undefined ? 'postgresql' : 'redis',
    cores: availableParallelism(),
    orders: options.orders,
  };
}

const redis = hasRedisServer() && !options.postgresQueue ? await startLocalRedis() : undefined;
say(redis ? 'Redis is up' : 'jobs are kept in PostgreSQL');
let stack: Stack | undefined;
try {
  stack = await startStack({
    seed: options.seed,
    erp: { capacity: FAST_ERP },
    warehouse: {},
    terms: { concurrency: CONCURRENCY, timeoutMs: 10_000, settleMs: 4000 },
    ...(redis && { queueUrl: redis.url }),
    tell: say,
  });
  say(`every log is in ${stack.logFolder}`);
  const report = await run(stack, redis?.url, redis && (() => redis.restart('crash')));
  say(tableOf(report));
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
} finally {
  await stack?.stop();
  await redis?.stop();
}
process.exit(0);
