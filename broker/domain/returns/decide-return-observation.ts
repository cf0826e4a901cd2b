/** What a snapshot of a return leads to: the joined facts, and the changes a person wants to read. */
import type { ReturnObservation } from '../../../canonical/observation.ts';
import type { OrderEvent } from '../order-event.ts';
import type { OrderState } from '../order-state.ts';
import { reportStray } from '../stray.ts';
import { creditsOf, statusOf } from './return-quantities.ts';
import { erpDocumentOf, joinReturn, withReturnDocument } from './return-state.ts';
import type { ReturnState } from './return-state.ts';

function creditMoves(before: ReturnState, after: ReturnState): readonly OrderEvent[] {
  const known = new Map(creditsOf(before).map(({ creditMemoId, status }) => [creditMemoId, status]));
  return creditsOf(after)
    .filter(({ creditMemoId, status }) => known.get(creditMemoId) !== status)
    .map(({ number, status, issuedAt }) => ({ type: 'CreditMirrored', number, status, occurredAt: issuedAt }));
}

/** A second document of a return in the ERP is for a person: which one may go, nobody here can tell. */
function isSurplus({ document }: ReturnState, { endpoint, nativeId, status }: ReturnObservation): boolean {
  return document?.endpoint === endpoint && document.nativeId !== nativeId && status !== 'CANCELLED';
}

/** A snapshot of a return, of the ERP or of the warehouse that expects it. */
export function decideReturnObservation(state: OrderState, observation: ReturnObservation): readonly OrderEvent[] {
  const { returnKey, endpoint, nativeId } = observation;
  const each = state.returns.find(({ request }) => request.returnKey === returnKey);
  if (!each) return reportStray(state, { code: 'UNKNOWN_RETURN', name: returnKey, endpoint });
  if (isSurplus(each, observation)) return reportStray(state, { code: 'DUPLICATED', name: returnKey, endpoint });
  const known = each.documents.find((document) => document.endpoint === endpoint && document.nativeId === nativeId);
  const document = joinReturn(known, observation);
  if (document === known) return [];
  const after = withReturnDocument(each, document);
  const [was, is] = [statusOf(each), statusOf(after)];
  const occurredAt = observation.effectiveAt ?? observation.observedAt;
  const number = erpDocumentOf(after)?.nativeNumber;
  return [
    { type: 'ReturnObserved', returnKey, document },
    ...(was === is ? [] : [{ type: 'ReturnMoved', returnKey, status: is, ...(number !== undefined && { number }), occurredAt } as const]),
    ...creditMoves(each, after),
  ];
}
