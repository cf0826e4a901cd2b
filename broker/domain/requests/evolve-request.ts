/** How the events of requests change the state. */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import { grossQuantity } from '../erp-document.ts';
import type { EventOf } from '../order-event.ts';
import { keptDocument } from '../order-state.ts';
import type { OrderState } from '../order-state.ts';
import { addQuantities, quantityOf } from '../release-state.ts';
import type { Cancellation, ReleaseCancellation, RequestState } from './request-state.ts';

/** More answered ones are only dropped, oldest first: the inbox has its own memory of what it took. */
const MOST_ANSWERED = 100;

function trim(requests: readonly RequestState[]): readonly RequestState[] {
  const surplus = requests.filter(({ status }) => status !== 'ACCEPTED').slice(0, -MOST_ANSWERED);
  return surplus.length === 0 ? requests : requests.filter((request) => !surplus.includes(request));
}

export function evolveRequestTaken(state: OrderState, event: EventOf<'RequestTaken'>, now: number): OrderState {
  const { requestKey, via, request, deadline } = event;
  const taken: RequestState = { requestKey, via, type: request, status: 'ACCEPTED', askedAt: now, deadline };
  return { ...state, requests: [...state.requests, taken] };
}

export function evolveRequestSettled(state: OrderState, event: EventOf<'RequestSettled'>, now: number): OrderState {
  const { requestKey, via, request, status, answer } = event;
  const settled: RequestState = { requestKey, via, type: request, status, ...(answer && { answer }), askedAt: now, closedAt: now };
  return { ...state, requests: trim([...state.requests, settled]) };
}

export function evolveRequestClosed(state: OrderState, { requestKey, status, answer }: EventOf<'RequestClosed'>, now: number): OrderState {
  const requests = state.requests.map((request): RequestState => {
    if (request.requestKey !== requestKey || request.status !== 'ACCEPTED') return request;
    const { deadline: _, ...rest } = request;
    return { ...rest, status, ...(answer && { answer }), closedAt: now };
  });
  return { ...state, requests: trim(requests) };
}

export function evolveCancellationBegun(state: OrderState, { type: _, ...begun }: EventOf<'CancellationBegun'>): OrderState {
  return { ...state, cancellations: [...state.cancellations, { ...begun, stage: 'WAITING', releases: [] }] };
}

function withCancellation(state: OrderState, requestKey: string, change: (known: Cancellation) => Cancellation): OrderState {
  return { ...state, cancellations: state.cancellations.map((known) => (known.requestKey === requestKey ? change(known) : known)) };
}

/** What the ERP is known to have cancelled of some lines, reversals not taken off. */
function cancelledBefore(state: OrderState, lines: readonly LineQuantity[]): readonly LineQuantity[] {
  const document = keptDocument(state);
  return lines.map(({ lineKey }) => {
    const line = document?.lines.find((known) => known.lineKey === lineKey);
    return { lineKey, quantity: Math.max(line ? grossQuantity(line, 'cancelled') : 0, quantityOf(state.cancelledAtLeast, lineKey)) };
  });
}

/** A part of a cancellation goes out, to a warehouse or to the ERP. */
export function evolveCancellationIssued(
  state: OrderState,
  event: Extract<EventOf<'CommandIssued'>, { intent: 'CANCEL_QUANTITY' }>,
): OrderState {
  const { requestKey, commandId, releaseId, lines } = event;
  return withCancellation(state, requestKey, (known) => {
    if (releaseId === undefined) return { ...known, stage: 'ERP', erp: { commandId, lines, before: cancelledBefore(state, lines) } };
    const part: ReleaseCancellation = { releaseId, commandId, lines, state: 'ASKED' };
    return { ...known, stage: 'WAREHOUSE', releases: [...known.releases, part] };
  });
}

/** A warehouse gave quantities back, or would not. What it gave back is withdrawn from its release at once. */
export function evolveReleaseCancellationAnswered(
  state: OrderState,
  { commandId, refusal }: EventOf<'ReleaseCancellationAnswered'>,
): OrderState {
  const part = state.cancellations.flatMap((known) => known.releases).find((each) => each.commandId === commandId);
  const cancellations = state.cancellations.map((known) => ({
    ...known,
    releases: known.releases.map((each): ReleaseCancellation => {
      if (each.commandId !== commandId) return each;
      return refusal ? { ...each, state: 'REFUSED', refusal } : { ...each, state: 'DONE' };
    }),
  }));
  if (!part || refusal) return { ...state, cancellations };
  const releases = state.releases.map((release) =>
    release.releaseId === part.releaseId ? { ...release, withdrawn: addQuantities(release.withdrawn ?? [], part.lines) } : release,
  );
  return { ...state, cancellations, releases };
}

/**
 * What the ERP cancelled counts at once: the next snapshot may still be an older one. It counts on top of what was
 * cancelled when the ERP was asked, since a snapshot that came before the answer may show it already.
 */
export function evolveCancellationEnded(state: OrderState, { requestKey, cancelled }: EventOf<'CancellationEnded'>): OrderState {
  const ended = state.cancellations.find((known) => known.requestKey === requestKey);
  const cancellations = state.cancellations.filter((known) => known !== ended);
  if (cancelled.length === 0) return { ...state, cancellations };
  const others = state.cancelledAtLeast.filter(({ lineKey }) => quantityOf(cancelled, lineKey) === 0);
  return { ...state, cancellations, cancelledAtLeast: [...others, ...addQuantities(ended?.erp?.before ?? [], cancelled)] };
}

/** The whole of a refused order is taken back: no system has it, and nobody need correct it. */
export function evolveOrderWithdrawn(state: OrderState): OrderState {
  const { refusal: _, unreadable: __, ...rest } = state;
  const cancelledAtLeast = state.order?.lines.map(({ lineKey, quantity }) => ({ lineKey, quantity })) ?? [];
  return { ...rest, lifecycle: 'CANCELLED', cancelledAtLeast };
}

export function evolveHoldWanted(state: OrderState, { wanted, reason }: EventOf<'HoldWanted'>): OrderState {
  return { ...state, hold: state.hold ? { ...state.hold, wanted, reason } : { reason, wanted, set: false } };
}

export function evolveHoldIssued(state: OrderState, commandId: string): OrderState {
  return state.hold ? { ...state, hold: { ...state.hold, commandId } } : state;
}

export function evolveHoldAnswered(state: OrderState, { set }: EventOf<'HoldAnswered'>): OrderState {
  if (!state.hold) return state;
  const { commandId: _, ...hold } = state.hold;
  return { ...state, hold: { ...hold, set } };
}

/** The ERP would not: what it has stays as it is, and so does what is wanted. */
export function evolveHoldRefused(state: OrderState): OrderState {
  if (!state.hold) return state;
  const { commandId: _, ...hold } = state.hold;
  return hold.set ? { ...state, hold: { ...hold, wanted: true } } : evolveHoldEnded(state);
}

export function evolveHoldEnded(state: OrderState): OrderState {
  const { hold: _, ...rest } = state;
  return rest;
}

export function evolveAddressWanted(state: OrderState, { requestKey, delivery }: EventOf<'AddressWanted'>): OrderState {
  return { ...state, addressChange: { requestKey, delivery } };
}

export function evolveAddressIssued(state: OrderState, commandId: string): OrderState {
  return state.addressChange ? { ...state, addressChange: { ...state.addressChange, commandId } } : state;
}

export function evolveAddressKept(state: OrderState): OrderState {
  const { addressChange: _, ...rest } = state;
  return rest;
}

export function evolveAddressChanged(state: OrderState, { delivery }: EventOf<'AddressChanged'>): OrderState {
  return { ...evolveAddressKept(state), delivery };
}
