/** A real Tryton behind the demo, with bad days on the way to it and a clerk who ships, invoices and takes money. */
import { setTimeout as wait } from 'node:timers/promises';
import { askTryton } from '../audit/tryton-witness.ts';
import type { Random } from '../../broker/engine/clock.ts';
import { seededRandom } from '../load/random.ts';
import { makeClerk } from '../tryton/clerk.ts';
import type { Clerk } from '../tryton/clerk.ts';
import { startFaultProxy } from '../tryton/fault-proxy.ts';
import type { FaultProxy } from '../tryton/fault-proxy.ts';
import { COMPANIES } from '../tryton/seed/seed.ts';
import { BROKER, CLERK } from '../tryton/seed/users.ts';
import { startTryton } from '../tryton/server.ts';
import type { BackOffice } from './back-office.ts';

export type TrytonOffice = BackOffice & {
  /** The broker's variables that name this ERP. */
  readonly brokerSettings: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

/** A creation is six calls, any of which may meet one. Parallel confirmations bring lock errors of their own. */
const TROUBLES: readonly Parameters<FaultProxy['addRule']>[0][] = [
  { kind: 'drop-answer', probability: 0.03 },
  { kind: 'late-commit', probability: 0.02, delayMs: 1500 },
  { kind: 'throttle', probability: 0.01, retryAfterMs: 500 },
  { kind: 'error-before-commit', probability: 0.01 },
  { kind: 'error-after-commit', probability: 0.01 },
  { kind: 'reset-before-commit', probability: 0.01 },
  { kind: 'slow', probability: 0.03, delayMs: 800 },
];
const SESSION_LOSS = 0.02;

const TERMS = { concurrency: 3, timeoutMs: 15_000, settleMs: 8000 };

/** How many orders the clerk ships in two parts, of all. */
const SPLIT_SHARE = 0.25;
const ROUND_MS = 500;
/** The supplier delivers what is short after this. */
const RESTOCK_MS = 20_000;
/** After this the clerk goes home, so that the audit is of an ERP at rest, however slow the machine. */
const DAY_MS = 270_000;

type Work = { readonly clerk: Clerk; readonly random: Random; readonly splits: Set<string>; readonly signal: AbortSignal };

/** Sales with invoices that are to be posted or paid: asked for at once, since most have none. */
async function toInvoice({ user }: Clerk): Promise<ReadonlySet<number>> {
  const invoices = await user.read('account.invoice', [['state', 'in', ['draft', 'posted']]], ['sales']);
  return new Set(invoices.flatMap(({ sales }) => sales as readonly number[]));
}

async function serve({ clerk, random, splits }: Work, seen: Set<number>): Promise<void> {
  const domain = [
    ['state', '=', 'processing'],
    ['origin', '=', null],
  ];
  for (const { id, reference, shipment_state: shipping } of await clerk.user.read('sale.sale', domain, ['reference', 'shipment_state'])) {
    const isNew = !seen.has(id);
    seen.add(id);
    const inParts = isNew && (splits.has(String(reference)) || random() < SPLIT_SHARE);
    if (shipping === 'waiting') await clerk.ship(id, inParts ? 1 : undefined);
  }
  for (const id of await toInvoice(clerk)) {
    await clerk.post(id);
    await clerk.pay(id);
  }
}

async function work(task: Work): Promise<void> {
  const begun = performance.now();
  const seen = new Set<number>();
  let restocked = false;
  while (!task.signal.aborted && performance.now() - begun < DAY_MS) {
    await serve(task, seen);
    if (!restocked && performance.now() - begun > RESTOCK_MS) {
      await task.clerk.restock('SKU-SCARCE', 1000);
      restocked = true;
    }
    await wait(ROUND_MS, undefined, { signal: task.signal }).catch(() => undefined);
  }
}

type OfficeOptions = { readonly seed: number; readonly faults: boolean; readonly tell: (line: string) => void };

export async function startTrytonOffice({ seed, faults, tell }: OfficeOptions): Promise<TrytonOffice> {
  const since = performance.now();
  const { url, database, databaseUrl, stop } = await startTryton({ tell });
  const proxy = await startFaultProxy({ target: url, random: seededRandom(seed), sessionLoss: faults ? SESSION_LOSS : 0 });
  const clerk = makeClerk(url, { database, ...CLERK, company: COMPANIES[0] });
  tell(`Tryton is up, with a clerk in it (${((performance.now() - since) / 1000).toFixed(1)} s)`);
  const ending = new AbortController();
  const splits = new Set<string>();
  let failed: unknown;
  const working = work({ clerk, random: seededRandom(seed + 1), splits, signal: ending.signal }).catch((error: unknown) => {
    failed = error;
    tell(`the clerk went home: ${String(error)}`);
  });
  const endpoint = { id: 'erp', kind: 'tryton', baseUrl: proxy.url, database, ...BROKER, company: COMPANIES[0], ...TERMS };

  return {
    brokerSettings: {
      BROKER_ENDPOINTS: JSON.stringify([endpoint]),
      BROKER_ROUTES: JSON.stringify([{ erp: 'erp' }]),
      BROKER_POLL_INTERVAL_MS: '1000',
    },
    arrange: ({ lost, split }) => {
      splits.add(split);
      proxy.addRule({ kind: 'drop-answer', operation: 'model.sale.sale.create', subject: lost, nth: 1 });
      return Promise.resolve();
    },
    addTroubles: () => {
      for (const rule of TROUBLES) proxy.addRule(rule);
      return Promise.resolve();
    },
    ask: () => {
      if (failed !== undefined) throw new Error('the clerk went home', { cause: failed });
      return askTryton(databaseUrl);
    },
    patienceMs: (orders) => 180_000 + 4000 * orders,
    obliges: false,
    places: [
      `Tryton          ${url}   database ${database}, user ${CLERK.user}, password ${CLERK.password}`,
      `its PostgreSQL  ${databaseUrl}`,
    ],
    stop: async () => {
      ending.abort();
      await working;
      await clerk.close();
      await proxy.stop();
      await stop();
    },
  };
}
