/** Puts the Salesforce side together and runs the parts a process is asked to run. */
import type { Clock, Random } from '../engine/clock.ts';
import type { ReachPoint } from '../engine/fault-points.ts';
import type { Ledger, Lease } from '../engine/ledger.ts';
import type { Log, Metrics, Traces } from '../telemetry/port.ts';
import type { SalesforceConfig } from './config.ts';
import { makeDoorbell } from './doorbell.ts';
import type { Doorbell } from './doorbell.ts';
import { makeGovernor } from './governor.ts';
import type { Governor } from './governor.ts';
import type { BrokerStatus } from './heartbeat.ts';
import { runBackfill } from './intake/backfill.ts';
import { readCommandRequested } from './intake/command-requested.ts';
import { runOrderReader } from './intake/order-reader.ts';
import { holdLease } from './lease-holder.ts';
import type { Work } from './lease-holder.ts';
import { connectPubSub } from './pubsub/connection.ts';
import type { PubSubConnection } from './pubsub/connection.ts';
import { makeEventReader } from './pubsub/event-reader.ts';
import { cacheSchemas, lookUpSchema } from './pubsub/schema-cache.ts';
import { SILENCE } from './pubsub/silence.ts';
import { runSubscriber } from './pubsub/subscriber.ts';
import { makeTake } from './pubsub/take-batch.ts';
import { makeRestClient } from './rest-client.ts';
import type { RestClient } from './rest-client.ts';
import { makeSession } from './session.ts';
import type { Session } from './session.ts';
import { askForToken } from './token-grant.ts';
import { runVitalSigns } from './vital-signs.ts';
import { makeLane } from './write-back/lane.ts';
import { makeSendCall } from './write-back/send-call.ts';
import { runWriter } from './write-back/writer.ts';

/** What a process does with Salesforce. Subscribing, backfill and writing need a lease, so extra processes stand by. */
export type SalesforceRoles = { readonly subscribe: boolean; readonly read: boolean; readonly write: boolean };

export type SalesforceDependencies = {
  readonly config: SalesforceConfig;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly traces: Traces;
  /** Names this process in leases. */
  readonly owner: string;
  readonly leaseMs: number;
  /** Wakes the turns of aggregates that have something to take in. */
  readonly wake: (aggregateIds: readonly string[]) => void;
  /** Resolves when the broker can take more events. */
  readonly relief: (signal: AbortSignal) => Promise<void>;
  /** How the broker is, for the heartbeat. */
  readonly status: () => Promise<BrokerStatus>;
  readonly reach: ReachPoint;
};

export type Salesforce = {
  /** Tells the writer that a turn left records to write. */
  readonly onRecords: () => void;
  /** Tells the reader that orders were announced. */
  readonly onReads: () => void;
  readonly rest: RestClient;
  /** Stops taking in, finishes the calls in flight, gives back the leases. */
  readonly stop: () => Promise<void>;
};

type Parts = SalesforceDependencies & {
  readonly session: Session;
  readonly rest: RestClient;
  readonly connection: PubSubConnection;
  readonly governor: Governor;
  readonly bells: { readonly read: Doorbell; readonly write: Doorbell; readonly backfill: Doorbell };
};

function subscribing(parts: Parts): Work {
  const { config, ledger, clock, random, session, connection, bells } = parts;
  const topic = config.commandTopic;
  const schemas = cacheSchemas(lookUpSchema(connection, session));
  const readEvent = makeEventReader({ topic, schemas, toInput: readCommandRequested, clock, random });
  return async (lease: Lease, signal: AbortSignal) => {
    const take = makeTake({ ...parts, topic, lease, ledger, readEvent, onReads: bells.read.ring });
    const onPositionLost = bells.backfill.ring;
    await runSubscriber({ ...parts, topic, firstStart: config.firstStart, silence: SILENCE, take, onPositionLost }, signal);
  };
}

function backfilling(parts: Parts): Work {
  const { config, bells, governor } = parts;
  const schedule = { everyMs: config.backfillEveryMs, bell: bells.backfill, stretch: governor.stretch };
  return (_lease, signal) => runBackfill({ ...parts, onReads: bells.read.ring }, schedule, signal);
}

function writing(parts: Parts): Work {
  const { config, bells, governor } = parts;
  return async (_lease, signal) => {
    const lane = makeLane(parts);
    const sendCall = makeSendCall({ ...parts, lane });
    const { stretch } = governor;
    const writer = runWriter({ ...parts, sendCall, lane, bell: bells.write, callsInFlight: config.writersInFlight, stretch }, signal);
    await Promise.all([writer, runVitalSigns({ ...parts, key: config.clientName, stretch }, signal)]);
  };
}

function run(parts: Parts, roles: SalesforceRoles, signal: AbortSignal): Promise<void>[] {
  const { owner, leaseMs: ttlMs, bells, governor } = parts;
  const under = (name: string, work: Work): Promise<void> => holdLease(parts, { name, owner, ttlMs }, work, signal);
  return [
    ...(roles.subscribe ? [under('salesforce-subscriber', subscribing(parts)), under('salesforce-backfill', backfilling(parts))] : []),
    ...(roles.read ? [runOrderReader({ ...parts, bell: bells.read, stretch: governor.stretch }, signal)] : []),
    ...(roles.write ? [under('salesforce-writer', writing(parts))] : []),
  ];
}

/** Starts at once and answers at once: an org that cannot be reached is a matter of trying again, not of failing to start. */
export function startSalesforce(dependencies: SalesforceDependencies, roles: SalesforceRoles): Salesforce {
  const { config, clock, metrics } = dependencies;
  const governor = makeGovernor(dependencies);
  const session = makeSession({ ...dependencies, ask: () => askForToken(config, clock) });
  const rest = makeRestClient({ config, session, metrics, onUsage: governor.observe });
  const connection = connectPubSub(config.pubSub, clock);
  const bells = { read: makeDoorbell(clock), write: makeDoorbell(clock), backfill: makeDoorbell(clock) };
  const stopping = new AbortController();
  const running = run({ ...dependencies, session, rest, connection, governor, bells }, roles, stopping.signal);
  let stopped: Promise<void> | undefined;

  async function stop(): Promise<void> {
    stopping.abort(new Error('stopping'));
    await Promise.all(running);
    connection.close();
    await rest.close();
  }

  return { onRecords: bells.write.ring, onReads: bells.read.ring, rest, stop: () => (stopped ??= stop()) };
}
