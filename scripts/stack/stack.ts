/** The whole product on this machine: PostgreSQL, the outside world and the broker, each as its own process. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import type { EmbeddedPostgres } from '../embedded-postgres.ts';
import { brokerEnvironment, startBrokerProcess } from './broker-process.ts';
import type { EndpointTerms } from './broker-process.ts';
import type { NodeProcess } from './node-process.ts';
import { startWorld } from './world.ts';
import type { EndpointOptions, World } from './world.ts';

export type StackOptions = EndpointOptions & {
  readonly terms: EndpointTerms;
  /** Absent: jobs are kept in PostgreSQL. */
  readonly queueUrl?: string;
  /** Variables of the broker that differ from the stack's own. */
  readonly brokerSettings?: Readonly<Record<string, string>>;
  readonly tell: (line: string) => void;
};

export type Stack = {
  readonly postgres: EmbeddedPostgres;
  readonly world: World;
  /** Where every process writes its log. */
  readonly logFolder: string;
  /** Starts a broker process, with some variables changed, and answers it when it serves. `answer` is its URL. */
  readonly startBroker: (changes?: Readonly<Record<string, string>>) => Promise<NodeProcess>;
  /** Ends everything, the broker processes that still run included. */
  readonly stop: () => Promise<void>;
};

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Starts everything but the broker and tells how it goes. What was started is stopped again if a later part fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { tell } = options;
  const logFolder = await mkdtemp(join(tmpdir(), 'order-broker-'));
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    let since = performance.now();
    const postgres = await startEmbeddedPostgres();
    stops.push(postgres.stop);
    tell(`PostgreSQL is up (${seconds(since)})`);

    since = performance.now();
    const { seed, erp, warehouse } = options;
    const world = await startWorld({ seed, erp, warehouse }, logFolder);
    stops.push(world.stop);
    tell(`Salesforce org with the package, ERP and warehouse are up (${seconds(since)})`);

    const { queueUrl, terms } = options;
    const place = { world, databaseUrl: postgres.url, ...(queueUrl === undefined ? {} : { queueUrl }) };
    const environment = { ...brokerEnvironment(place, terms), ...options.brokerSettings };
    const startBroker = async (changes = {}): Promise<NodeProcess> => {
      const broker = await startBrokerProcess({ ...environment, ...changes }, join(logFolder, 'broker.log'));
      stops.push(async () => {
        if (broker.isRunning()) await broker.end('SIGTERM');
      });
      return broker;
    };
    return { postgres, world, logFolder, startBroker, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
