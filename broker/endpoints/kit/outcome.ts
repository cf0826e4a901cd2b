/**
 * What an answer means where the system's own documents say nothing better: the classes of docs/adapters.md. A write
 * without a clear answer is in doubt; a read without one is asked again.
 */
import type { z } from 'zod';
import type { Failure, OwnFailure } from '../../engine/endpoint.ts';
import type { HttpAnswer, HttpResult } from './http-client.ts';
import type { TransportFailure } from './transport-failure.ts';

/** Whether a call may change something in the system. */
export type Access = 'read' | 'write';

/** How an adapter classifies what is no success. */
export type Classify = (result: HttpResult, access: Access) => Failure;

type Waitable = { readonly retryAfterMs?: number };

function lost(access: Access, code: string, wait: Waitable = {}): Failure {
  if (access === 'write') return { class: 'IN_DOUBT', code, message: 'No clear answer came; it may have been done' };
  return { class: 'RETRY_SAFE', code, message: 'No clear answer came to a question', ...wait };
}

function ofTransport({ delivery, code }: TransportFailure, access: Access): Failure {
  if (delivery === 'MISCONFIGURED') return { class: 'CONFIG', code, message: "The system's certificate is not trusted" };
  if (delivery === 'NOT_SENT') return { class: 'RETRY_SAFE', code, message: 'The system could not be reached' };
  return lost(access, code);
}

/** Statuses by which the system says that it did nothing. */
function ofRefusal(status: number, wait: Waitable): Failure {
  const code = `HTTP_${status}`;
  switch (status) {
    case 401:
    case 403:
    case 407:
      return { class: 'CONFIG', code, message: 'The system does not let us in' };
    case 409:
    case 412:
      return { class: 'CONFLICT', code, message: 'The document was changed meanwhile' };
    case 423:
      return { class: 'LOCKED', code, message: 'The document is in use', ...wait };
    case 425:
    case 429:
      return { class: 'RETRY_SAFE', code, message: 'The system asks to wait', ...wait };
    default:
      return { class: 'REJECT', code, message: 'The system refuses this' };
  }
}

function ofStatus({ status, retryAfterMs }: HttpAnswer, access: Access): Failure {
  const code = `HTTP_${status}`;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status >= 500 || status === 408 || status < 300) return lost(access, code, wait);
  if (status < 400) return { class: 'CONFIG', code, message: 'The system has moved to another address' };
  return ofRefusal(status, wait);
}

/** Classifies a result that is not the answer hoped for. A success whose content cannot be read is no clear answer either. */
export function failureOf(result: HttpResult, access: Access): Failure {
  return result.kind === 'failure' ? ofTransport(result, access) : ofStatus(result, access);
}

/** A system that we reach and that does not speak as its contract says: nothing will work until somebody acts. */
export function brokenContract(): OwnFailure {
  return { class: 'CONFIG', code: 'CONTRACT_BROKEN', message: 'The system answers in a form that its contract does not have' };
}

/** A command of an intent that the endpoint does not offer: a routing that nobody can have meant. */
export function unsupported(intent: string): OwnFailure {
  return { class: 'REJECT', code: 'UNSUPPORTED_INTENT', message: `The system has no call for ${intent}` };
}

/** Under our key stands something else than we sent: never done again, never taken for done; a person looks. */
export function documentDiffers(): OwnFailure {
  return { class: 'REJECT', code: 'DOCUMENT_DIFFERS', message: 'The system has something else under this key' };
}

/**
 * The document that was asked for, parsed. One whose keys can be read and the rest cannot is the trouble of its order alone:
 * whether it is what was sent, a person must see.
 */
export function parseDocument<Document>(
  result: HttpResult,
  { document, keys }: { readonly document: z.ZodType<Document>; readonly keys: z.ZodType },
  classify: Classify,
): { readonly class: 'BODY'; readonly body: Document } | Failure {
  const answer = parseBody(result, document, classify);
  const isDocument = result.kind === 'answer' && result.status === 200 && keys.safeParse(result.body).success;
  return answer.class !== 'BODY' && isDocument ? documentDiffers() : answer;
}

/** The answer to a question, parsed; or what went wrong with it. */
export function parseBody<Body>(
  result: HttpResult,
  schema: z.ZodType<Body>,
  classify: Classify,
): { readonly class: 'BODY'; readonly body: Body } | Failure {
  if (result.kind === 'failure' || result.status !== 200) return classify(result, 'read');
  const body = schema.safeParse(result.body);
  return body.success ? { class: 'BODY', body: body.data } : brokenContract();
}
