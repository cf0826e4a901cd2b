/**
 * How calls fail: a gRPC status, trailers `error-code`, `rpc-id` and `type`, and a message that ends with the rpc id.
 * Error codes are those of the Pub/Sub API's error page; the status of many of them is documented nowhere (docs/local-org-events.md).
 */
import { Metadata, type ServerErrorResponse, status } from '@grpc/grpc-js';

export type RpcName = 'Subscribe' | 'GetSchema' | 'GetTopic' | 'Publish' | 'PublishStream' | 'ManagedSubscribe';

/** One call: its name, and the id support would ask for. */
export type Rpc = { readonly name: RpcName; readonly id: string };

export type RpcFault = {
  readonly status: status;
  /** Without the common prefix; a fault of the transport has none, and no trailers. */
  readonly code?: string;
  readonly message: string;
};

const codePrefix = 'sfdc.platform.eventbus.grpc.';

const invalid = (code: string, message: string): RpcFault => ({ status: status.INVALID_ARGUMENT, code, message });
const managed = (code: string, of: status, message: string): RpcFault => ({ status: of, code: `managed.subscription.${code}`, message });

export const headersMissing: RpcFault = {
  status: status.UNAUTHENTICATED,
  code: 'service.auth.headers.invalid',
  message: 'The headers accesstoken, instanceurl and tenantid are required.',
};

export const authFailed = (reason: string): RpcFault => ({
  status: status.UNAUTHENTICATED,
  code: 'service.auth.error',
  message: `The session is not accepted: ${reason}.`,
});

export const authRefreshUsed = invalid('service.auth.refresh.invalid', 'auth_refresh is for internal use.');
export const serviceUnavailable: RpcFault = {
  status: status.INTERNAL,
  code: 'service.unavailable',
  message: 'The service is unavailable for the moment.',
};
export const tooManyStreams: RpcFault = {
  status: status.RESOURCE_EXHAUSTED,
  code: 'service.protection.stream.limit.triggered',
  message: 'Too many streams are open.',
};
/** What a proxy on the way says when it loses the server. */
export const transportLost: RpcFault = { status: status.UNAVAILABLE, message: 'Received RST_STREAM with code 0' };

export const topicEmpty = invalid('topic.validation.empty', 'A topic name is required.');
export const topicUnknown = (name: string): RpcFault => ({
  status: status.NOT_FOUND,
  code: 'topic.not.found',
  message: `There is no topic ${name}.`,
});
export const topicForbidden = (name: string): RpcFault => ({
  status: status.PERMISSION_DENIED,
  code: 'topic.meta.permission',
  message: `The user has no access to the topic ${name}.`,
});
export const schemaUnknown = (id: string): RpcFault => invalid('schema.validation.failed', `There is no schema ${id}.`);

const fetch = (code: string, message: string): RpcFault => invalid(`subscription.fetch.${code}`, message);
export const fetchCountInvalid = fetch('requested.events.invalid', 'num_requested must be greater than 0.');
export const fetchTopicChanged = fetch('topic.mismatch', 'The topic of a subscription cannot change.');
export const fetchPresetInvalid = fetch('request.invalid', 'The replay preset is unknown.');
export const replayIdMissing = fetch('replayid.validation.failed', 'The preset CUSTOM needs a replay id.');
export const replayIdInvalid = fetch('replayid.corrupted', 'The replay id is not valid, or its event is no longer kept.');
export const deliveryLimit: RpcFault = {
  status: status.RESOURCE_EXHAUSTED,
  code: 'subscription.limit.exceeded',
  message: "The org's allocation of delivered events is used up.",
};

export const publishCountInvalid = invalid('publish.event.count.invalid', 'A publish request needs at least one event.');
export const publishTopicChanged = invalid('publish.topic.mismatch', 'The topic of a publish stream cannot change.');
export const publishStreamIdle: RpcFault = {
  status: status.DEADLINE_EXCEEDED,
  code: 'publish.stream.sweeper.timeout',
  message: 'The publish stream was idle for too long.',
};

export const managedIdMissing = managed(
  'id.or.developer.name.empty',
  status.INVALID_ARGUMENT,
  'A subscription id or developer name is required.',
);
export const managedIdUnknown = managed('subscription.id.not.found', status.NOT_FOUND, 'There is no managed subscription of this id.');
export const managedNameUnknown = managed('developer.name.not.found', status.NOT_FOUND, 'There is no managed subscription of this name.');
export const managedActive = managed('already.active', status.ALREADY_EXISTS, 'Another client uses this managed subscription.');
export const managedStopped = managed('config.stopped', status.FAILED_PRECONDITION, 'The managed subscription is stopped.');
export const managedDeleted = managed('config.deleted', status.FAILED_PRECONDITION, 'The managed subscription was deleted.');
export const managedCountInvalid = managed(
  'fetch.request.events.invalid',
  status.INVALID_ARGUMENT,
  'num_requested must be greater than 0.',
);
export const managedRequestInvalid = managed('fetch.request.invalid', status.INVALID_ARGUMENT, 'The request names another subscription.');
export const managedAuthRefreshUsed = managed(
  'fetch.request.auth.request.restricted',
  status.INVALID_ARGUMENT,
  'auth_refresh is for internal use.',
);
export const managedCommitTooEarly = managed(
  'fetch.request.commit.request.restricted',
  status.INVALID_ARGUMENT,
  'The first request of a stream cannot commit.',
);

/** The error in the shape the gRPC library ends a call with. */
export function toServiceError(fault: RpcFault, rpc: Rpc): ServerErrorResponse {
  const metadata = new Metadata();
  if (fault.code === undefined) return Object.assign(new Error(fault.message), { code: fault.status, details: fault.message, metadata });
  const message = `${fault.message} rpcId: ${rpc.id}`;
  metadata.set('error-code', `${codePrefix}${fault.code}`);
  metadata.set('rpc-id', rpc.id);
  metadata.set('type', rpc.name);
  return Object.assign(new Error(message), { code: fault.status, details: message, metadata });
}
