/** Plays the Pub/Sub API on a real gRPC server: each stream a client opens is handed to the next script. */
import { Metadata, Server, ServerCredentials, status } from '@grpc/grpc-js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import avro from 'avsc';
import { FetchResponse, PubSubService } from '../../broker/salesforce/pubsub/generated/pubsub.ts';
import type { ConsumerEvent, FetchRequest } from '../../broker/salesforce/pubsub/generated/pubsub.ts';

export type OpenedStream = {
  /** The request that opened the stream. */
  readonly request: FetchRequest;
  /** Those that came after it. */
  readonly later: FetchRequest[];
  readonly token: string;
  readonly send: (events: readonly ConsumerEvent[], latest?: Buffer) => void;
  readonly fail: (code: number, errorCode?: string) => void;
  readonly end: () => void;
};

export type Script = (stream: OpenedStream) => void;

export type ScriptedPubSub = {
  readonly endpoint: string;
  /** Scripts to come; a stream without one gets nothing. */
  readonly scripts: Script[];
  readonly opened: OpenedStream[];
  readonly schemaCalls: string[];
  readonly close: () => void;
};

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

export function payloadOf(key: string): Buffer {
  const values = { CreatedDate: 1, CreatedById: '005', Order_Key__c: `A${key}`, Command_Key__c: `cmd-${key}`, Type__c: 'SUBMIT' };
  return avro.Type.forSchema(SCHEMA as avro.Schema).toBuffer(values);
}

export const positionOf = (count: number): Buffer => Buffer.from(`0000000000${count.toString(16).padStart(6, '0')}0000`, 'hex');

/** The `count`-th event of the topic: a SUBMIT of order A1000 + count. */
export function eventOf(count: number, change: Partial<{ schemaId: string; payload: Buffer }> = {}): ConsumerEvent {
  const { schemaId = 'known', payload = payloadOf(String(1000 + count)) } = change;
  return { event: { id: `uuid-${count}`, schemaId, payload, headers: [] }, replayId: positionOf(count) };
}

/** The first `count` events of the topic. */
export function events(count: number): ConsumerEvent[] {
  return Array.from({ length: count }, (_, index) => eventOf(index + 1));
}

function toOpened(stream: ServerDuplexStream<FetchRequest, FetchResponse>, request: FetchRequest): OpenedStream {
  return {
    request,
    later: [],
    token: String(stream.metadata.get('accesstoken')[0]),
    send: (events, latest = Buffer.alloc(0)) => {
      stream.write(FetchResponse.fromPartial({ events: [...events], latestReplayId: latest, rpcId: 'rpc', pendingNumRequested: 1 }));
    },
    fail: (code, errorCode) => {
      const metadata = new Metadata();
      if (errorCode !== undefined) metadata.set('error-code', `sfdc.platform.eventbus.grpc.${errorCode}`);
      stream.emit('error', { code, details: 'scripted', metadata });
    },
    end: () => {
      stream.end();
    },
  };
}

type SchemaCallback = (error: { code: number } | null, schema?: { schemaJson: string; schemaId: string; rpcId: string }) => void;

/** Knows one schema, `known`; `garbage` is no JSON, and all others are not found. */
function answerSchema(schemaId: string, callback: SchemaCallback): void {
  if (schemaId === 'known') callback(null, { schemaJson: JSON.stringify(SCHEMA), schemaId, rpcId: 'r' });
  else if (schemaId === 'garbage') callback(null, { schemaJson: '{"type":', schemaId, rpcId: 'r' });
  else callback({ code: status.NOT_FOUND });
}

export async function startScriptedPubSub(): Promise<ScriptedPubSub> {
  const scripts: Script[] = [];
  const opened: OpenedStream[] = [];
  const schemaCalls: string[] = [];
  const server = new Server();
  const refuse = (_call: unknown, callback: SchemaCallback): void => {
    callback({ code: status.UNIMPLEMENTED });
  };
  const subscribe = (stream: ServerDuplexStream<FetchRequest, FetchResponse>): void => {
    let current: OpenedStream | undefined;
    stream.on('data', (request: FetchRequest) => {
      if (current) {
        current.later.push(request);
        return;
      }
      current = toOpened(stream, request);
      opened.push(current);
      scripts.shift()?.(current);
    });
    stream.on('end', () => stream.end());
    stream.on('error', () => undefined);
  };
  const getSchema = (call: { request: { schemaId: string } }, callback: SchemaCallback): void => {
    schemaCalls.push(call.request.schemaId);
    answerSchema(call.request.schemaId, callback);
  };
  const unused = { getTopic: refuse, publish: refuse, publishStream: refuse, managedSubscribe: refuse };
  server.addService(PubSubService, { subscribe, getSchema, ...unused });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  const close = (): void => {
    server.forceShutdown();
  };
  return { endpoint: `127.0.0.1:${port}`, scripts, opened, schemaCalls, close };
}
