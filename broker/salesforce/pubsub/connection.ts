/**
 * The gRPC channel to the Pub/Sub API, and the metadata every call carries. One channel serves all topics. Source:
 * Pub/Sub API guide, "Supported Authentication".
 */
import { randomUUID } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { Metadata, credentials, status } from '@grpc/grpc-js';
import type { ChannelCredentials, ClientDuplexStream, ServiceError } from '@grpc/grpc-js';
import type { Clock } from '../../engine/clock.ts';
import type { SalesforceConfig } from '../config.ts';
import type { Grant } from '../token-grant.ts';
import { PubSubClient } from './generated/pubsub.ts';
import type { FetchRequest, FetchResponse } from './generated/pubsub.ts';
import { shortErrorCode } from './stream-policy.ts';
import type { StreamEnd } from './stream-policy.ts';

const UNARY_TIMEOUT_MS = 20_000;

/** How often the server tolerates pings is not documented, so rarely. */
const CHANNEL_OPTIONS = {
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.max_receive_message_length': 8 * 1024 * 1024,
} as const;

export type PubSubConnection = {
  readonly subscribe: (grant: Grant) => ClientDuplexStream<FetchRequest, FetchResponse>;
  /** The schema as JSON text. Rejects with a gRPC error. */
  readonly getSchema: (schemaId: string, grant: Grant) => Promise<string>;
  /** Whether the org has the topic and lets this user subscribe to it. Rejects with a gRPC error. */
  readonly maySubscribe: (topicName: string, grant: Grant) => Promise<boolean>;
  readonly close: () => void;
};

function metadataOf(grant: Grant): Metadata {
  const metadata = new Metadata();
  metadata.set('accesstoken', grant.accessToken);
  metadata.set('instanceurl', grant.instanceUrl);
  metadata.set('tenantid', grant.organizationId);
  metadata.set('x-client-trace-id', randomUUID());
  return metadata;
}

/** Reads status and error code of a failed call; anything that is no gRPC error counts as a lost connection. */
export function endOf(error: unknown): StreamEnd {
  const { code, metadata } = error as Partial<ServiceError>;
  const trailer = metadata?.get('error-code')[0];
  return { status: code ?? status.UNAVAILABLE, ...(trailer !== undefined && { errorCode: shortErrorCode(trailer.toString()) }) };
}

function channelCredentials({ tls, certificateAuthority }: SalesforceConfig['pubSub']): ChannelCredentials {
  if (!tls) return credentials.createInsecure();
  if (certificateAuthority === undefined) return credentials.createSsl();
  return credentials.createSsl(Buffer.from([...rootCertificates, certificateAuthority].join('\n')));
}

/** Opens lazily: no call is made before the first use. */
export function connectPubSub(config: SalesforceConfig['pubSub'], clock: Clock): PubSubConnection {
  const client = new PubSubClient(config.endpoint, channelCredentials(config), CHANNEL_OPTIONS);
  const inTime = (): { deadline: number } => ({ deadline: clock.now() + UNARY_TIMEOUT_MS });
  return {
    subscribe: (grant) => client.subscribe(metadataOf(grant)),
    getSchema: (schemaId, grant) =>
      new Promise((resolve, reject) => {
        client.getSchema({ schemaId }, metadataOf(grant), inTime(), (error, schema) => {
          if (error) reject(error);
          else resolve(schema.schemaJson);
        });
      }),
    maySubscribe: (topicName, grant) =>
      new Promise((resolve, reject) => {
        client.getTopic({ topicName }, metadataOf(grant), inTime(), (error, topic) => {
          if (error) reject(error);
          else resolve(topic.canSubscribe);
        });
      }),
    close: () => {
      client.close();
    },
  };
}
