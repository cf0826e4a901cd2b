/** The events by which those who asked are answered. */
import type { OrderRequestType } from '../../../canonical/order-request.ts';
import type { Message } from '../message.ts';
import type { OrderEvent } from '../order-event.ts';
import type { OrderState } from '../order-state.ts';
import type { Answer, RequestState } from './request-state.ts';

export type Requested = Extract<Message, { type: 'order.requested' }>;

/** A request with content of one type. */
export type RequestedOf<Type extends OrderRequestType> = Requested & { readonly request: Extract<Requested['request'], { type: Type }> };

/** Without a deadline of its own a request is answered within this time. */
const DEFAULT_DEADLINE_MS = 24 * 3_600_000;

/** The request is refused as it comes. */
export function refuse({ requestKey, via, request }: Requested, code: string, message: string): readonly OrderEvent[] {
  return [{ type: 'RequestSettled', requestKey, via, request: request.type, status: 'REJECTED', answer: { code, message } }];
}

/** The request is carried out as it comes. */
export function settle({ requestKey, via, request }: Requested, answer?: Answer): readonly OrderEvent[] {
  return [{ type: 'RequestSettled', requestKey, via, request: request.type, status: 'COMPLETED', ...(answer && { answer }) }];
}

/** The request is taken on: its answer comes later. */
export function takeOn({ requestKey, via, by, request, deadline }: Requested, now: number): OrderEvent {
  return { type: 'RequestTaken', requestKey, via, by, request: request.type, deadline: deadline ?? now + DEFAULT_DEADLINE_MS };
}

/** Closes a request that is open; one that expired meanwhile stays as it is. */
export function close(
  state: OrderState,
  requestKey: string,
  status: 'COMPLETED' | 'REJECTED' | 'EXPIRED',
  answer?: Answer,
): readonly OrderEvent[] {
  const open = findOpen(state, requestKey);
  return open ? [{ type: 'RequestClosed', requestKey, request: open.type, status, ...(answer && { answer }) }] : [];
}

function findOpen({ requests }: OrderState, requestKey: string): RequestState | undefined {
  return requests.find((request) => request.requestKey === requestKey && request.status === 'ACCEPTED');
}

/** Open requests of some types, oldest first. */
export function openRequests({ requests }: OrderState, ...types: readonly OrderRequestType[]): readonly RequestState[] {
  return requests.filter(({ status, type }) => status === 'ACCEPTED' && types.includes(type));
}
