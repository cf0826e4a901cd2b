import { Metadata, Server, ServerCredentials, status } from '@grpc/grpc-js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import avro from 'avsc';
import type { Clock } from '../../engine/clock.ts';
import type { InboundBatch } from '../../engine/ledger.ts';
import { readCommandRequested } from '../intake/command-requested.ts';
import { makeSession } from '../session.ts';
import { connectPubSub } from './connection.ts';
import { makeEventReader } from './event-reader.ts';
import { FetchResponse, PubSubService, ReplayPreset } from './generated/pubsub.ts';
import type { ConsumerEvent, FetchRequest } from './generated/pubsub.ts';
import { cacheSchemas, lookUpSchema } from './schema-cache.ts';
import { SILENCE } from './silence.ts';
import type { SilencePolicy } from './silence.ts';
import { runSubscriber } from './subscriber.ts';
import { makeTake } from './take-batch.ts';

const TOPIC = '/event/OB_Command_Requested__e';
const SCHEMA = {
  type: 'record',
  name: 'OB_Command_Requested__e',
  namespace: 'com.sforce.eventbus',
  fields: [
    { name: 'CreatedDate', type: 'long' },
    { name: 'CreatedById', type: 'string' },
    ...['Order_Key__c', 'Command_Key__c', 'Type__c'].map((name) => ({ name, type: ['null', 'string'], default: null })),
  ],
};
const lease = { name: 'subscriber', owner: 'me', token: 1 };

function payloadOf(key: string): Buffer {
  const values = { CreatedDate: 1, CreatedById: '005', Order_Key__c: `A${key}`, Command_Key__c: `cmd-${key}`, Type__c: 'SUBMIT' };
  return avro.Type.forSchema(SCHEMA as avro.Schema).toBuffer(values);
}

const positionOf = (count: number): Buffer => Buffer.from(`0000000000${count.toString(16).padStart(6, '0')}0000`, 'hex');

function eventOf(count: number, change: Partial<{ schemaId: string; payload: Buffer }> = {}): ConsumerEvent {
  const { schemaId = 'known', payload = payloadOf(String(1000 + count)) } = change;
  return { event: { id: `uuid-${count}`, schemaId, payload, headers: [] }, replayId: positionOf(count) };
}

/** Plays the Pub/Sub API: each opened stream is handed to the next script. */
type Opened = { readonly request: FetchRequest; readonly stream: ServerDuplexStream<FetchRequest, FetchResponse>; readonly token: string };
type Script = (opened: Opened, later: FetchRequest[]) => void;

let server: Server;
let endpoint: string;
let scripts: Script[];
let opened: Opened[];
let schemaCalls: number;
let endings: (() => void)[];
const laterRequests: FetchRequest[][] = [];

function send(stream: Opened['stream'], events: ConsumerEvent[], latest: Buffer = Buffer.alloc(0)): void {
  stream.write(FetchResponse.fromPartial({ events, latestReplayId: latest, rpcId: 'rpc', pendingNumRequested: 1 }));
}

function fail(stream: Opened['stream'], code: number, errorCode?: string): void {
  const metadata = new Metadata();
  if (errorCode !== undefined) metadata.set('error-code', `sfdc.platform.eventbus.grpc.${errorCode}`);
  stream.emit('error', { code, details: 'scripted', metadata });
}

beforeEach(async () => {
  [scripts, opened, schemaCalls, endings] = [[], [], 0, []];
  laterRequests.length = 0;
  server = new Server();
  const refuse = (_call: unknown, callback: (error: { code: number }) => void): void => callback({ code: status.UNIMPLEMENTED });
  server.addService(PubSubService, {
    subscribe: (stream: Opened['stream']) => {
      const later: FetchRequest[] = [];
      let first = true;
      stream.on('data', (request: FetchRequest) => {
        if (!first) return void later.push(request);
        first = false;
        const entry = { request, stream, token: String(stream.metadata.get('accesstoken')[0]) };
        opened.push(entry);
        laterRequests.push(later);
        (scripts.shift() ?? (() => undefined))(entry, later);
      });
      stream.on('end', () => stream.end());
      stream.on('error', () => undefined);
    },
    getSchema: (call: { request: { schemaId: string } }, callback: (error: object | null, value?: object) => void) => {
      schemaCalls += 1;
      if (call.request.schemaId === 'known') callback(null, { schemaJson: JSON.stringify(SCHEMA), schemaId: 'known', rpcId: 'r' });
      else if (call.request.schemaId === 'garbage') callback(null, { schemaJson: '{"type":', schemaId: 'garbage', rpcId: 'r' });
      else callback({ code: status.NOT_FOUND });
    },
    getTopic: refuse,
    publish: refuse,
    publishStream: () => undefined,
    managedSubscribe: () => undefined,
  } as never);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  endpoint = `127.0.0.1:${port}`;
});

afterEach(() => {
  for (const end of endings) end();
  server.forceShutdown();
});

/** Waits are cut to a hundredth, so that a test need not sit through a back-off. */
const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms / 100);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    }),
};

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

type Options = {
  readonly accept?: (batch: InboundBatch) => Promise<readonly [] | { fenced: true }>;
  readonly relief?: () => Promise<void>;
  readonly silence?: SilencePolicy;
};

function subscribe({ accept, relief, silence }: Options = {}) {
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
  endings.push(() => {
    stop.abort(new Error('test over'));
    connection.close();
  });
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
    store: (stored: Uint8Array) => (position = stored),
    end: async () => {
      stop.abort(new Error('test over'));
      return running;
    },
  };
}

describe('the subscriber of a topic', () => {
  it('starts at the earliest kept event and commits reads with the position of the last of them', async () => {
    scripts = [({ stream }) => send(stream, [eventOf(1), eventOf(2)])];
    const subscription = subscribe();
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(opened[0]?.request).toMatchObject({ topicName: TOPIC, replayPreset: ReplayPreset.EARLIEST, numRequested: 100 });
    expect(subscription.reads()).toEqual(['A1001', 'A1002']);
    expect(Buffer.from(subscription.batches[0]?.checkpoint?.replayId ?? [])).toEqual(positionOf(2));
    expect(schemaCalls).toBe(1);
    expect(await subscription.end()).toBe('stopped');
  });

  it('goes on after the stored position when the connection breaks, without losing or repeating the position', async () => {
    scripts = [
      ({ stream }) => {
        send(stream, [eventOf(1)]);
        void until(() => subscription.batches.length === 1, 'a batch').then(() => fail(stream, status.UNAVAILABLE));
      },
      ({ stream }) => send(stream, [eventOf(2)]),
    ];
    const subscription = subscribe();
    await until(() => subscription.batches.length === 2, 'the second batch');
    expect(opened[1]?.request.replayPreset).toBe(ReplayPreset.CUSTOM);
    expect(opened[1]?.request.replayId).toEqual(positionOf(1));
    await subscription.end();
  });

  it('reopens when the server closes the stream in peace', async () => {
    scripts = [({ stream }) => stream.end()];
    const subscription = subscribe();
    await until(() => opened.length === 2, 'a second stream');
    await subscription.end();
  });

  it('keeps the position a keepalive names, so that an idle topic does not age out', async () => {
    scripts = [({ stream }) => send(stream, [], positionOf(7))];
    const subscription = subscribe();
    await until(() => subscription.batches.length === 1, 'a keepalive');
    expect(Buffer.from(subscription.batches[0]?.checkpoint?.replayId ?? [])).toEqual(positionOf(7));
    await subscription.end();
  });

  it('takes a keepalive without a position as a sign of life and nothing else', async () => {
    scripts = [
      ({ stream }) => {
        send(stream, []);
        send(stream, [eventOf(1)]);
      },
    ];
    const subscription = subscribe();
    await until(() => subscription.reads().length === 1, 'the event after it');
    expect(subscription.batches).toHaveLength(1);
    await subscription.end();
  });

  it('asks for more only after what came is committed', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    scripts = [
      ({ stream }) =>
        send(
          stream,
          Array.from({ length: 60 }, (_, index) => eventOf(index + 1)),
        ),
    ];
    let offered = false;
    const subscription = subscribe({
      accept: async () => {
        offered = true;
        await held;
        return [];
      },
    });
    await until(() => offered, 'an offer to the ledger');
    expect(laterRequests[0]).toEqual([]);
    release();
    await until(() => laterRequests[0]?.length === 1, 'more demand');
    expect(laterRequests[0]?.[0]).toMatchObject({ numRequested: 60, replayPreset: ReplayPreset.LATEST });
    expect(laterRequests[0]?.[0]?.replayId).toHaveLength(0);
    await subscription.end();
  });

  it('asks for nothing while the broker has enough to do', async () => {
    let relieve: () => void = () => undefined;
    const relieved = new Promise<void>((resolve) => (relieve = resolve));
    scripts = [
      ({ stream }) =>
        send(
          stream,
          Array.from({ length: 50 }, (_, index) => eventOf(index + 1)),
        ),
    ];
    const subscription = subscribe({ relief: () => relieved });
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(laterRequests[0]).toEqual([]);
    relieve();
    await until(() => laterRequests[0]?.length === 1, 'more demand');
    await subscription.end();
  });

  it('parks what cannot be understood with its bytes and goes on with its neighbours', async () => {
    const truncated = payloadOf('1002').subarray(0, 9);
    scripts = [
      ({ stream }) =>
        send(stream, [
          eventOf(1),
          eventOf(2, { payload: truncated }),
          eventOf(3, { schemaId: 'nobody knows\u0000' }),
          eventOf(4, { schemaId: 'garbage' }),
          eventOf(5),
        ]),
    ];
    const subscription = subscribe();
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(subscription.reads()).toEqual(['A1001', 'A1005']);
    expect(subscription.parked()).toMatchObject([
      { eventId: 'uuid-2', code: 'UNDECODABLE', payload: truncated, replayId: positionOf(2) },
      { eventId: 'uuid-3', code: 'UNKNOWN_SCHEMA', schemaId: 'nobody knows?' },
      { eventId: 'uuid-4', code: 'UNKNOWN_SCHEMA' },
    ]);
    const { counts } = subscription;
    const of = (outcome: string): number => counts.get(`salesforce_events_total/${outcome}`) ?? 0;
    expect(of('received')).toBe(of('accepted') + of('parked'));
    await subscription.end();
  });

  it('logs in again when its token is refused and resumes where it was', async () => {
    scripts = [({ stream }) => fail(stream, status.UNAUTHENTICATED, 'service.auth.error'), ({ stream }) => send(stream, [eventOf(4)])];
    const subscription = subscribe();
    subscription.store(positionOf(3));
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(opened.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
    await subscription.end();
  });

  it('never sends a refused position again, starts from the earliest event and says that some may be missing', async () => {
    const corrupted: Script = ({ stream, request }) =>
      request.replayPreset === ReplayPreset.CUSTOM
        ? fail(stream, status.INVALID_ARGUMENT, 'subscription.fetch.replayid.corrupted')
        : fail(stream, status.UNAVAILABLE);
    scripts = [corrupted, corrupted, corrupted, ({ stream }) => send(stream, [eventOf(1)])];
    const subscription = subscribe();
    subscription.store(Buffer.from('nonsense'));
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(opened.filter(({ request }) => request.replayPreset === ReplayPreset.CUSTOM)).toHaveLength(1);
    expect(subscription.lost).toEqual(['lost']);
    await subscription.end();
  });

  it('waits out a ledger that is away for a moment without giving up the stream', async () => {
    let failures = 2;
    scripts = [({ stream }) => send(stream, [eventOf(1)])];
    const subscription = subscribe({
      accept: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error('connection terminated');
        return [];
      },
    });
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(opened).toHaveLength(1);
    await subscription.end();
  });

  it('takes the same events again when the ledger was away for long', async () => {
    let failures = 7;
    scripts = [({ stream }) => send(stream, [eventOf(1)]), ({ stream }) => send(stream, [eventOf(1)])];
    const subscription = subscribe({
      accept: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error('connection terminated');
        return [];
      },
    });
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(opened).toHaveLength(2);
    await subscription.end();
  });

  it('stops when another process holds the lease', async () => {
    scripts = [({ stream }) => send(stream, [eventOf(1)])];
    const subscription = subscribe({ accept: async () => ({ fenced: true }) });
    expect(await subscription.running).toBe('fenced');
    await subscription.end();
  });

  it('gives up a stream that has been silent too long', async () => {
    scripts = [() => undefined, ({ stream }) => send(stream, [eventOf(1)])];
    const subscription = subscribe({ silence: { softMs: 50, hardMs: 100 } });
    await until(() => subscription.batches.length === 1, 'a batch on another stream');
    await subscription.end();
  });
});
