/** Where BullMQ keeps its jobs: Redis in production, or the ledger's own PostgreSQL where there is no Redis. */
import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { Processor, WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Jobs carry ids only: customers' data stays in the ledger. */
export type JobData = { readonly ids: readonly string[] };

/** The parts of a queue and a worker that are the same on every backend. */
export type JobQueue = Pick<Queue<JobData>, 'addBulk' | 'setGlobalRateLimit' | 'removeGlobalRateLimit' | 'close'>;
export type JobWorker = Pick<Worker<JobData>, 'close' | 'waitUntilReady' | 'run'> & { concurrency: number };

export type QueueBackend = {
  readonly queue: (name: string) => JobQueue;
  readonly worker: (name: string, process: Processor<JobData>, options: Omit<WorkerOptions, 'connection'>) => JobWorker;
  /** Whether the backend still knows the mark this broker left in it: false after it lost its memory. */
  readonly remembers: () => Promise<boolean>;
  /** Rejects where it cannot be reached. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * A job whose worker vanished, or whose end the backend did not hear of, blocks its name until its lock runs out. The
 * ledger decides what is executed, so a job that is started twice does no harm and the lock may be short.
 */
const LOCKS = { lockDuration: 4000, stalledInterval: 2000 } as const;

const CONNECT_TIMEOUT_MS = 5000;

/**
 * A connection on which nothing came for so long after something was said is given up: the network or the server is gone without a
 * word, which the system would notice after a quarter of an hour. A worker asks with patience, ten seconds at most.
 */
const SILENT = { producer: { socketTimeout: 5000 }, consumer: { socketTimeout: 20_000 } } as const;

const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true } as const;
const MARK = 'order-broker:remembers';

/** One hash tag a queue: a cluster keeps a queue's keys on one shard and spreads the queues. */
function prefixOf(name: string): string {
  return `{ob:${name}}`;
}

/** Lost connections are retried by the library; an error event without a listener would end the process. */
function listening<Emitter extends { on: (event: 'error', listener: () => void) => unknown }>(emitter: Emitter): Emitter {
  emitter.on('error', () => undefined);
  return emitter;
}

function redisBackend(url: string): QueueBackend {
  // A producer fails fast and leaves the rest to the sweeper; a worker waits for Redis to come back.
  const producer = new Redis(url, { ...SILENT.producer, maxRetriesPerRequest: 1, enableOfflineQueue: true, connectTimeout: 2000 });
  const consumer = new Redis(url, {
    ...SILENT.consumer,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 100, 500),
  });
  for (const connection of [producer, consumer]) connection.on('error', () => undefined);
  return {
    queue: (name) => listening(new Queue(name, { connection: producer, prefix: prefixOf(name), defaultJobOptions: JOB_OPTIONS })),
    worker: (name, process, options) =>
      listening(new Worker(name, process, { ...LOCKS, ...options, connection: consumer, prefix: prefixOf(name) })),
    remembers: async () => (await producer.set(MARK, '1', 'GET')) !== null,
    ping: async () => {
      await producer.ping();
    },
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
      return Promise.resolve();
    },
  };
}

/** The library's pool listens to its idle connections only: one lost at work would end the process. */
class ListeningClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    listening(this);
  }
}

function postgresBackend(connectionString: string): QueueBackend {
  const connection = { connectionString, schema: 'bullmq', max: 6, migrate: true, Client: ListeningClient };
  return {
    queue: (name) => listening(new Queue(name, { connection, defaultJobOptions: JOB_OPTIONS }, createPostgresBackend)),
    worker: (name, process, options) => listening(new Worker(name, process, { ...LOCKS, ...options, connection }, createPostgresBackend)),
    remembers: () => Promise.resolve(true),
    ping: async () => {
      const client = new ListeningClient({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
      await client.connect();
      await client.end();
    },
    close: () => Promise.resolve(),
  };
}

/** `redis://…` and `rediss://…` choose Redis, `postgres://…` the ledger's PostgreSQL. Throws on any other scheme. */
export function openQueueBackend(queueUrl: string): QueueBackend {
  const { protocol } = new URL(queueUrl);
  if (protocol === 'redis:' || protocol === 'rediss:') return redisBackend(queueUrl);
  if (protocol === 'postgres:' || protocol === 'postgresql:') return postgresBackend(queueUrl);
  throw new Error(`QUEUE_URL has the scheme ${protocol} but must be redis:, rediss: or postgres:`);
}
