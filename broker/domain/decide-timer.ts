/** The one timer of an order: a command nobody has said a word about for too long is shown to people. */
import type { OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';

/** A missing order is noticed within this time. */
const ANSWER_DUE_MS = 5 * 60_000;

function dueTimes(state: OrderState): readonly number[] {
  return state.commands.filter(({ phase }) => phase === 'WAITING').map(({ issuedAt }) => issuedAt + ANSWER_DUE_MS);
}

/** When the order wants to be woken: as soon as the oldest silent command is overdue. */
export function wakeTime(state: OrderState): { readonly timer: string; readonly at: number } | undefined {
  const due = dueTimes(state);
  return due.length === 0 ? undefined : { timer: 'answer-due', at: Math.min(...due) };
}

/** Commands that are overdue. A timer that comes early or twice changes nothing. */
export function decideTimer(state: OrderState, now: number): readonly OrderEvent[] {
  return state.commands
    .filter(({ phase, issuedAt }) => phase === 'WAITING' && issuedAt + ANSWER_DUE_MS <= now)
    .map(({ commandId }) => ({ type: 'CommandDelayed', commandId, phase: 'OVERDUE' }));
}
