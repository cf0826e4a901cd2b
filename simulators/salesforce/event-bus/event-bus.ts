/** The org's event bus: it keeps what was published and what changed, for those who subscribe now or within retention. */
import type { OrgMetadata } from '../metadata/model.ts';
import { readQuery, type QueryReader } from '../soql/parse.ts';
import type { CommitListener, PublishedEvent } from '../storage/transaction.ts';
import { type KnownSchema, makeSchemaRegistry } from './avro/schema-registry.ts';
import { emptyBody } from './cdc/change-body.ts';
import { draftChangeEvents } from './cdc/change-draft.ts';
import type { TransactionStamp } from './cdc/change-event.ts';
import { makeChangePublisher } from './change-publisher.ts';
import type { BusClock } from './clock.ts';
import { type AcceptedEvent, type EventPublisher, makeEventPublisher, type PublishFailure } from './event-publisher.ts';
import { type EventFaults, makeEventFaults } from './faults/event-faults.ts';
import { makeOrgView, type OrgView } from './org-view.ts';
import type { Topic } from './topics/topic-catalogue.ts';
import { makeTopicLogs, type TopicLog } from './topics/topic-log.ts';
import { makeMeter, type Meter } from './usage.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** What an edition allows: events delivered in 24 hours to all subscribers together, and published in one hour. */
export type EventAllocations = { readonly deliveredPerDay: number; readonly publishedPerHour: number };

const enterpriseAllocations: EventAllocations = { deliveredPerDay: 25_000, publishedPerHour: 250_000 };

export type EventBusOptions = {
  /** 18-character id of the org. */
  readonly orgId: string;
  readonly metadata: OrgMetadata;
  /** Reads the filters of channels. */
  readonly readFilter?: QueryReader;
  readonly clock: BusClock;
  /** Makes ids of events that come without one. */
  readonly newUuid: () => string;
  readonly allocations?: EventAllocations;
  readonly retentionMs?: number;
  /** Hears of after-commit events that could not be published, as Apex publish callbacks do. */
  readonly onPublishFailure?: (event: PublishedEvent, failure: PublishFailure) => void;
  /** Hears of every platform event the bus has taken, as Apex triggers do. */
  readonly onAccepted?: (event: AcceptedEvent) => void;
};

/** A gap event, as the platform sends when it cannot tell what changed. */
export type Gap = {
  readonly object: string;
  readonly changeType: 'GAP_CREATE' | 'GAP_UPDATE' | 'GAP_DELETE' | 'GAP_UNDELETE' | 'GAP_OVERFLOW';
  readonly recordIds: readonly string[];
  readonly stamp: TransactionStamp;
};

export type EventBus = {
  readonly orgId: string;
  /** Give this to storage: it makes change events and publishes after-commit events, in the order of the calls. */
  readonly onCommit: CommitListener;
  /** Publishes a platform event now, whatever becomes of the transaction it was made in. */
  readonly publishImmediately: EventPublisher['publish'];
  readonly publishEncoded: EventPublisher['publishEncoded'];
  /** Throws if the object has no change events. */
  readonly injectGap: (gap: Gap) => void;
  readonly topic: (name: string) => Topic | undefined;
  /** Undefined if there is no such topic. */
  readonly log: (topicName: string) => TopicLog | undefined;
  readonly schemaById: (id: string) => KnownSchema | undefined;
  /** The newest schema of a topic; a channel has none of its own. */
  readonly schemaOfTopic: (topicName: string) => KnownSchema | undefined;
  /** The schema as GetSchema is to answer it, faults included. */
  readonly schemaJson: (schema: KnownSchema) => string;
  /** Takes over newly deployed metadata. Events and schemas of before stay readable. */
  readonly replaceMetadata: (metadata: OrgMetadata) => void;
  readonly delivered: Meter;
  readonly published: Meter;
  readonly faults: EventFaults & { readonly expireReplay: (topicName: string) => void };
};

function newestSchema(view: OrgView, topicName: string): KnownSchema | undefined {
  const topic = view.catalogue.get(topicName);
  const single = topic?.kind === 'event' || topic?.kind === 'change' ? topic.entities[0] : undefined;
  return single === undefined ? undefined : view.schemaOf(single);
}

export function makeEventBus(options: EventBusOptions): EventBus {
  const { clock, newUuid, allocations = enterpriseAllocations, retentionMs = 3 * dayMs, readFilter = readQuery } = options;
  const registry = makeSchemaRegistry();
  const logs = makeTopicLogs(clock, retentionMs);
  const published = makeMeter(allocations.publishedPerHour, hourMs, clock);
  const { faults, armed } = makeEventFaults();
  let current = makeOrgView(options.metadata, registry, readFilter);

  const ports = { view: () => current, append: logs.append, armed };
  const { publish, publishEncoded } = makeEventPublisher({
    ...ports,
    registry,
    published,
    accepted: options.onAccepted ?? (() => undefined),
  });
  const publishDraft = makeChangePublisher({ ...ports, newUuid });

  return {
    orgId: options.orgId,
    onCommit: (transaction) => {
      for (const event of transaction.events) {
        const outcome = publish(event);
        if (!outcome.ok) options.onPublishFailure?.(event, outcome);
      }
      for (const draft of draftChangeEvents(transaction, current.shapeOf)) publishDraft(draft, transaction);
    },
    publishImmediately: publish,
    publishEncoded,
    injectGap: ({ object, changeType, recordIds, stamp }) => {
      const shape = current.shapeOf(object);
      if (shape === undefined) throw new TypeError(`${object} has no change events`);
      const records = recordIds.map((id) => ({ id, values: {} }));
      publishDraft({ shape, changeType, records, body: emptyBody, sequenceNumber: 1 }, stamp);
    },
    topic: (name) => current.catalogue.get(name),
    log: (topicName) => (current.catalogue.has(topicName) ? logs.of(topicName) : undefined),
    schemaById: registry.byId,
    schemaOfTopic: (topicName) => newestSchema(current, topicName),
    schemaJson: armed.schemaJson,
    replaceMetadata: (metadata) => {
      current = makeOrgView(metadata, registry, readFilter);
    },
    delivered: makeMeter(allocations.deliveredPerDay, dayMs, clock),
    published,
    faults: { ...faults, expireReplay: (topicName) => logs.of(topicName).expireAll() },
  };
}
