/** What the generic ERP's answers mean for commands. Its codes stand in docs/generic-erp-api.md. */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import type { DocumentRef, Failure, OrderFault, Outcome } from '../../engine/endpoint.ts';
import type { HttpAnswer, HttpResult } from '../kit/http-client.ts';
import { documentDiffers, failureOf } from '../kit/outcome.ts';
import type { Access } from '../kit/outcome.ts';
import { explained, explainedFault, faultsText } from '../kit/refusal-text.ts';
import { CreatedAnswer, ErrorAnswer, GoodsIssueAnswer } from './contract.ts';
import { EXPLANATIONS } from './explanations.ts';
import { movesQuantities, toPointer } from './order-request.ts';

const LONGEST_CODE = 60;

type FieldError = { readonly field: string; readonly code: string };

/** A fault for a person: where and what, in our words; the ERP's own text may quote personal data. */
export function toFault({ field, code }: FieldError): OrderFault {
  return explainedFault(EXPLANATIONS, toPointer(field), code.slice(0, LONGEST_CODE));
}

function refusal(code: string, errors: readonly FieldError[], lineKeys: readonly number[]): Failure {
  const [only, ...others] = errors;
  const name = (only && others.length === 0 ? only.code : code).slice(0, LONGEST_CODE);
  const message = only ? faultsText(errors.map(toFault), lineKeys) : explained(EXPLANATIONS, name, 'The ERP refuses this');
  return { class: 'REJECT', code: name, message };
}

/** Answers whose codes say more than their status. */
function ofCode({ status, retryAfterMs }: HttpAnswer, code: string): Failure | undefined {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 503 && code === 'OVERLOADED') return { class: 'RETRY_SAFE', code, message: 'The ERP is busy and did not begin', ...wait };
  if (status === 404 && code === 'NO_SUCH_RESOURCE') return { class: 'CONFIG', code, message: 'The ERP has nothing at this address' };
  return undefined;
}

const REFUSALS: ReadonlySet<number> = new Set([400, 404, 422]);

/** Classifies an answer that is no success. `lineKeys` are those of the lines that were sent. */
export function failureFrom(result: HttpResult, access: Access, lineKeys: readonly number[] = []): Failure {
  const error = result.kind === 'answer' ? ErrorAnswer.safeParse(result.body) : undefined;
  if (result.kind === 'failure' || !error?.success) return failureOf(result, access);
  const { code, errors } = error.data;
  const known = ofCode(result, code);
  if (known) return known;
  return REFUSALS.has(result.status) ? refusal(code, errors, lineKeys) : failureOf(result, access);
}

function toRef({ id, number }: { readonly id: string; readonly number: string }): DocumentRef {
  return { nativeId: id, nativeNumber: number };
}

function isSuccess(result: HttpResult): boolean {
  return result.kind === 'answer' && result.status >= 200 && result.status < 300;
}

function acknowledged(result: HttpResult): Outcome {
  const created = result.kind === 'answer' ? CreatedAnswer.safeParse(result.body) : undefined;
  return created?.success ? { class: 'ACK', document: toRef(created.data) } : failureOf(result, 'write');
}

type Sent = {
  /** The codes of a 409 by which the ERP says that it did this before. */
  readonly done?: readonly string[];
  /** The lines that were sent, in their order. */
  readonly lineKeys?: readonly number[];
};

/** Of a create, a hold, a cancellation. */
export function writeOutcome(result: HttpResult, { done = [], lineKeys = [] }: Sent = {}): Outcome {
  if (isSuccess(result)) return acknowledged(result);
  if (result.kind !== 'answer' || result.status !== 409) return failureFrom(result, 'write', lineKeys);
  const error = ErrorAnswer.safeParse(result.body);
  const document = CreatedAnswer.safeParse(result.body);
  if (!error.success || !document.success || !done.includes(error.data.code)) return failureFrom(result, 'write');
  return { class: 'ALREADY_DONE', document: toRef(document.data) };
}

/** Of the confirmation of a shipment. The ERP knows the shipment's key; if it posted other quantities under it, a person must look. */
export function goodsIssueOutcome(result: HttpResult, sent: readonly LineQuantity[]): Outcome {
  const outcome = writeOutcome(result, { done: ['GOODS_ISSUE_EXISTS'], lineKeys: sent.map(({ lineKey }) => lineKey) });
  if (outcome.class !== 'ALREADY_DONE' || result.kind !== 'answer') return outcome;
  const answer = GoodsIssueAnswer.safeParse(result.body);
  return answer.success && movesQuantities(answer.data.goodsIssue, sent) ? outcome : documentDiffers();
}
