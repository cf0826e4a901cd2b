/** Opens, changes and resolves exceptions, so that those that are open are exactly what is wrong. */
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import { clip } from './clip.ts';
import type { TurnContext } from './context.ts';
import { conditions } from './exception-conditions.ts';
import type { Condition } from './condition.ts';
import type { OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';
import { redact } from './redact.ts';

const MESSAGE_LENGTH = 255;

function record(condition: Condition, state: OrderState, given: Pick<ExceptionRecord, 'exceptionId' | 'openedAt'>): ExceptionRecord {
  const { subject: _, nextTryAt, message, attempts = 0, actions, ...rest } = condition;
  return {
    ...{ ...given, orderKey: state.orderKey, ...rest, actions: [...actions], attempts },
    message: clip(redact(message, state.order), MESSAGE_LENGTH),
    ...(nextTryAt !== undefined && { nextTryAt: new Date(nextTryAt).toISOString() }),
  };
}

const SHOWN = ['category', 'code', 'message', 'severity', 'owner', 'endpoint', 'commandId', 'nextTryAt', 'attempts'] as const;

function isSame(a: ExceptionRecord, b: ExceptionRecord): boolean {
  return SHOWN.every((field) => a[field] === b[field]) && a.actions.join() === b.actions.join();
}

/** The events that bring the open exceptions in line with what is wrong now. */
export function decideExceptions(state: OrderState, { now }: Pick<TurnContext, 'now'>): readonly OrderEvent[] {
  const wrong = new Map(conditions(state).map((condition) => [condition.subject, condition]));
  if (wrong.size === 0 && state.exceptions.length === 0) return [];
  const at = new Date(now).toISOString();
  const events: OrderEvent[] = [];
  for (const { subject, record: open } of state.exceptions) {
    const condition = wrong.get(subject);
    wrong.delete(subject);
    const next = condition && record(condition, state, open);
    if (!next) events.push({ type: 'ExceptionResolved', record: { ...open, resolvedAt: at } });
    else if (!isSame(open, next)) events.push({ type: 'ExceptionChanged', record: next });
  }
  let number = state.exceptionsOpened;
  for (const condition of wrong.values()) {
    number += 1;
    const opened = record(condition, state, { exceptionId: `${state.orderKey}-E${number}`, openedAt: at });
    events.push({ type: 'ExceptionOpened', subject: condition.subject, record: opened });
  }
  return events;
}
