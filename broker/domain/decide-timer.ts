/** The one timer of an order: commands nobody has said a word about for too long, and requests nobody waits for any more. */
import type { OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';
import { decideDeadlines } from './requests/decide-request.ts';

/** A missing order is noticed within this time. */
const ANSWER_DUE_MS = 5 * 60_000;

function dueTimes(state: OrderState): readonly number[] {
  const deadlines = state.requests.flatMap(({ status, deadline }) => (status === 'ACCEPTED' && deadline !== undefined ? [deadline] : []));
  return [...deadlines, ...state.commands.filter(({ phase }) => phase === 'WAITING').map(({ issuedAt }) => issuedAt + ANSWER_DUE_MS)];
}

/** When the order wants to be woken: as soon as the oldest silent command is overdue. */
export function wakeTime(state: OrderState): { readonly timer: string; readonly at: number } | undefined {
  const due = dueTimes(state);
  return due.length === 0 ? undefined : { timer: 'answer-due', at: Math.min(...due) };
}

/** Commands that are overdue, requests that expire. A timer that comes early or twice changes nothing. */
export function decideTimer(state: OrderState, now: number): readonly OrderEvent[] {
  const overdue = state.commands
    .filter(({ phase, issuedAt }) => phase === 'WAITING' && issuedAt + ANSWER_DUE_MS <= now)
    .map(({ commandId }): OrderEvent => ({ type: 'CommandDelayed', commandId, phase: 'OVERDUE' }));
  return [...overdue, ...decideDeadlines(state, now)];
}
