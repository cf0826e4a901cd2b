/** The Pub/Sub API of the local org, with TLS as in a real org, without for clients that cannot be told to trust it. */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { BusClock } from '../clock.ts';
import type { EventBus } from '../event-bus.ts';
import type { TlsIdentity } from './certificate.ts';
import { PubSubService } from './generated/pubsub.ts';
import { makeManagedSubscribe } from './managed-subscribe-rpc.ts';
import { makeManagedSubscriptions, type ManagedSubscriptions } from './managed-subscriptions.ts';
import { makeGetSchema, makeGetTopic, unary } from './metadata-rpcs.ts';
import { makeOpenStreams, type StreamFaults } from './open-streams.ts';
import { publishBatch } from './publish-batch.ts';
import { makePublishStream } from './publish-stream-rpc.ts';
import type { PublishRequest, PublishResponse } from './generated/pubsub.ts';
import type { ServiceContext } from './service-context.ts';
import type { SessionPort } from './sessions.ts';
import { makeSubscribe } from './subscribe-rpc.ts';
import { defaultTiming, type PubSubTiming } from './timing.ts';

export type PubSubServerOptions = {
  readonly bus: EventBus;
  readonly sessions: SessionPort;
  readonly clock: BusClock;
  readonly newUuid: () => string;
  /** Ports to listen on; 0 takes a free one, a missing one is not opened. */
  readonly ports: { readonly plaintext?: number; readonly tls?: number };
  /** Needed for the TLS port. */
  readonly tls?: TlsIdentity;
  readonly host?: string;
  readonly timing?: Partial<PubSubTiming>;
  readonly maxStreams?: number;
};

export type PubSubServer = {
  readonly plaintextPort: number | undefined;
  readonly tlsPort: number | undefined;
  readonly managed: ManagedSubscriptions;
  readonly faults: StreamFaults;
  /** Ends open streams and stops listening. */
  readonly stop: () => Promise<void>;
};

const largestRequestBytes = 4 * 1024 * 1024;
const streamsPerConnection = 1000;

function listen(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => (error === null ? resolve(port) : reject(error)));
  });
}

function makeServer(context: ServiceContext): Server {
  const server = new Server({
    'grpc.max_receive_message_length': largestRequestBytes,
    'grpc.max_concurrent_streams': streamsPerConnection,
  });
  server.addService(PubSubService, {
    getTopic: makeGetTopic(context),
    getSchema: makeGetSchema(context),
    subscribe: makeSubscribe(context),
    publish: unary<PublishRequest, PublishResponse>(context, 'Publish', (user, request, rpcId) =>
      publishBatch(context, user, request, rpcId),
    ),
    publishStream: makePublishStream(context),
    managedSubscribe: makeManagedSubscribe(context),
  });
  return server;
}

/** Rejects if a port cannot be opened. */
export async function startPubSubServer(options: PubSubServerOptions): Promise<PubSubServer> {
  const { bus, sessions, clock, newUuid, ports, tls, host = '127.0.0.1', timing, maxStreams = 10_000 } = options;
  const streams = makeOpenStreams(maxStreams);
  const managed = makeManagedSubscriptions();
  const server = makeServer({ bus, sessions, managed, streams, clock, newUuid, timing: { ...defaultTiming, ...timing } });

  const plaintextPort =
    ports.plaintext === undefined ? undefined : await listen(server, `${host}:${ports.plaintext}`, ServerCredentials.createInsecure());
  const identity = tls && [{ private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) }];
  const tlsPort =
    ports.tls === undefined || identity === undefined
      ? undefined
      : await listen(server, `${host}:${ports.tls}`, ServerCredentials.createSsl(null, identity));

  return {
    plaintextPort,
    tlsPort,
    managed,
    faults: streams.faults,
    stop: () => {
      streams.closeAll();
      return new Promise((resolve) => {
        const force = setTimeout(() => server.forceShutdown(), 500);
        server.tryShutdown(() => {
          clearTimeout(force);
          resolve();
        });
      });
    },
  };
}
