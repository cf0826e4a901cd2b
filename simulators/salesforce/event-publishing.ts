/** How events leave the org: with their transaction or at once, as their definition says; and how package code hears what became of them. */
import type { OrgClock } from './clock.ts';
import type { EventBus } from './event-bus/event-bus.ts';
import type { OrgMetadata } from './metadata/model.ts';
import type { Transaction } from './storage/database.ts';
import type { CommitListener, PublishedEvent, StoredRecord } from './storage/transaction.ts';

export type EventInput = { readonly eventName: string; readonly fields: StoredRecord; readonly eventUuid?: string };

/** Publishes when the event's definition says: with the commit, or at once. */
export type EventPublisher = (transaction: Transaction, event: EventInput) => { readonly eventUuid: string };

/** Whether events reached the bus, as a publish callback is told. */
export type PublishResult = { readonly eventName: string; readonly eventUuids: readonly string[]; readonly success: boolean };

export type PublishingOptions = {
  readonly metadata: OrgMetadata;
  readonly clock: OrgClock;
  readonly uuid: () => string;
  readonly publishNow: EventBus['publishImmediately'];
  /** Told what became of an event that did not wait for a commit. */
  readonly report: (result: PublishResult) => void;
};

export function makePublisher({ metadata, clock, uuid, publishNow, report }: PublishingOptions): EventPublisher {
  return (transaction: Transaction, { eventName, fields, eventUuid = uuid() }: EventInput) => {
    const event: PublishedEvent = { eventName, eventUuid, fields, createdAt: clock.now(), createdBy: transaction.actor.userId };
    if (metadata.object(eventName)?.publishBehavior === 'PublishAfterCommit') transaction.publishAfterCommit(event);
    else report({ eventName, eventUuids: [eventUuid], success: publishNow(event).ok });
    return { eventUuid };
  };
}

export type PublishReporter = {
  /** Give this to the bus. */
  readonly failed: (event: PublishedEvent) => void;
  /** Passes commits to the bus, then reports by event name which events got there. */
  readonly onCommit: CommitListener;
};

/** Reports come after the transaction, as publish callbacks do; what they throw is nobody's answer. */
export function lateReport(tell: (result: PublishResult) => void, onError: (error: unknown) => void): (result: PublishResult) => void {
  return (result) => {
    setImmediate(() => {
      try {
        tell(result);
      } catch (error) {
        onError(error);
      }
    });
  };
}

export function makePublishReporter(deliver: CommitListener, report: (result: PublishResult) => void): PublishReporter {
  const lost = new Set<string>();
  return {
    failed: (event) => void lost.add(event.eventUuid),
    onCommit: (transaction) => {
      lost.clear();
      deliver(transaction);
      const byOutcome = Object.groupBy(transaction.events, (event) => `${event.eventName} ${lost.has(event.eventUuid) ? 'lost' : 'sent'}`);
      for (const events of Object.values(byOutcome)) {
        const [first] = events ?? [];
        if (events === undefined || first === undefined) continue;
        const eventUuids = events.map((event) => event.eventUuid);
        const result = { eventName: first.eventName, eventUuids, success: !lost.has(first.eventUuid) };
        report(result);
      }
    },
  };
}
