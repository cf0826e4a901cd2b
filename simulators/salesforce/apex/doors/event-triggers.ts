/**
 * Triggers on platform events: each is a subscriber of its own, run after the publishing as Automated Process, with up to 2,000 events. Source:
 * Platform Events Developer Guide, "Subscribe to Platform Event Notifications with Apex Triggers" and "Comparing setResumeCheckpoint() and
 * EventBus.RetryableException". What was done after the last checkpoint is undone by an exception (UNVERIFIED: it could be kept).
 */
import type { AcceptedEvent } from '../../event-bus/event-publisher.ts';
import type { OrgObject } from '../../metadata/model.ts';
import { toDatetime } from '../../storage/instants.ts';
import type { EventTriggerState } from '../context-ports.ts';
import { ApexThrow } from '../run/exceptions.ts';
import { makeExecution, type Execution } from '../run/execution.ts';
import { SYNCHRONOUS } from '../run/limits.ts';
import type { LoadedApex, LoadedTrigger } from '../run/load.ts';
import { runningTriggers, triggerState } from '../run/trigger-state.ts';
import type { ApexSObject } from '../values.ts';
import type { Agenda } from './jobs/agenda.ts';
import type { OrgBinding } from './org-binding.ts';
import type { ApexTransactions } from './transactions.ts';

export type EventTriggers = {
  /** Takes an event that the bus has taken. */
  readonly accept: (event: AcceptedEvent) => void;
  /** In a test: gives the events to their triggers now, in the transaction of the test. Those to be tried again come back. */
  readonly deliver: (events: readonly TestEvent[]) => readonly TestEvent[];
};

export type TestEvent = {
  readonly eventUuid: string;
  /** It waits for the commit, so that a rollback discards it. */
  readonly waits: boolean;
  readonly record: ApexSObject;
  readonly retries: number;
};

export type EventTriggerOptions = {
  readonly apex: LoadedApex;
  readonly binding: OrgBinding;
  readonly transactions: ApexTransactions;
  readonly agenda: Agenda;
  /** Automated Process. */
  readonly userId: string;
  readonly onError: (error: unknown) => void;
};

const LARGEST_BATCH = 2000;
const MOST_RETRIES = 9;
const BACKOFF_MS = 1000;

const STATE = Symbol('event trigger');

/** Of the event trigger that runs. */
export const eventTriggerOf = ({ kept }: Execution): EventTriggerState | undefined => kept.get(STATE) as EventTriggerState | undefined;

type Subscription = {
  readonly trigger: LoadedTrigger;
  readonly object: OrgObject;
  readonly queue: AcceptedEvent[];
  retries: number;
  lastError: string | null;
  busy: boolean;
};

export function makeEventTriggers(options: EventTriggerOptions): EventTriggers {
  const { apex, binding, agenda } = options;
  const subscriptions = apex.triggers.flatMap((trigger): Subscription[] => {
    const object = binding.metadata.object(trigger.declaration.object);
    return object?.kind === 'platformEvent' ? [{ trigger, object, queue: [], retries: 0, lastError: null, busy: false }] : [];
  });

  const wake = (subscription: Subscription, delayMs = 0): void => {
    if (subscription.busy || subscription.queue.length === 0) return;
    subscription.busy = true;
    agenda.at(binding.now() + delayMs, () => {
      runBatch(options, subscription)
        .catch(options.onError)
        .finally(() => {
          subscription.busy = false;
          wake(subscription, subscription.retries === 0 ? 0 : BACKOFF_MS * 2 ** (subscription.retries - 1));
        });
    });
  };

  return {
    accept: (event) => {
      for (const subscription of subscriptions) {
        if (subscription.object.name !== event.eventName) continue;
        subscription.queue.push(event);
        wake(subscription);
      }
    },
    deliver: (events) => subscriptions.flatMap((subscription) => deliverNow(options, subscription, events)),
  };
}

async function runBatch({ apex, transactions, binding, userId, onError }: EventTriggerOptions, subscription: Subscription): Promise<void> {
  const { queue, object, trigger, retries, lastError } = subscription;
  const batch = queue.slice(0, LARGEST_BATCH);
  const state = makeState(binding, { retries, lastError });
  try {
    const failure = await transactions.run({ userId, quiddity: 'SYNCHRONOUS', limits: SYNCHRONOUS }, (execution) => {
      const records = batch.map((event) => recordOf(apex, object, event));
      return runTrigger(apex, { trigger, object, records, state }, execution);
    });
    if (failure !== undefined) onError(failure);
    queue.splice(0, handled(batch, state.checkpoint));
    Object.assign(subscription, { retries: 0, lastError: null });
  } catch (error) {
    if (error instanceof ApexThrow && error.exception.type.base === 'EventBus.RetryableException' && retries < MOST_RETRIES) {
      Object.assign(subscription, { retries: retries + 1, lastError: error.exception.message });
      return;
    }
    // The platform goes on with the next events; after too many retries it stops the trigger, here it skips the batch.
    onError(error);
    queue.splice(0, batch.length);
    Object.assign(subscription, { retries: 0, lastError: null });
  }
}

/** How many events need not come again. */
function handled(batch: readonly AcceptedEvent[], checkpoint: string | null): number {
  const place = batch.findIndex(({ replayId }) => replayId === checkpoint);
  return place < 0 ? batch.length : place + 1;
}

type Saved = EventTriggerState & { readonly toCheckpoint: () => boolean };

/** A checkpoint keeps what was written until then. */
function makeState(binding: OrgBinding, { retries, lastError }: Pick<EventTriggerState, 'retries' | 'lastError'>): Saved {
  let place: string | null = null;
  let savepoint: unknown;
  return {
    retries,
    lastError,
    get checkpoint() {
      return place;
    },
    set checkpoint(replayId) {
      place = replayId;
      savepoint = binding.savepoint();
    },
    toCheckpoint: () => {
      if (place === null) return false;
      binding.rollback(savepoint);
      return true;
    },
  };
}

type TriggerRun = {
  readonly trigger: LoadedTrigger;
  readonly object: OrgObject;
  readonly records: readonly ApexSObject[];
  readonly state: Saved;
};

/** Answers the exception that a checkpoint has survived; throws any other. */
function runTrigger(apex: LoadedApex, { trigger, object, records, state }: TriggerRun, execution: Execution): ApexThrow | undefined {
  execution.kept.set(STATE, state);
  const running = runningTriggers(apex.runtime);
  running.push(triggerState(object.name, { when: 'after', operation: 'insert' }, { records, before: null }));
  try {
    trigger.run();
    return undefined;
  } catch (error) {
    const isRetry = error instanceof ApexThrow && error.exception.type.base === 'EventBus.RetryableException';
    if (!(error instanceof ApexThrow) || isRetry || !state.toCheckpoint()) throw error;
    return error;
  } finally {
    running.pop();
  }
}

function recordOf({ runtime }: LoadedApex, object: OrgObject, event: AcceptedEvent): ApexSObject {
  const record = runtime.records.fromRow(object, {
    ...event.fields(),
    ReplayId: event.replayId,
    EventUuid: event.eventUuid,
    CreatedDate: toDatetime(event.createdAt),
    CreatedById: event.createdBy,
  });
  record.readOnly = true;
  return record;
}

function deliverNow(
  { apex, binding, userId }: EventTriggerOptions,
  { object, trigger }: Subscription,
  events: readonly TestEvent[],
): TestEvent[] {
  const own = events.filter(({ record }) => record.type.base === object.name);
  if (own.length === 0) return [];
  const state = makeState(binding, { retries: Math.max(...own.map(({ retries }) => retries)), lastError: null });
  const { statics } = apex.runtime.execution();
  const execution = makeExecution(binding.userOf(userId), { test: true, statics });
  const savepoint = binding.savepoint();
  const leave = binding.enter(userId);
  try {
    const records = own.map(({ record }) => record);
    apex.runtime.within(execution, () => runTrigger(apex, { trigger, object, records, state }, execution));
    return [];
  } catch (error) {
    if (!(error instanceof ApexThrow)) throw error;
    binding.rollback(savepoint);
    const again = error.exception.type.base === 'EventBus.RetryableException' && state.retries < MOST_RETRIES;
    return again ? own.map((event) => ({ ...event, retries: event.retries + 1 })) : [];
  } finally {
    leave();
  }
}
