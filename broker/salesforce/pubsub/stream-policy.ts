/**
 * What to do when a subscription ends, by the `error-code` trailer and else by the gRPC status. Source: Pub/Sub API
 * guide, "Handle Errors"; which status a code comes with is not documented, so the code decides wherever there is one.
 */
import { status } from '@grpc/grpc-js';

export type StreamEnd = {
  /** gRPC status; OK for a stream the server closed in peace. */
  readonly status: number;
  /** The trailer without its prefix, for example `service.auth.error`. */
  readonly errorCode?: string;
};

export type StreamDecision =
  /** Open again from the stored position, after a wait that grows with failures in a row. */
  | 'REOPEN'
  /** The token was refused: get another, then open again from the stored position. */
  | 'LOG_IN'
  /** The stored position means nothing to the server: never send it again. */
  | 'FORGET_POSITION'
  /** Allocation, licence, permission or set-up: opening again soon would not help. */
  | 'WAIT_LONG';

const PREFIX = 'sfdc.platform.eventbus.grpc.';

const DECISION_OF_CODE: Readonly<Record<string, StreamDecision>> = {
  'service.unavailable': 'REOPEN',
  'service.protection.triggered': 'REOPEN',
  'service.protection.stream.limit.triggered': 'REOPEN',
  'subscription.internal.error': 'REOPEN',
  'topic.api.unavailable': 'REOPEN',
  'schema.api.unavailable': 'REOPEN',
  'subscription.fetch.overflow': 'REOPEN',
  'service.auth.error': 'LOG_IN',
  'service.auth.headers.invalid': 'LOG_IN',
  'subscription.fetch.replayid.corrupted': 'FORGET_POSITION',
  'subscription.fetch.replayid.validation.failed': 'FORGET_POSITION',
  'subscription.limit.exceeded': 'WAIT_LONG',
  'subscription.topic.cannot.subscribe': 'WAIT_LONG',
  'concurrent.client.limit.exceeded': 'WAIT_LONG',
  'service.tenant.license': 'WAIT_LONG',
  'topic.not.found': 'WAIT_LONG',
  'topic.meta.permission': 'WAIT_LONG',
  'topic.validation.empty': 'WAIT_LONG',
};

const DECISION_OF_STATUS: Readonly<Record<number, StreamDecision>> = {
  [status.UNAUTHENTICATED]: 'LOG_IN',
  [status.NOT_FOUND]: 'WAIT_LONG',
  [status.PERMISSION_DENIED]: 'WAIT_LONG',
  [status.UNIMPLEMENTED]: 'WAIT_LONG',
};

/** The trailer's code without the platform's prefix. */
export function shortErrorCode(trailer: string): string {
  return trailer.startsWith(PREFIX) ? trailer.slice(PREFIX.length) : trailer;
}

/**
 * Decides on the end of a stream. INVALID_ARGUMENT alone never forgets a position: only a code that speaks of the
 * replay id does, or an inner fault of another kind would throw away events.
 */
export function decideOnEnd(end: StreamEnd): StreamDecision {
  const byCode = end.errorCode === undefined ? undefined : DECISION_OF_CODE[end.errorCode];
  return byCode ?? DECISION_OF_STATUS[end.status] ?? 'REOPEN';
}

const SCHEMA_REFUSED: ReadonlySet<number> = new Set([status.NOT_FOUND, status.INVALID_ARGUMENT, status.PERMISSION_DENIED]);

/** Whether a failed schema call says something of the schema itself, so that asking again gives the same. */
export function isSchemaRefused(end: StreamEnd): boolean {
  if (end.errorCode === 'schema.validation.failed' || end.errorCode === 'schema.meta.permission') return true;
  return SCHEMA_REFUSED.has(end.status);
}
