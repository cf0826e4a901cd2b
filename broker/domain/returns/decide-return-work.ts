/** What a return calls for next: the warehouse told to expect it, receipts told to the ERP, credit, refund. From the state alone. */
import type { CommandIntent } from '../../../canonical/command.ts';
import type { TurnContext } from '../context.ts';
import { nextCommandId } from '../command-id.ts';
import type { CommandIssued, OrderEvent } from '../order-event.ts';
import type { OrderState } from '../order-state.ts';
import { close } from '../requests/answers.ts';
import { creditable, creditsOf, isInspected, receiptsOf } from './return-quantities.ts';
import { erpDocumentOf, isVoid } from './return-state.ts';
import type { ReturnDocument, ReturnState } from './return-state.ts';

/** A command but for its number. */
type Unnumbered<Event> = Event extends CommandIssued ? Omit<Event, 'type' | 'commandId'> : never;
type Work = Unnumbered<CommandIssued>;

type Desk = {
  readonly state: OrderState;
  readonly each: ReturnState;
  readonly erp: ReturnDocument;
  readonly can: (endpoint: string | undefined, intent: CommandIntent) => boolean;
};

function expectation({ state, each, erp, can }: Desk): readonly Work[] {
  const endpoint = state.route?.warehouse;
  if (each.expected || each.withdrawal || erp.status !== 'AUTHORIZED') return [];
  if (endpoint === undefined || !can(endpoint, 'EXPECT_RETURN')) return [];
  return [{ intent: 'EXPECT_RETURN', endpoint, returnKey: each.request.returnKey }];
}

function confirmations({ each, erp: { endpoint }, can }: Desk): readonly Work[] {
  if (!each.expected || !can(endpoint, 'CONFIRM_RECEIPT')) return [];
  const known = new Set(each.confirmed.map(({ receiptId }) => receiptId));
  return receiptsOf(each)
    .filter((receipt) => !known.has(receipt.receiptId) && isInspected(receipt))
    .map(({ receiptId }) => ({ intent: 'CONFIRM_RECEIPT', endpoint, returnKey: each.request.returnKey, receiptId }));
}

/** The ERP credits what it knows of: receipts it is still to be told of come first. */
function knowsReceipts({ each, erp: { endpoint }, can }: Desk): boolean {
  if (!each.expected || !can(endpoint, 'CONFIRM_RECEIPT')) return true;
  const told = new Set(each.confirmed.filter((receipt) => receipt.told).map(({ receiptId }) => receiptId));
  return receiptsOf(each).every(({ receiptId }) => told.has(receiptId));
}

function credit(desk: Desk): readonly Work[] {
  const { each, erp, can } = desk;
  if (each.request.resolution === 'EXCHANGE' || !can(erp.endpoint, 'CREDIT_RETURN') || !knowsReceipts(desk)) return [];
  const lines = creditable(each);
  return lines.length === 0 ? [] : [{ intent: 'CREDIT_RETURN', endpoint: erp.endpoint, returnKey: each.request.returnKey, lines }];
}

function refunds({ each, erp: { endpoint }, can }: Desk): readonly Work[] {
  if (each.request.resolution !== 'REFUND' || !can(endpoint, 'BOOK_REFUND')) return [];
  return creditsOf(each)
    .filter(({ status, creditMemoId }) => status === 'POSTED' && !each.refundsAsked.includes(creditMemoId))
    .map(({ creditMemoId }) => ({ intent: 'BOOK_REFUND', endpoint, returnKey: each.request.returnKey, creditMemoId }));
}

function isAnswered(state: OrderState, commandId: string): boolean {
  return !state.commands.some((command) => command.commandId === commandId);
}

/** First the warehouse that may have the goods already, then the ERP. */
function withdrawal({ state, each, erp, can }: Desk): readonly Work[] {
  const { withdrawal: wish, expected, request } = each;
  if (!wish || wish.commandId !== undefined) return [];
  const about = { intent: 'CANCEL_RETURN', returnKey: request.returnKey } as const;
  if (wish.stage === 'ERP' || !expected || !can(expected.endpoint, 'CANCEL_RETURN')) {
    return [{ ...about, endpoint: erp.endpoint, nativeId: erp.nativeId, stage: 'ERP' }];
  }
  if (!isAnswered(state, expected.commandId) || expected.nativeId === undefined) return [];
  return [{ ...about, endpoint: expected.endpoint, nativeId: expected.nativeId, stage: 'WAREHOUSE' }];
}

function workOf(state: OrderState, each: ReturnState, context: TurnContext): readonly Work[] {
  const erp = erpDocumentOf(each);
  if (!erp || isVoid(each)) return [];
  const can: Desk['can'] = (endpoint, intent) => endpoint !== undefined && (context.intents[endpoint]?.includes(intent) ?? false);
  const desk = { state, each, erp, can };
  return [...withdrawal(desk), ...expectation(desk), ...confirmations(desk), ...credit(desk), ...refunds(desk)];
}

/** A return that came to its end by itself need not be taken back any more. */
function overtaken(state: OrderState, each: ReturnState): readonly OrderEvent[] {
  const { withdrawal: wish, request } = each;
  if (!wish || wish.commandId !== undefined || !isVoid(each)) return [];
  return [{ type: 'ReturnWithdrawalEnded', returnKey: request.returnKey }, ...close(state, wish.requestKey, 'COMPLETED')];
}

/** The next commands of every return. */
export function decideReturnWork(state: OrderState, context: TurnContext): readonly OrderEvent[] {
  const commands = state.returns
    .flatMap((each) => workOf(state, each, context))
    .map((work, index): OrderEvent => ({ type: 'CommandIssued', commandId: nextCommandId(state, index), ...work }));
  return [...state.returns.flatMap((each) => overtaken(state, each)), ...commands];
}
