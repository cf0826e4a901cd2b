/** One aggregate's turn over its waiting messages, with a message that makes the turn throw set apart from its neighbours. */
import { inspect } from 'node:util';
import type { Message } from '../domain/message.ts';
import { wordOfSetApart } from '../domain/set-apart.ts';
import type { TurnResult } from '../domain/turn.ts';
import type { InboundMessage, TurnFunction } from '../engine/ledger.ts';

export type LockedAggregate = {
  readonly id: string;
  readonly version: number;
  readonly state: unknown;
  readonly timer: string | null;
  readonly wakeAt: number | null;
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
  /** What the turn threw, where it threw. */
  readonly fault?: string;
};

const FAULT_LENGTH = 2000;

function timers(aggregate: LockedAggregate, now: number): readonly Message[] {
  if (aggregate.timer === null || aggregate.wakeAt === null || aggregate.wakeAt > now) return [];
  return [{ type: 'timer.fired', timer: aggregate.timer }];
}

/** A timer that makes the turn throw fires again when a release may have mended it, or a message changed the state. */
const TIMER_RETRY_MS = 60_000;

/** What is committed when a turn cannot run: nothing but that its message is out of the way, and its timer for a while. */
function unchanged({ state, timer, wakeAt }: LockedAggregate, now: number): TurnResult<unknown> {
  const alarm = timer === null || wakeAt === null ? {} : { wakeAt: { timer, at: wakeAt > now ? wakeAt : now + TIMER_RETRY_MS } };
  return { state, journal: [], commands: [], revived: [], recalled: [], records: [], exceptions: [], ...alarm };
}

function faultOf(error: unknown): string {
  return inspect(error).slice(0, FAULT_LENGTH);
}

/** Runs the turn over ever shorter prefixes until one goes through; the message after that prefix is the poisoned one. */
function withoutPoison(aggregate: LockedAggregate, turn: TurnFunction, now: number, whole: string): DrainedAggregate {
  let fault = whole;
  for (let length = aggregate.waiting.length; length > 0; length -= 1) {
    const prefix = aggregate.waiting.slice(0, length);
    try {
      const result = turn(
        aggregate.id,
        aggregate.state,
        prefix.map(({ message }) => message),
        now,
      );
      return { ...taken(aggregate, prefix, result), ...poisonAt(aggregate, length, fault), fault };
    } catch (error) {
      fault = faultOf(error);
    }
  }
  return { ...taken(aggregate, [], unchanged(aggregate, now)), ...poisonAt(aggregate, 0, fault), fault };
}

function taken(aggregate: LockedAggregate, rows: LockedAggregate['waiting'], result: TurnResult<unknown>): DrainedAggregate {
  return { id: aggregate.id, version: aggregate.version + 1, result, taken: rows.map(({ id }) => id) };
}

function poisonAt(aggregate: LockedAggregate, index: number, fault: string): Pick<DrainedAggregate, 'poisoned'> {
  const row = aggregate.waiting[index];
  return row === undefined ? {} : { poisoned: { ...row, fault } };
}

/** The aggregate's turn, or nothing if it has nothing to do. Never throws. */
export function drain(aggregate: LockedAggregate, turn: TurnFunction, now: number): readonly DrainedAggregate[] {
  const fired = timers(aggregate, now);
  if (aggregate.waiting.length === 0 && fired.length === 0) return [];
  const messages = [...aggregate.waiting.map(({ message }) => message), ...fired];
  try {
    return [taken(aggregate, aggregate.waiting, turn(aggregate.id, aggregate.state, messages, now))];
  } catch (error) {
    return [withoutPoison(aggregate, turn, now, faultOf(error))];
  }
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
