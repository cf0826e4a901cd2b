/**
 * What becomes of a command after a call: the outcome classes of docs/adapters.md, as decisions. Pure; times are
 * milliseconds since the epoch. A lost answer is never a reason to send again blindly: the endpoint is asked first.
 */
import type { ExceptionCode } from '../../canonical/exception-codes.ts';
import type { CommandIntent, CommandState } from '../../canonical/command.ts';
import type { Message } from './message.ts';
import { documentName } from './outcome.ts';
import type { DocumentRef, Failure, IdempotencyClass, Outcome, ProbeOutcome } from './outcome.ts';
import type { OwnReason, Reason } from './reason.ts';
import { failedProbeDelayMs, givesUp, LOCK_WAITS, lockDelayMs, probeDelayMs, retryDelayMs } from './retry-schedule.ts';

export type CommandFacts = {
  readonly commandId: string;
  readonly intent: CommandIntent;
  /** Sends so far, this one included. */
  readonly attempts: number;
  /** Probes since the last send that found nothing. */
  readonly emptyProbes: number;
  /** When the command was issued, or last sent back to work by a person. */
  readonly createdAt: number;
  /** When the last send started. */
  readonly sentAt: number;
  /** When this call started. What it did not find may have come into being since. */
  readonly askedAt?: number;
  readonly now: number;
  readonly idempotency: IdempotencyClass;
  /** Before this time after a send, finding nothing proves nothing. */
  readonly settleMs: number;
  /** From 0 (included) to 1 (excluded). */
  readonly random: number;
};

/** The command's next state, when it is due again, and what its order learns of it. */
export type CommandStep = {
  readonly state: CommandState;
  readonly dueAt?: number;
  readonly code?: string;
  readonly detail?: string;
  readonly emptyProbes?: number;
  readonly message?: Message;
};

/** Code of a command that is parked because the endpoint's document is not what was sent. */
export const DOCUMENT_DIFFERS: ExceptionCode = 'DOCUMENT_DIFFERS';

const NOT_EXECUTED: OwnReason = { code: 'NOT_EXECUTED', message: 'The endpoint did not execute it; it is sent again' };
const NOT_FOUND_YET: OwnReason = { code: 'NOT_FOUND_YET', message: 'The endpoint has nothing of it yet; it is asked again' };
const UNFINISHED: OwnReason = { code: 'UNFINISHED', message: 'The endpoint did a part of it; it is sent again to be finished' };

/** People are told of a retry once the command has waited this long. */
const NOTICE_AFTER_MS = 30_000;
/** People are told when a doubt lasts, not of every look. */
const DOUBT_NOTICE_MS = 5_000;

/** When a send whose answer was lost may be repeated: a native or natural key makes the repetition harmless. */
const RESEND: Readonly<Record<IdempotencyClass, 'AT_ONCE' | 'AFTER_LOOKING' | 'AFTER_SETTLING'>> = {
  A: 'AT_ONCE',
  B: 'AT_ONCE',
  C: 'AT_ONCE',
  D: 'AFTER_LOOKING',
  E: 'AFTER_SETTLING',
};

/** Doing these twice is doing them once. */
const STATE_SETTING: ReadonlySet<CommandIntent> = new Set(['HOLD', 'RELEASE_HOLD', 'CANCEL_DUPLICATE', 'CHANGE_ADDRESS', 'CANCEL_RETURN']);

function resendRule({ idempotency, intent }: CommandFacts): 'AT_ONCE' | 'AFTER_LOOKING' | 'AFTER_SETTLING' {
  const rule = RESEND[idempotency];
  return rule === 'AFTER_SETTLING' && STATE_SETTING.has(intent) ? 'AFTER_LOOKING' : rule;
}

function park({ commandId }: CommandFacts, { code, message }: Reason): CommandStep {
  return { state: 'PARKED', code, detail: message, message: { type: 'command.parked', commandId, code, message } };
}

function reject({ commandId }: CommandFacts, { code, message }: Reason): CommandStep {
  return { state: 'REJECTED', code, detail: message, message: { type: 'command.rejected', commandId, code, message } };
}

function acknowledge({ commandId }: CommandFacts, { nativeId, nativeNumber }: DocumentRef, adopted: boolean): CommandStep {
  const document = { nativeId, ...(nativeNumber !== undefined && { nativeNumber }) };
  return { state: 'ACKED', message: { type: 'command.acknowledged', commandId, document, adopted } };
}

type Waiting = { readonly delayMs: number; readonly notify: boolean; readonly misconfigured?: true };

function retry(facts: CommandFacts, { code, message }: Reason, { delayMs, notify, misconfigured }: Waiting): CommandStep {
  const { commandId, attempts, createdAt, now } = facts;
  const dueAt = now + delayMs;
  if (givesUp(createdAt, dueAt)) return park(facts, { code, message });
  const step = { state: 'RETRY_WAIT', dueAt, code, detail: message, emptyProbes: 0 } as const;
  if (!notify) return step;
  const cause = misconfigured ? { misconfigured } : {};
  return { ...step, message: { type: 'command.retrying', commandId, code, message, attempts, nextTryAt: dueAt, ...cause } };
}

function doubt(facts: CommandFacts, { code, message }: Reason, waiting: Waiting & { readonly emptyProbes: number }): CommandStep {
  const { commandId, createdAt, now } = facts;
  const { emptyProbes } = waiting;
  const dueAt = now + waiting.delayMs;
  if (givesUp(createdAt, dueAt)) return park(facts, { code, message });
  const step = { state: 'IN_DOUBT', dueAt, code, detail: message, emptyProbes } as const;
  return waiting.notify ? { ...step, message: { type: 'command.in_doubt', commandId, code, message, nextTryAt: dueAt } } : step;
}

const AT_ONCE: Waiting = { delayMs: 0, notify: true };

function isOld({ createdAt, now }: CommandFacts): boolean {
  return now - createdAt >= NOTICE_AFTER_MS;
}

function afterLostAnswer(facts: CommandFacts, failure: Reason): CommandStep {
  if (resendRule(facts) === 'AT_ONCE') return retry(facts, failure, { delayMs: retryDelayMs(facts), notify: isOld(facts) });
  return doubt(facts, failure, { delayMs: probeDelayMs(0), notify: true, emptyProbes: 0 });
}

function afterFailedSend(facts: CommandFacts, failure: Failure): CommandStep {
  switch (failure.class) {
    case 'RETRY_SAFE':
      return retry(facts, failure, { delayMs: retryDelayMs(facts, failure.retryAfterMs), notify: isOld(facts) });
    case 'LOCKED':
    case 'CONFLICT': {
      const soon = facts.attempts <= LOCK_WAITS;
      const stated = failure.class === 'LOCKED' ? failure.retryAfterMs : undefined;
      return retry(facts, failure, { delayMs: soon ? lockDelayMs(facts, stated) : retryDelayMs(facts, stated), notify: isOld(facts) });
    }
    case 'CONFIG':
      return retry(facts, failure, { delayMs: retryDelayMs(facts), notify: true, misconfigured: true });
    case 'IN_DOUBT':
      return afterLostAnswer(facts, failure);
    case 'REJECT':
      // Not a refusal of what was sent: the endpoint has something else of the same name, and a person must tell which is right.
      return failure.code === DOCUMENT_DIFFERS ? park(facts, failure) : reject(facts, failure);
  }
}

/** After a send. */
export function afterSend(outcome: Outcome, facts: CommandFacts): CommandStep {
  switch (outcome.class) {
    case 'ACK':
      return acknowledge(facts, outcome.document, false);
    case 'ALREADY_DONE':
      return acknowledge(facts, outcome.document, true);
    default:
      return afterFailedSend(facts, outcome);
  }
}

function afterNotFound(facts: CommandFacts): CommandStep {
  const { askedAt = facts.now, sentAt, settleMs, emptyProbes } = facts;
  const settled = resendRule(facts) !== 'AFTER_SETTLING' || askedAt >= sentAt + settleMs;
  if (settled) return retry(facts, NOT_EXECUTED, AT_ONCE);
  const delayMs = Math.min(probeDelayMs(emptyProbes + 1), Math.max(0, sentAt + settleMs - facts.now));
  return doubt(facts, NOT_FOUND_YET, { delayMs, notify: delayMs >= DOUBT_NOTICE_MS, emptyProbes: emptyProbes + 1 });
}

function afterFound(facts: CommandFacts, documents: readonly (DocumentRef & { readonly matches: boolean })[]): CommandStep {
  const [oldest] = documents;
  if (!oldest) return afterNotFound(facts);
  if (!documents.every(({ matches }) => matches)) {
    return park(facts, {
      code: DOCUMENT_DIFFERS,
      message: `The endpoint has document ${documentName(oldest)}, which is not what was sent`,
    });
  }
  if (documents.length === 1) return acknowledge(facts, oldest, true);
  const { commandId } = facts;
  const named = documents.map(({ matches: _, ...document }) => document);
  return { state: 'ACKED', code: 'DUPLICATED', message: { type: 'command.duplicated', commandId, documents: named } };
}

function afterFailedProbe(facts: CommandFacts, failure: Failure): CommandStep {
  if (failure.class === 'REJECT') return park(facts, failure);
  const stated = 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
  const delayMs = failedProbeDelayMs(facts.now - facts.sentAt, stated);
  return doubt(facts, failure, { delayMs, notify: delayMs >= DOUBT_NOTICE_MS, emptyProbes: facts.emptyProbes });
}

/** After a probe for what an earlier send may have left behind. */
export function afterProbe(outcome: ProbeOutcome | Outcome, facts: CommandFacts): CommandStep {
  switch (outcome.class) {
    case 'ACK':
    case 'ALREADY_DONE':
      return acknowledge(facts, outcome.document, true);
    case 'NOT_FOUND':
      return afterNotFound(facts);
    case 'UNFINISHED':
      return retry(facts, UNFINISHED, AT_ONCE);
    case 'FOUND':
      return afterFound(facts, outcome.documents);
    default:
      return afterFailedProbe(facts, outcome);
  }
}
