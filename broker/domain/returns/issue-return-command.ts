/** The commands of returns with the content the state holds. */
import type { CommandBody } from '../../../canonical/command.ts';
import type { CommandIssued } from '../order-event.ts';
import { keptDocument } from '../order-state.ts';
import type { OrderState } from '../order-state.ts';
import { creditsOf, receiptsOf } from './return-quantities.ts';
import { erpDocumentOf } from './return-state.ts';
import type { ReturnState } from './return-state.ts';

type Named = { readonly nativeId: string; readonly nativeNumber?: string };

function named({ nativeId, nativeNumber }: Named): { nativeId: string; nativeNumber?: string } {
  return { nativeId, ...(nativeNumber !== undefined && { nativeNumber }) };
}

export type ReturnCommandIssued = Extract<CommandIssued, { readonly returnKey: string }>;

function expectation({ request }: ReturnState, rma: string): CommandBody {
  const { returnKey, orderKey } = request;
  const lines = request.lines.map(({ lineKey, sku, quantity }) => ({ lineKey, sku, quantity }));
  return { intent: 'EXPECT_RETURN', expected: { returnKey, orderKey, rma, lines } };
}

function receiptOf(each: ReturnState, receiptId: string) {
  const known = receiptsOf(each).find((receipt) => receipt.receiptId === receiptId);
  if (!known) return undefined;
  const { version: _, ...receipt } = known;
  return receipt;
}

/** The body of a command about a return, but for its creation; undefined where the state lacks what it speaks of. */
function bodyAbout(each: ReturnState, event: ReturnCommandIssued): CommandBody | undefined {
  const erp = erpDocumentOf(each);
  if (!erp) return undefined;
  const document = named(erp);
  switch (event.intent) {
    case 'CREATE_RETURN':
      return undefined;
    case 'CANCEL_RETURN':
      return { intent: event.intent, document: { nativeId: event.nativeId }, reason: each.withdrawal?.reason ?? '' };
    case 'EXPECT_RETURN':
      return expectation(each, erp.nativeNumber ?? erp.nativeId);
    case 'CONFIRM_RECEIPT': {
      const receipt = receiptOf(each, event.receiptId);
      return receipt && { intent: event.intent, document, receipt };
    }
    case 'CREDIT_RETURN':
      return { intent: event.intent, document, lines: [...event.lines] };
    case 'BOOK_REFUND': {
      const credit = creditsOf(each).find(({ creditMemoId }) => creditMemoId === event.creditMemoId);
      if (!credit) return undefined;
      const { creditMemoId, number, total } = credit;
      return { intent: event.intent, document, creditMemo: { creditMemoId, number }, amount: total };
    }
  }
}

/** The body of a command about a return. */
export function returnBody(state: OrderState, event: ReturnCommandIssued): CommandBody | undefined {
  const each = state.returns.find(({ request }) => request.returnKey === event.returnKey);
  if (!each) return undefined;
  if (event.intent !== 'CREATE_RETURN') return bodyAbout(each, event);
  const document = keptDocument(state);
  return document && { intent: 'CREATE_RETURN', document: named(document), request: each.request };
}
