/** How the events of returns change the state. */
import type { CommandIssued, EventOf } from '../order-event.ts';
import type { OrderState } from '../order-state.ts';
import { addQuantities } from '../release-state.ts';
import { withReturnDocument } from './return-state.ts';
import type { ReturnState } from './return-state.ts';

function withReturn(state: OrderState, returnKey: string, change: (each: ReturnState) => ReturnState): OrderState {
  return { ...state, returns: state.returns.map((each) => (each.request.returnKey === returnKey ? change(each) : each)) };
}

export function evolveReturnRequested(state: OrderState, { requestKey, request }: EventOf<'ReturnRequested'>): OrderState {
  const fresh: ReturnState = { request, requestKey, documents: [], confirmed: [], creditAsked: [], refundsAsked: [] };
  return { ...state, returns: [...state.returns, fresh] };
}

export function evolveReturnRegistered(state: OrderState, { returnKey, document }: EventOf<'ReturnRegistered'>): OrderState {
  return withReturn(state, returnKey, (each) => (each.document ? each : { ...each, document }));
}

export function evolveReturnRefused(state: OrderState, { returnKey, refusal }: EventOf<'ReturnRefused'>): OrderState {
  return withReturn(state, returnKey, (each) => ({ ...each, refusal }));
}

export function evolveReturnObserved(state: OrderState, { returnKey, document }: EventOf<'ReturnObserved'>, now: number): OrderState {
  return { ...withReturn(state, returnKey, (each) => withReturnDocument(each, document)), syncedAt: now };
}

export function evolveReturnExpected(state: OrderState, { returnKey, nativeId }: EventOf<'ReturnExpected'>): OrderState {
  return withReturn(state, returnKey, (each) => (each.expected ? { ...each, expected: { ...each.expected, nativeId } } : each));
}

export function evolveReceiptConfirmed(state: OrderState, { returnKey, commandId }: EventOf<'ReceiptConfirmed'>): OrderState {
  return withReturn(state, returnKey, (each) => ({
    ...each,
    confirmed: each.confirmed.map((receipt) => (receipt.commandId === commandId ? { ...receipt, told: true } : receipt)),
  }));
}

export function evolveReturnWithdrawalBegun(state: OrderState, event: EventOf<'ReturnWithdrawalBegun'>): OrderState {
  const { returnKey, requestKey, reason } = event;
  return withReturn(state, returnKey, (each) => ({ ...each, withdrawal: { requestKey, reason, stage: 'WAREHOUSE' } }));
}

/** After the warehouse the ERP is asked; what the ERP did shows in its next snapshot. */
export function evolveReturnWithdrawalAnswered(state: OrderState, event: EventOf<'ReturnWithdrawalAnswered'>): OrderState {
  const { returnKey, stage } = event;
  return withReturn(state, returnKey, (each) => {
    if (!each.withdrawal || stage === 'ERP') return each;
    const { requestKey, reason } = each.withdrawal;
    return { ...each, withdrawal: { requestKey, reason, stage: 'ERP' } };
  });
}

export function evolveReturnWithdrawalEnded(state: OrderState, { returnKey }: EventOf<'ReturnWithdrawalEnded'>): OrderState {
  return withReturn(state, returnKey, ({ withdrawal: _, ...each }) => each);
}

type ReturnCommand = Extract<
  CommandIssued,
  { intent: 'CREATE_RETURN' | 'CANCEL_RETURN' | 'EXPECT_RETURN' | 'CONFIRM_RECEIPT' | 'CREDIT_RETURN' | 'BOOK_REFUND' }
>;

/** A command about a return goes out, and the return knows of it. */
export function evolveReturnCommand(state: OrderState, event: ReturnCommand): OrderState {
  const { commandId, endpoint, returnKey } = event;
  return withReturn(state, returnKey, (each): ReturnState => {
    switch (event.intent) {
      case 'CREATE_RETURN':
        return each;
      case 'EXPECT_RETURN':
        return { ...each, expected: { endpoint, commandId } };
      case 'CONFIRM_RECEIPT':
        return { ...each, confirmed: [...each.confirmed, { receiptId: event.receiptId, commandId, told: false }] };
      case 'CREDIT_RETURN':
        return { ...each, creditAsked: addQuantities(each.creditAsked, event.lines) };
      case 'BOOK_REFUND':
        return { ...each, refundsAsked: [...each.refundsAsked, event.creditMemoId] };
      case 'CANCEL_RETURN':
        return each.withdrawal ? { ...each, withdrawal: { ...each.withdrawal, stage: event.stage, commandId } } : each;
    }
  });
}
