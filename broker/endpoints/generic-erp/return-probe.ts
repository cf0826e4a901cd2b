/** Looks for what an earlier send about a return left behind: a return by its reference, a deed by the key it was done under. */
import type { CommandBody } from '../../../canonical/command.ts';
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import type { ReturnRequest } from '../../../canonical/returns.ts';
import type { ProbeOutcome } from '../../engine/endpoint.ts';
import type { HttpCall, HttpResult } from '../kit/http-client.ts';
import { documentDiffers, parseBody, parseDocument } from '../kit/outcome.ts';
import { ItemsAnswer, ReturnDocument, ReturnKeys } from './contract.ts';
import { found } from './found.ts';
import { failureFrom } from './outcome.ts';
import { returnPath, returnsPath } from './return-calls.ts';
import type { ReturnAction } from './return-calls.ts';

type Dependencies = { readonly root: string; readonly get: (call: HttpCall, signal: AbortSignal) => Promise<HttpResult> };
type Asked = { readonly commandId: string; readonly body: CommandBody };
type WireQuantity = { readonly externalLine: number; readonly quantity: number };

function sameQuantities(wire: readonly WireQuantity[], ours: readonly LineQuantity[]): boolean {
  if (wire.length !== ours.length) return false;
  return ours.every(({ lineKey, quantity }) => wire.some((line) => line.externalLine === lineKey && line.quantity === quantity));
}

/** Whether the document shows the deed: undefined if not, else whether it is the one we asked for. */
function shows({ status, receipts, creditMemos }: ReturnDocument, commandId: string, body: ReturnAction): boolean | undefined {
  switch (body.intent) {
    case 'CANCEL_RETURN':
      return status === 'CANCELLED' ? true : undefined;
    case 'CONFIRM_RECEIPT': {
      const receipt = receipts.find(({ reference }) => reference === body.receipt.receiptId);
      return receipt && sameQuantities(receipt.lines, body.receipt.lines);
    }
    case 'CREDIT_RETURN': {
      const memo = creditMemos.find(({ reference }) => reference === commandId);
      return memo && sameQuantities(memo.lines, body.lines);
    }
    case 'BOOK_REFUND':
      return creditMemos.some(({ refund }) => refund === commandId) ? true : undefined;
  }
}

function byAge(a: ReturnDocument, b: ReturnDocument): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.number.localeCompare(b.number);
}

function isOurs(document: ReturnDocument, { orderKey, lines }: ReturnRequest): boolean {
  return document.orderReference === orderKey && sameQuantities(document.lines, lines);
}

async function probeRequest({ root, get }: Dependencies, request: ReturnRequest, signal: AbortSignal): Promise<ProbeOutcome> {
  const path = `${returnsPath(root)}?reference=${encodeURIComponent(request.returnKey)}`;
  const answer = parseBody(await get({ method: 'GET', path }, signal), ItemsAnswer, failureFrom);
  if (answer.class !== 'BODY') return answer;
  const documents = answer.body.items.map((item) => ReturnDocument.safeParse(item).data);
  if (documents.includes(undefined)) return documentDiffers();
  const known = documents.filter((document) => document !== undefined).sort(byAge);
  return found(known.map((document) => ({ ...document, matches: isOurs(document, request) })));
}

async function probeAction({ root, get }: Dependencies, commandId: string, body: ReturnAction, signal: AbortSignal): Promise<ProbeOutcome> {
  const result = await get({ method: 'GET', path: returnPath(root, body.document.nativeId) }, signal);
  const answer = parseDocument(result, { document: ReturnDocument, keys: ReturnKeys }, failureFrom);
  if (answer.class !== 'BODY') return answer.code === 'NO_SUCH_RETURN' ? { class: 'NOT_FOUND' } : answer;
  const matches = shows(answer.body, commandId, body);
  return found(matches === undefined ? [] : [{ ...answer.body, matches }]);
}

/** What the ERP knows of a command about a return; nothing of any other. */
export async function probeReturn(dependencies: Dependencies, { commandId, body }: Asked, signal: AbortSignal): Promise<ProbeOutcome> {
  switch (body.intent) {
    case 'CREATE_RETURN':
      return probeRequest(dependencies, body.request, signal);
    case 'CANCEL_RETURN':
    case 'CONFIRM_RECEIPT':
    case 'CREDIT_RETURN':
    case 'BOOK_REFUND':
      return probeAction(dependencies, commandId, body, signal);
    default:
      return { class: 'NOT_FOUND' };
  }
}
