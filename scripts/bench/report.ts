/** The figures of a run, and how they are shown to people beside the bar of docs/performance.md. */
import type { DiskFlush } from './disk-flush.ts';
import type { ErpUtilisation } from './erp-utilisation.ts';
import type { PageRender } from './page-render.ts';
import type { Percentiles } from './percentiles.ts';

export type BenchReport = {
  readonly ordersPerSecond: number;
  /** Without following what becomes of the orders in the ERP. */
  readonly submissionsPerSecond: number;
  /** The same, with the orders in the ledger when the clock starts: what the bare pipeline does with its jobs. */
  readonly fromLedgerPerSecond: number;
  readonly barePipelinePerSecond: number;
  /** From the ledger. */
  readonly ratio: number;
  /** With the reading of the orders from Salesforce, which the bare pipeline is spared. */
  readonly ratioWithReading: number;
  readonly ordersPerBrokerCpuSecond: number | null;
  readonly erpUtilisation: ErpUtilisation;
  readonly apiCallsPer1000Updates: number;
  readonly apiCallsPer1000OrdersRead: number;
  readonly updatesPerSecond: number;
  readonly updatesPerOrder: number;
  readonly eventDeliveriesPerOrder: number;
  readonly latencyMs: Percentiles;
  readonly validationMs: Percentiles;
  readonly intakeMs: Percentiles;
  readonly surgeMs: Percentiles;
  readonly surgePutOff: number;
  readonly resumeAfterKillMs: number;
  readonly resumeAfterRedisMs: number | null;
  readonly backlogPeakMb: number | null;
  readonly backlogOrders: number;
  readonly pageRender: PageRender;
  readonly orgStartCpuSeconds: number | null;
  /** 1,000 records through the package's triggers. */
  readonly triggersMs: number;
  /** Below every figure that waits for a commit. */
  readonly diskFlushMs: DiskFlush;
  readonly queue: 'redis' | 'postgresql';
  readonly cores: number;
  readonly orders: number;
};

type Row = readonly [what: string, reached: string, bar: string];

const renderText = (render: PageRender): string =>
  'missing' in render ? `- (${render.missing})` : `${render.extraMs} ms (${render.fewMs} and ${render.manyMs})`;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const both = ({ p50, p99 }: Percentiles): string => `${p50} / ${p99} ms`;

function rowsOf(report: BenchReport): readonly Row[] {
  return [
    ['what', 'reached', 'to hold'],
    ['orders/s end to end', report.ordersPerSecond.toFixed(0), `${250 * report.cores} (250 a core)`],
    ['orders per CPU second of the broker', report.ordersPerBrokerCpuSecond?.toFixed(0) ?? '-', ''],
    ['without polls, orders/s', report.submissionsPerSecond.toFixed(0), ''],
    ['the same from the ledger, orders/s', report.fromLedgerPerSecond.toFixed(0), ''],
    ['bare pipeline, orders/s', report.barePipelinePerSecond.toFixed(0), ''],
    ['ratio to the bare pipeline', report.ratio.toFixed(2), '>= 0.5'],
    ['the same, with reading from Salesforce', report.ratioWithReading.toFixed(2), ''],
    ['ERP utilisation, as many calls in flight', percent(report.erpUtilisation.asServed), ''],
    ['the same, and one that waits at the ERP', percent(report.erpUtilisation.oneMore), '>= 95 %'],
    ['record updates/s', report.updatesPerSecond.toFixed(0), ''],
    ['record updates per order', report.updatesPerOrder.toFixed(1), ''],
    ['API calls per 1,000 updates', report.apiCallsPer1000Updates.toFixed(1), '<= 6'],
    ['API calls per 1,000 orders read', report.apiCallsPer1000OrdersRead.toFixed(1), '<= 10'],
    ['event deliveries per order', report.eventDeliveriesPerOrder.toFixed(2), '1'],
    ['event to write-back less ERP, p50 / p99', both(report.latencyMs), 'p99 < 750 ms'],
    ['validation at 200/s, p50 / p99', both(report.validationMs), 'p99 < 50 ms'],
    ['intake at 200/s, p50 / p99', both(report.intakeMs), ''],
    ['intake in a surge from 100/s to 500/s', both(report.surgeMs), 'p99 < 50 ms'],
    ['put off with a 429 in the surge', percent(report.surgePutOff), ''],
    ['work of a killed worker taken up after', `${report.resumeAfterKillMs} ms`, '<= 5000 ms'],
    ['work goes on after Redis is back for', report.resumeAfterRedisMs === null ? '-' : `${report.resumeAfterRedisMs} ms`, '<= 1500 ms'],
    [`broker memory, backlog of ${report.backlogOrders}`, report.backlogPeakMb === null ? '-' : `${report.backlogPeakMb} MB`, '< 256 MB'],
    ['300 entries render longer than 10 by', renderText(report.pageRender), '< 200 ms'],
    ['CPU time of an org that starts', report.orgStartCpuSeconds === null ? '-' : `${report.orgStartCpuSeconds} s`, '< 1 s'],
    ['1,000 records through its triggers', `${report.triggersMs} ms`, '< 1000 ms'],
    ['a flush of this disk, p50 / p99', both(report.diskFlushMs), ''],
    ['the longest flush in five seconds', `${report.diskFlushMs.worst} ms`, ''],
  ];
}

/** A table for people. */
export function tableOf(report: BenchReport): string {
  const rows = rowsOf(report).map(([what, reached, bar]) => `  ${what.padEnd(42)}${reached.padEnd(20)}${bar}`.trimEnd());
  return [`${report.orders} orders, jobs in ${report.queue}, ${report.cores} cores for everything:`, ...rows].join('\n');
}
