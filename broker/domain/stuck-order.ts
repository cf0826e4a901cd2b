/** Orders none of whose turns run: a fault of the broker, and the one trouble an order's own state cannot tell. */
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import { projectException } from './project-exception.ts';
import type { OwnReason } from './reason.ts';
import type { TurnResult } from './turn.ts';

/** Since when nothing of the order can be taken, how often that was tried, and until when it is left alone. Epoch ms. */
export type Stuck = { readonly since: number; readonly tries: number; readonly heldUntil: number };

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/** It did not run, for the first time or once more: a release may mend it any minute, so the pauses grow to half an hour only. */
export function heldAgain(stuck: Stuck | null, now: number): Stuck {
  const tries = (stuck?.tries ?? 0) + 1;
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  return { since: stuck?.since ?? now, tries, heldUntil: now + pauseMs };
}

const ORDER_STUCK: OwnReason = {
  code: 'ORDER_STUCK',
  message: 'A fault of the broker keeps it from taking anything of this order',
};

function recordOf(orderKey: string, { since, tries, heldUntil }: Stuck): ExceptionRecord {
  return {
    ...{
      exceptionId: `${orderKey}-STUCK`,
      orderKey,
      category: 'STUCK',
      severity: 'ERROR',
      owner: 'OPERATIONS',
      attempts: tries,
      actions: [],
    },
    ...ORDER_STUCK,
    ...{ openedAt: new Date(since).toISOString(), nextTryAt: new Date(heldUntil).toISOString() },
  };
}

type Told = Pick<TurnResult<unknown>, 'exceptions' | 'records'>;

/** Salesforce is told where there is a state at all: an order nothing was ever taken of may be in nobody's org. */
function told(record: ExceptionRecord, state: unknown): Told {
  const isKnown = state !== null && state !== undefined;
  return { exceptions: [record], records: isKnown ? [projectException(record).record] : [] };
}

/** What people see while the order is stuck. */
export function tellStuck(orderKey: string, stuck: Stuck, state: unknown): Told {
  return told(recordOf(orderKey, stuck), state);
}

/** What they see once its turns run again. */
export function tellFreed(orderKey: string, stuck: Stuck, state: unknown, now: number): Told {
  const { nextTryAt: _, ...record } = recordOf(orderKey, stuck);
  return told({ ...record, resolvedAt: new Date(now).toISOString() }, state);
}
