/**
 * What an answer means where the system's own documents say nothing better: the classes of docs/adapters.md. A write
 * without a clear answer is in doubt; a read without one is asked again.
 */
import type { Failure } from '../../engine/endpoint.ts';
import type { HttpAnswer, HttpResult } from './http-client.ts';
import type { TransportFailure } from './transport-failure.ts';

/** Whether a call may change something in the system. */
export type Access = 'read' | 'write';

const NOT_FOUND_OR_MOVED = /^3\d\d$/;

function lost(access: Access, code: string): Failure {
  return access === 'write'
    ? { class: 'IN_DOUBT', code, message: 'No clear answer came; it may have been done' }
    : { class: 'RETRY_SAFE', code, message: 'No clear answer came to a question' };
}

function ofTransport({ delivery, code }: TransportFailure, access: Access): Failure {
  if (delivery === 'MISCONFIGURED') return { class: 'CONFIG', code, message: "The system's certificate is not trusted" };
  if (delivery === 'NOT_SENT') return { class: 'RETRY_SAFE', code, message: 'The system could not be reached' };
  return lost(access, code);
}

type Row = readonly [statuses: readonly number[], failure: Omit<Failure, 'code' | 'faults'>];

/** Statuses by which nothing was done. */
const TABLE: readonly Row[] = [
  [[401, 403, 407], { class: 'CONFIG', message: 'The system does not let us in' }],
  [[409, 412, 428], { class: 'CONFLICT', message: 'The document was changed meanwhile' }],
  [[423], { class: 'LOCKED', message: 'The document is in use' }],
  [[425, 429], { class: 'RETRY_SAFE', message: 'The system asks to wait' }],
];

function ofStatus({ status, retryAfterMs }: HttpAnswer, access: Access): Failure {
  const code = `HTTP_${status}`;
  if (status >= 500 || status === 408 || status < 300) {
    const failure = lost(access, code);
    return failure.class === 'RETRY_SAFE' && retryAfterMs !== undefined ? { ...failure, retryAfterMs } : failure;
  }
  const known = TABLE.find(([statuses]) => statuses.includes(status))?.[1];
  if (known) return { ...known, code, ...(retryAfterMs !== undefined && { retryAfterMs }) } as Failure;
  if (NOT_FOUND_OR_MOVED.test(String(status))) return { class: 'CONFIG', code, message: 'The system has moved to another address' };
  return { class: 'REJECT', code, message: 'The system refuses this' };
}

/** Classifies a result that is not the answer hoped for. A success whose content cannot be read is no clear answer either. */
export function failureOf(result: HttpResult, access: Access): Failure {
  return result.kind === 'failure' ? ofTransport(result, access) : ofStatus(result, access);
}

/** The answer of a system we can reach and that does not speak as its contract says: nothing will work until somebody acts. */
export function brokenContract(): Failure {
  return { class: 'CONFIG', code: 'CONTRACT_BROKEN', message: 'The system answers in a form that its contract does not have' };
}

/** A command of an intent that the endpoint does not offer: a routing that nobody can have meant. */
export function unsupported(intent: string): Failure {
  return { class: 'REJECT', code: 'UNSUPPORTED_INTENT', message: `The system has no call for ${intent}` };
}
