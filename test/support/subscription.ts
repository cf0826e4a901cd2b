/** A subscriber as the product runs it, on a ledger in memory and with waits cut short. */
import type { Clock } from '../../broker/engine/clock.ts';
import type { InboundBatch, ParkedEvent } from '../../broker/engine/ledger.ts';
import { readCommandRequested } from '../../broker/salesforce/intake/command-requested.ts';
import { connectPubSub } from '../../broker/salesforce/pubsub/connection.ts';
import { makeEventReader } from '../../broker/salesforce/pubsub/event-reader.ts';
import { cacheSchemas, lookUpSchema } from '../../broker/salesforce/pubsub/schema-cache.ts';
import { systemClock } from '../../broker/engine/system-clock.ts';
import { SILENCE } from '../../broker/salesforce/pubsub/silence.ts';
import type { SilencePolicy } from '../../broker/salesforce/pubsub/silence.ts';
import { runSubscriber } from '../../broker/salesforce/pubsub/subscriber.ts';
import { makeTake } from '../../broker/salesforce/pubsub/take-batch.ts';
import { makeSession } from '../../broker/salesforce/session.ts';

const TOPIC = '/event/OB_Command_Requested__e';
const lease = { name: 'subscriber', owner: 'me', token: 1 };

/** Waits are cut to a hundredth, so that a test need not sit through a back-off. */
const clock: Clock = {
  ...systemClock,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms / 100);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    }),
};

export type SubscriptionOptions = {
  readonly accept?: (batch: InboundBatch) => Promise<readonly [] | { fenced: true }>;
  readonly relief?: () => Promise<void>;
  readonly silence?: SilencePolicy;
};

export type Subscription = {
  /** What was committed. */
  readonly batches: readonly InboundBatch[];
  readonly lost: readonly string[];
  /** Events by outcome, ends by decision. */
  readonly counts: ReadonlyMap<string, number>;
  readonly running: Promise<'stopped' | 'fenced'>;
  readonly reads: () => readonly string[];
  readonly parked: () => readonly ParkedEvent[];
  /** Puts a position into the ledger. */
  readonly store: (stored: Uint8Array) => void;
  readonly end: () => Promise<'stopped' | 'fenced'>;
};

/** Subscribes at an endpoint with a ledger in memory; `accept` may hold it up or refuse. */
export function subscribe(endpoint: string, { accept, relief, silence }: SubscriptionOptions = {}): Subscription {
  const batches: InboundBatch[] = [];
  const lost: string[] = [];
  const counts = new Map<string, number>();
  let position: Uint8Array | undefined;
  let [logins, sessionTime] = [0, 0];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const metrics = {
    count: (name: string, labels: Readonly<Record<string, string>> = {}, by = 1) => {
      const key = `${name}/${labels['outcome'] ?? labels['decision'] ?? ''}`;
      counts.set(key, (counts.get(key) ?? 0) + by);
    },
    observe: () => undefined,
    gauge: () => undefined,
  };
  const ledger = {
    accept: async (batch: InboundBatch) => {
      const answer = accept ? await accept(batch) : [];
      if ('fenced' in answer) return answer;
      batches.push(batch);
      position = batch.checkpoint?.replayId;
      return [];
    },
    checkpoint: async () => position,
  };
  const session = makeSession({
    ask: async () => {
      logins += 1;
      return { ok: true, grant: { accessToken: `token-${logins}`, instanceUrl: 'http://localhost', organizationId: '00D000000000001AAA' } };
    },
    clock: { ...clock, now: () => (sessionTime += 3_600_000) },
    random: () => 0,
    log,
    metrics,
  });
  const connection = connectPubSub({ endpoint, tls: false }, clock);
  const random = (): number => 0;
  const schemas = cacheSchemas(lookUpSchema(connection, session));
  const readEvent = makeEventReader({ topic: TOPIC, schemas, toInput: readCommandRequested, clock, random });
  const take = makeTake({
    topic: TOPIC,
    lease,
    ledger,
    readEvent,
    clock,
    random,
    metrics,
    onReads: () => undefined,
    reach: () => undefined,
  });
  const stop = new AbortController();
  const running = runSubscriber(
    {
      topic: TOPIC,
      firstStart: 'EARLIEST',
      silence: silence ?? SILENCE,
      ledger,
      session,
      connection,
      take,
      clock,
      random,
      log,
      metrics,
      onPositionLost: () => lost.push('lost'),
      relief: relief ?? (() => Promise.resolve()),
    },
    stop.signal,
  );
  return {
    batches,
    lost,
    counts,
    running,
    reads: () => batches.flatMap((batch) => batch.reads ?? []).map((read) => read.orderKey),
    parked: () => batches.flatMap((batch) => batch.parked ?? []),
    store: (stored) => {
      position = stored;
    },
    end: async () => {
      stop.abort(new Error('test over'));
      const result = await running;
      connection.close();
      return result;
    },
  };
}
