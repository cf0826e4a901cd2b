/** One aggregate's turn over its waiting messages, with a message that makes the turn throw set apart from its neighbours. */
import { inspect } from 'node:util';
import type { Message } from '../domain/message.ts';
import { wordOfSetApart } from '../domain/set-apart.ts';
import { heldAgain, tellFreed, tellStuck } from '../domain/stuck-order.ts';
import type { Stuck } from '../domain/stuck-order.ts';
import type { TurnResult } from '../domain/turn.ts';
import type { InboundMessage, TurnFunction } from '../engine/ledger.ts';

export type LockedAggregate = {
  readonly id: string;
  readonly version: number;
  readonly state: unknown;
  readonly timer: string | null;
  readonly wakeAt: number | null;
  /** How long none of its turns has run; null where the last one did. */
  readonly stuck: Stuck | null;
  readonly waiting: readonly { readonly id: number; readonly message: Message }[];
};

export type DrainedAggregate = {
  readonly id: string;
  readonly version: number;
  readonly result: TurnResult<unknown>;
  /** Inbox rows this turn took. */
  readonly taken: readonly number[];
  /** The row that cannot be taken: a bug, kept with its fault. What came after it waits for the next turn. */
  readonly poisoned?: { readonly id: number; readonly message: Message; readonly fault: string };
  /** Since when and until when the aggregate is left as it is, because no turn of it runs. */
  readonly stuck?: Stuck;
  /** What the turn threw, where it threw. */
  readonly fault?: string;
};

type Tried = { readonly result: TurnResult<unknown> } | { readonly fault: string };
/** Runs the turn over these messages, from the state as it is. */
type Try = (messages: readonly Message[]) => Tried;

const FAULT_LENGTH = 2000;
/** A timer that makes the turn throw fires again when a release may have mended it, or a message changed the state. */
const TIMER_RETRY_MS = 60_000;

/** What was thrown, as it is kept. It may quote anything, and no text of PostgreSQL holds one character. */
export function faultText(error: unknown): string {
  return inspect(error).replaceAll('\0', '?').slice(0, FAULT_LENGTH);
}

function makeTry({ id, state }: LockedAggregate, turn: TurnFunction, now: number): Try {
  return (messages) => {
    try {
      return { result: turn(id, state, messages, now) };
    } catch (error) {
      return { fault: faultText(error) };
    }
  };
}

function timers({ timer, wakeAt }: LockedAggregate, now: number): readonly Message[] {
  return timer === null || wakeAt === null || wakeAt > now ? [] : [{ type: 'timer.fired', timer }];
}

/** What is committed when nothing can be taken: what was, and a timer that is due fires again at `retryAt`. */
function unchanged({ state, timer, wakeAt }: LockedAggregate, now: number, retryAt: number): TurnResult<unknown> {
  const alarm = timer === null || wakeAt === null ? {} : { wakeAt: { timer, at: wakeAt > now ? wakeAt : retryAt } };
  return { state, journal: [], commands: [], revived: [], recalled: [], records: [], exceptions: [], ...alarm };
}

/** A turn that ran over the first `length` messages. One that was stuck is not any more. */
function ran(aggregate: LockedAggregate, length: number, result: TurnResult<unknown>, now: number): DrainedAggregate {
  const { id, version, stuck, waiting } = aggregate;
  const freed = stuck ? tellFreed(id, stuck, result.state, now) : { exceptions: [], records: [] };
  const exceptions = [...result.exceptions, ...freed.exceptions];
  const records = [...result.records, ...freed.records];
  const taken = waiting.slice(0, length).map((row) => row.id);
  return { id, version: version + 1, result: { ...result, exceptions, records }, taken };
}

function held(aggregate: LockedAggregate, fault: string, now: number): DrainedAggregate {
  const { id, version, state } = aggregate;
  const stuck = heldAgain(aggregate.stuck, now);
  const result = { ...unchanged(aggregate, now, stuck.heldUntil), ...tellStuck(id, stuck, state) };
  return { id, version: version + 1, result, taken: [], stuck, fault };
}

type Halves = { readonly length: number; readonly result?: TurnResult<unknown>; readonly fault: string };

/** Halves its way to a message that makes the turn throw while those before it do not. `fault` is what the whole turn threw. */
function halve({ waiting }: LockedAggregate, attempt: Try, wholeLength: number, fault: string): Halves {
  let runs: Halves = { length: 0, fault };
  let throwing = wholeLength;
  while (throwing - runs.length > 1) {
    const middle = Math.floor((runs.length + throwing) / 2);
    const tried = attempt(waiting.slice(0, middle).map(({ message }) => message));
    if ('result' in tried) runs = { ...runs, length: middle, result: tried.result };
    else {
      throwing = middle;
      runs = { ...runs, fault: tried.fault };
    }
  }
  return runs;
}

/** Takes what comes before the message that cannot be taken, and sets that one apart, if the order can be told so. */
function withoutPoison(aggregate: LockedAggregate, attempt: Try, { length, result, fault }: Halves, now: number): DrainedAggregate {
  const row = aggregate.waiting[length];
  const poisoned = row && { ...row, fault };
  if (result) return { ...ran(aggregate, length, result, now), ...(poisoned && { poisoned }), fault };
  const word = row && wordOfSetApart(row.id, row.message);
  if (!poisoned || !word || 'fault' in attempt([word])) return held(aggregate, fault, now);
  return { ...ran(aggregate, 0, unchanged(aggregate, now, now + TIMER_RETRY_MS), now), poisoned, fault };
}

/** The aggregate's turn, or nothing if it has nothing to do or is held. Never throws. */
export function drain(aggregate: LockedAggregate, turn: TurnFunction, now: number): readonly DrainedAggregate[] {
  const fired = timers(aggregate, now);
  const { stuck, waiting } = aggregate;
  // Whatever arrives meanwhile: each try is told to Salesforce.
  if (waiting.length + fired.length === 0 || (stuck && stuck.heldUntil > now)) return [];
  const attempt = makeTry(aggregate, turn, now);
  const whole = attempt([...waiting.map(({ message }) => message), ...fired]);
  if ('result' in whole) return [ran(aggregate, waiting.length, whole.result, now)];
  return [withoutPoison(aggregate, attempt, halve(aggregate, attempt, waiting.length + fired.length, whole.fault), now)];
}

/** What the orders concerned are told: the same message may be set apart again, at a later version of its order. */
export function wordsOfSetApart(turns: readonly DrainedAggregate[]): readonly InboundMessage[] {
  return turns.flatMap(({ id: aggregateId, version, poisoned }) => {
    const message = poisoned && wordOfSetApart(poisoned.id, poisoned.message);
    if (!message) return [];
    const dedupeKey = `${message.messageId}:${version}`;
    return [{ aggregateId, source: 'set-apart', dedupeKey, fingerprint: dedupeKey, message }];
  });
}
