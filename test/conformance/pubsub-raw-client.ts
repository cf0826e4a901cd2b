/** A gRPC client made from the vendor's own proto file, to look at what really goes over the wire. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ChannelCredentials,
  type ClientDuplexStream,
  credentials as channel,
  loadPackageDefinition,
  Metadata,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import avsc from 'avsc';
import { credentials } from './pubsub-org.ts';

const clientFolder = dirname(fileURLToPath(import.meta.resolve('salesforce-pubsub-api-client')));
/** The proto file inside the published Node client. */
export const vendorProto = join(clientFolder, readdirSync(clientFolder).find((name) => name.endsWith('.proto')) ?? '');

export type RawEvent = { event: { id: string; schema_id: string; payload: Buffer }; replay_id: Buffer };
export type RawResponse = {
  events: RawEvent[];
  latest_replay_id: Buffer;
  rpc_id: string;
  pending_num_requested: number;
  commit_response?: { commit_request_id: string; error: { code: string; msg: string } | null; process_time: string } | null;
  results?: RawResult[];
};
export type RawResult = { replay_id: Buffer; error: { code: string; msg: string } | null; correlation_key: string };

/** Answers of the unary calls. */
type Unary = {
  GetTopic: { schema_id: string; rpc_id: string; can_publish: boolean; can_subscribe: boolean };
  GetSchema: { schema_id: string; schema_json: string };
  Publish: { schema_id: string; results: RawResult[] };
};
type Streaming = 'Subscribe' | 'PublishStream' | 'ManagedSubscribe';

/** What the gRPC library makes of the proto file. */
type Stub = { close: () => void } & Record<
  keyof Unary,
  (request: object, metadata: Metadata, callback: (error: ServiceError | null, response: never) => void) => void
> &
  Record<Streaming, (metadata: Metadata) => ClientDuplexStream<object, RawResponse>>;
type Definition = { eventbus: { v1: { PubSub: new (target: string, credentials: ChannelCredentials) => Stub } } };

/** A stream and all it brought so far. */
export type RawStream = {
  readonly send: (request: object) => void;
  readonly responses: RawResponse[];
  readonly events: () => RawEvent[];
  readonly replayIds: () => string[];
  readonly error: () => ServiceError | undefined;
  readonly ended: () => boolean;
  readonly cancel: () => void;
};

export type RawClient = {
  readonly unary: <Rpc extends keyof Unary>(rpc: Rpc, request: object, headers?: Record<string, string>) => Promise<Unary[Rpc]>;
  readonly stream: (rpc: Streaming, first: object, headers?: Record<string, string>) => RawStream;
  readonly close: () => void;
};

export const validHeaders: Record<string, string> = {
  accesstoken: credentials.accessToken,
  instanceurl: credentials.instanceUrl,
  tenantid: credentials.tenantId,
};

function metadataOf(headers: Record<string, string>): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return metadata;
}

function observe(call: ClientDuplexStream<object, RawResponse>): RawStream {
  const responses: RawResponse[] = [];
  let error: ServiceError | undefined;
  let ended = false;
  call.on('error', (raised: ServiceError) => {
    error = raised;
  });
  call.on('data', (response: RawResponse) => responses.push(response));
  call.on('end', () => {
    ended = true;
  });
  const events = (): RawEvent[] => responses.flatMap((response) => response.events);
  return {
    send: (request) => void call.write(request),
    responses,
    events,
    replayIds: () => events().map(({ replay_id: id }) => id.toString('hex')),
    error: () => error,
    ended: () => ended,
    cancel: () => call.cancel(),
  };
}

export function makeRawClient(target: string): RawClient {
  const packageDefinition = loadSync(vendorProto, { keepCase: true, longs: String, enums: String, defaults: true });
  const definition = loadPackageDefinition(packageDefinition) as unknown as Definition;
  const client = new definition.eventbus.v1.PubSub(target, channel.createInsecure());
  return {
    unary: (rpc, request, headers = validHeaders) =>
      new Promise((resolve, reject) => {
        client[rpc](request, metadataOf(headers), (error, response) => (error === null ? resolve(response) : reject(error)));
      }),
    stream: (rpc, first, headers = validHeaders) => {
      const stream = observe(client[rpc](metadataOf(headers)));
      stream.send(first);
      return stream;
    },
    close: () => {
      client.close();
    },
  };
}

export const schemaType = (json: string): avsc.Type => avsc.Type.forSchema(JSON.parse(json) as avsc.Schema);

/** What a failed call says: status, error code and type of its trailers, and whether the message names the rpc. */
export function failureOf(
  error: ServiceError | undefined,
): { status: number; code: unknown; type: unknown; namesRpc: boolean } | undefined {
  if (error === undefined) return undefined;
  const [rpcId] = error.metadata.get('rpc-id');
  return {
    status: error.code,
    code: error.metadata.get('error-code')[0],
    type: error.metadata.get('type')[0],
    namesRpc: rpcId !== undefined && error.details.endsWith(`rpcId: ${String(rpcId)}`),
  };
}
