/** What is done in the simulated ERP to orders and returns that are there: each under the command's own name, and once. */
import type { OrderObservation, ReturnObservation } from '../../canonical/observation.ts';
import type { CommandBody, OutboundCommand } from '../../canonical/command.ts';
import { plus } from '../../canonical/quantity.ts';
import type { Outcome } from '../../broker/domain/outcome.ts';
import type { SimulatedDocument, SimulatedReturn } from './simulated-document.ts';

const EUR = 'EUR';
const PRICE_MINOR = 1000;

function refuse(code: string): Outcome {
  return { class: 'REJECT', code, message: 'the ERP refuses this' };
}

/** Quantities can be cancelled until the first of them ship. */
function cancel(document: SimulatedDocument, { commandId, body }: Deed<'CANCEL_QUANTITY'>): Outcome {
  if (document.step >= 2) return refuse('ALREADY_SHIPPED');
  const known = (lineKey: number): number => document.cancelledLines.get(lineKey) ?? 0;
  const ordered = (lineKey: number): number => document.order.lines.find((line) => line.lineKey === lineKey)?.quantity ?? 0;
  if (body.lines.some(({ lineKey, quantity }) => quantity > ordered(lineKey) - known(lineKey))) return refuse('QUANTITY_NOT_OPEN');
  for (const { lineKey, quantity } of body.lines) {
    document.cancelledLines.set(lineKey, plus(known(lineKey), quantity));
    if (document.step === 1) document.given.set(lineKey, plus(document.given.get(lineKey) ?? 0, quantity));
  }
  document.done.add(commandId);
  return { class: 'ACK', document: { nativeId: document.nativeId } };
}

type Deed<Intent extends CommandBody['intent']> = OutboundCommand & { readonly body: Extract<CommandBody, { intent: Intent }> };

function isDeed<Intent extends CommandBody['intent']>(command: OutboundCommand, intent: Intent): command is Deed<Intent> {
  return command.body.intent === intent;
}

/** Does it to an order, or refuses. The same command again is the same. */
export function doToOrder(document: SimulatedDocument, command: OutboundCommand): Outcome {
  const done: Outcome = { class: 'ALREADY_DONE', document: { nativeId: document.nativeId } };
  if (document.done.has(command.commandId)) return done;
  if (isDeed(command, 'CANCEL_QUANTITY')) return cancel(document, command);
  if (isDeed(command, 'CHANGE_ADDRESS') && document.step >= 2) return refuse('ALREADY_SHIPPED');
  if (isDeed(command, 'CANCEL_DUPLICATE')) document.cancelled = true;
  if (isDeed(command, 'HOLD')) document.held = true;
  if (isDeed(command, 'RELEASE_HOLD')) document.held = false;
  document.done.add(command.commandId);
  return { class: 'ACK', document: { nativeId: document.nativeId } };
}

/** Does it to a return, or refuses. */
export function doToReturn(known: SimulatedReturn, { commandId, body }: OutboundCommand, at: string): Outcome {
  const done: Outcome = { class: 'ACK', document: { nativeId: known.nativeId } };
  if (body.intent === 'CANCEL_RETURN') {
    if (known.received) return refuse('ALREADY_RECEIVED');
    known.status = 'CANCELLED';
    return done;
  }
  if (body.intent === 'CREDIT_RETURN' && !known.credits.has(commandId)) {
    const lines = body.lines.map((line) => ({ ...line, amount: { amountMinor: line.quantity * PRICE_MINOR, currency: EUR } }));
    const total = { amountMinor: plus(...lines.map(({ amount }) => amount.amountMinor)), currency: EUR };
    known.credits.set(commandId, { creditMemoId: commandId, number: commandId, total, issuedAt: at, status: 'POSTED', lines });
  }
  if (body.intent === 'BOOK_REFUND') {
    const memo = known.credits.get(body.creditMemo.creditMemoId);
    if (memo) known.credits.set(memo.creditMemoId, { ...memo, status: 'REFUNDED' });
  }
  return done;
}

/** Whether the return shows what the command asked for. */
export function showsDeed(known: SimulatedReturn, { commandId, body }: OutboundCommand): boolean {
  if (body.intent === 'CANCEL_RETURN') return known.status === 'CANCELLED';
  if (body.intent === 'CREDIT_RETURN') return known.credits.has(commandId);
  return body.intent === 'BOOK_REFUND' && known.credits.get(body.creditMemo.creditMemoId)?.status === 'REFUNDED';
}

/** The return as the ERP shows it: everything came back in one parcel and is on the shelf again. */
export function returnSnapshot(known: SimulatedReturn, observedAt: string): ReturnObservation {
  const { request, nativeId, version, status } = known;
  const { returnKey, orderKey } = request;
  const lines = request.lines.map(({ lineKey, quantity }) => ({ lineKey, quantity }));
  const dispositions = lines.map((line) => ({ ...line, taken: 'RESTOCK' as const }));
  const receipt = { receiptId: `${nativeId}-A1`, returnKey, endpoint: 'erp', receivedAt: request.requestedAt, lines, dispositions };
  return {
    ...{ kind: 'return', endpoint: 'erp', orderKey, returnKey, nativeId, nativeNumber: `RMA-${nativeId}`, version, observedAt },
    ...{ rawStatus: status, status, unannounced: [], credits: [...known.credits.values()], receipts: known.received ? [receipt] : [] },
    lines: lines.map(({ lineKey, quantity }) => ({ lineKey, authorized: quantity })),
  };
}

/** Line by line what is still wanted. */
export function wantedOf(
  document: SimulatedDocument,
): readonly { readonly lineKey: number; readonly cancelled: number; readonly wanted: number }[] {
  return document.order.lines.map(({ lineKey, quantity }) => {
    const cancelled = document.cancelled ? quantity : (document.cancelledLines.get(lineKey) ?? 0);
    return { lineKey, cancelled, wanted: quantity - cancelled };
  });
}

export type Snapshot = OrderObservation | ReturnObservation;
