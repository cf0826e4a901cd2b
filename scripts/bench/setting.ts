/** What every part of the bench works in: the stack, the agent, and brokers with an ERP and no warehouse behind them. */
import type { CustomerOrder } from '../../canonical/order.ts';
import { CATALOGUE } from '../load/catalogue.ts';
import { makeOrder } from '../load/order-maker.ts';
import { seededRandom } from '../load/random.ts';
import { logIn, startAgent } from '../load/salesforce-agent.ts';
import type { SalesforceAgent } from '../load/salesforce-agent.ts';
import type { NodeProcess } from '../stack/node-process.ts';
import type { Stack } from '../stack/stack.ts';
import { AGENT, ERP_KEY } from '../stack/world.ts';
import type { BenchOptions } from './options.ts';
import { setErpCapacity } from './erp-books.ts';
import { makeOrderWatch } from './order-watch.ts';
import type { OrderWatch } from './order-watch.ts';

export type BrokerTerms = {
  readonly concurrency: number;
  /** As BROKER_ROLES; all of them unless told otherwise. */
  readonly roles?: string;
};

export type Setting = {
  readonly stack: Stack;
  readonly options: BenchOptions;
  readonly queueUrl: string | undefined;
  readonly agent: SalesforceAgent;
  /** An access token of the agent, for questions the bench asks on its own account. */
  readonly token: string;
  readonly watch: OrderWatch;
  readonly makeOrders: (prefix: string, count: number) => readonly CustomerOrder[];
  readonly startBroker: (terms: BrokerTerms) => Promise<NodeProcess>;
  readonly setErp: (capacity: { readonly concurrency: number; readonly latencyMs: number }) => Promise<void>;
};

/** Does not follow what becomes of orders in the ERP. */
export const WITHOUT_POLLS = 'subscriber,worker,api';
const NEVER_MS = 3_600_000;

function brokerChanges(stack: Stack, terms: BrokerTerms, profile: string | undefined): Record<string, string> {
  const { erpUrl } = stack.world.places;
  const calls = { concurrency: terms.concurrency, timeoutMs: 10_000, settleMs: 4000, reconcileIntervalMs: NEVER_MS };
  return {
    BROKER_ENDPOINTS: JSON.stringify([{ id: 'erp', kind: 'generic-erp', baseUrl: erpUrl, company: '1000', apiKey: ERP_KEY, ...calls }]),
    BROKER_ROUTES: JSON.stringify([{ erp: 'erp' }]),
    BROKER_POLL_INTERVAL_MS: '1000',
    BROKER_ROLES: terms.roles ?? 'all',
    SALESFORCE_BACKFILL_INTERVAL_MS: String(NEVER_MS),
    ...(profile !== undefined && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile} --disable-warning=ExperimentalWarning` }),
  };
}

/** Logs the agent in and answers the setting. The ERP has to be set before each part. */
export async function makeSetting(stack: Stack, options: BenchOptions, queueUrl: string | undefined): Promise<Setting> {
  const { places } = stack.world;
  const agentOptions = { restUrl: places.restUrl, adminUrl: places.orgAdminUrl, ...AGENT };
  const random = seededRandom(options.seed);
  return {
    ...{ stack, options, queueUrl },
    agent: await startAgent(agentOptions),
    token: await logIn(agentOptions),
    watch: makeOrderWatch(places.orgAdminUrl),
    makeOrders: (prefix, count) =>
      Array.from({ length: count }, (_, index) => makeOrder({ prefix, catalogue: CATALOGUE, random, placedAt: Date.now() }, index + 1)),
    startBroker: (terms) => stack.startBroker(brokerChanges(stack, terms, options.profile)),
    setErp: (capacity) => setErpCapacity(places.erpUrl, capacity),
  };
}
