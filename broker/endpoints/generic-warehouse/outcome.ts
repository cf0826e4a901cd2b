/** What the generic warehouse's answers mean for commands. */
import type { Release } from '../../../canonical/fulfilment.ts';
import type { Failure, Outcome } from '../../engine/endpoint.ts';
import type { HttpAnswer, HttpResult } from '../kit/http-client.ts';
import { documentDiffers, failureOf } from '../kit/outcome.ts';
import type { Access } from '../kit/outcome.ts';
import { explained } from '../kit/refusal-text.ts';
import type { ExpectedReturn } from '../../../canonical/returns.ts';
import { ErrorAnswer, KnownAnswer, KnownInboundAnswer, TakenAnswer } from './contract.ts';
import { EXPLANATIONS } from './explanations.ts';
import { holdsReturn } from './inbound-mapping.ts';
import { holdsRelease } from './mapping.ts';

const LONGEST_CODE = 60;

function codeOf(result: HttpResult): string | undefined {
  return result.kind === 'answer' ? ErrorAnswer.safeParse(result.body).data?.code : undefined;
}

function ofCode({ status, retryAfterMs }: HttpAnswer, code: string): Failure | undefined {
  if (status === 404 && code === 'NO_SUCH_RESOURCE') return { class: 'CONFIG', code, message: 'The warehouse has nothing at this address' };
  if (status === 400 || status === 404 || status === 422) {
    return { class: 'REJECT', code, message: explained(EXPLANATIONS, code, 'The warehouse refuses this') };
  }
  if (status !== 503 || code !== 'OVERLOADED') return undefined;
  const message = 'The warehouse is busy and did not begin';
  return { class: 'RETRY_SAFE', code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** Classifies an answer that is no success. */
export function failureFrom(result: HttpResult, access: Access): Failure {
  const code = codeOf(result)?.slice(0, LONGEST_CODE);
  const known = result.kind === 'answer' && code !== undefined ? ofCode(result, code) : undefined;
  return known ?? failureOf(result, access);
}

function acknowledged(result: HttpResult): Outcome {
  const taken = result.kind === 'answer' ? TakenAnswer.safeParse(result.body) : undefined;
  if (!taken?.success) return failureOf(result, 'write');
  return { class: 'ACK', document: { nativeId: taken.data.id, nativeNumber: taken.data.number } };
}

function isSuccess(result: HttpResult): boolean {
  return result.kind === 'answer' && result.status >= 200 && result.status < 300;
}

/** Of a release. The warehouse names the one it has; whether that is the same is for us to see. */
export function releaseOutcome(result: HttpResult, release: Release): Outcome {
  if (isSuccess(result)) return acknowledged(result);
  if (result.kind !== 'answer' || result.status !== 409 || codeOf(result) !== 'RELEASE_EXISTS') return failureFrom(result, 'write');
  const known = KnownAnswer.safeParse(result.body);
  if (!known.success) return documentDiffers();
  const document = known.data.release;
  if (!holdsRelease(document, release)) return documentDiffers();
  return { class: 'ALREADY_DONE', document: { nativeId: document.id, nativeNumber: document.number } };
}

/** Of an announced return. The warehouse names the one it expects; whether that is the same is for us to see. */
export function expectOutcome(result: HttpResult, expected: ExpectedReturn): Outcome {
  if (isSuccess(result)) return acknowledged(result);
  if (result.kind !== 'answer' || result.status !== 409 || codeOf(result) !== 'INBOUND_EXISTS') return failureFrom(result, 'write');
  const known = KnownInboundAnswer.safeParse(result.body);
  if (!known.success) return documentDiffers();
  const { inbound } = known.data;
  if (!holdsReturn(inbound, expected)) return documentDiffers();
  return { class: 'ALREADY_DONE', document: { nativeId: inbound.id, nativeNumber: inbound.number } };
}

/** Of a cancellation, which carries its own key. */
export function cancelOutcome(result: HttpResult): Outcome {
  if (isSuccess(result)) return acknowledged(result);
  const taken = result.kind === 'answer' ? TakenAnswer.safeParse(result.body) : undefined;
  if (!taken?.success || codeOf(result) !== 'ALREADY_CANCELLED') return failureFrom(result, 'write');
  return { class: 'ALREADY_DONE', document: { nativeId: taken.data.id, nativeNumber: taken.data.number } };
}
