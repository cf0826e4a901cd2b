import type { PublishedEvent, StoredRecord } from '../storage/transaction.ts';
import { isInCalendar, platformEventBody, storedEventFields } from './avro/platform-event-schema.ts';
import type { SchemaRegistry } from './avro/schema-registry.ts';
import { type Append, largestEventBytes } from './change-publisher.ts';
import type { ArmedEventFaults } from './faults/event-faults.ts';
import type { OrgView } from './org-view.ts';
import type { StoredEvent } from './topics/topic-log.ts';
import { eventTopic } from './topics/topic-name.ts';
import type { Meter } from './usage.ts';

export type PublishFailure = {
  readonly ok: false;
  readonly code: 'LIMIT_EXCEEDED' | 'PLATFORM_EVENT_PUBLISHING_UNAVAILABLE' | 'INVALID_EVENT' | 'UNKNOWN_EVENT';
  readonly message: string;
};

/** An accepted event is in the bus when the call returns. */
export type PublishOutcome = { readonly ok: true; readonly eventUuid: string; readonly replayCounter: number } | PublishFailure;

/** An event that is in the bus, for those who hear of it inside the org. */
export type AcceptedEvent = {
  readonly eventName: string;
  readonly eventUuid: string;
  /** Of the event's own topic. */
  readonly replayId: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly fields: () => StoredRecord;
};

export type EventPublisher = {
  /** Publishes a platform event whose fields are as the org stores them. */
  readonly publish: (event: PublishedEvent) => PublishOutcome;
  /** Publishes an event a Pub/Sub client encoded, with any schema the event ever had. Its bytes are delivered as they are. */
  readonly publishEncoded: (eventName: string, event: StoredEvent) => PublishOutcome;
};

export type EventPublisherPorts = {
  readonly view: () => OrgView;
  readonly registry: SchemaRegistry;
  readonly append: Append;
  readonly armed: ArmedEventFaults;
  readonly published: Meter;
  readonly accepted: (event: AcceptedEvent) => void;
};

const failure = (code: PublishFailure['code'], message: string): PublishFailure => ({ ok: false, code, message });

export function makeEventPublisher({ view, registry, append, armed, published, accepted }: EventPublisherPorts): EventPublisher {
  /** Appends to every topic that takes the event; the counter is that of the event's own topic. */
  function route(eventName: string, event: StoredEvent, fields: () => StoredRecord): number {
    let ownCounter = 0;
    for (const { topic, accepts } of view().routesOf(eventName)) {
      if (!accepts(fields)) continue;
      const counter = append(topic, [event]);
      if (topic === eventTopic(eventName)) ownCounter = counter;
    }
    return ownCounter;
  }

  function store(eventName: string, event: StoredEvent, fields: () => StoredRecord): PublishOutcome {
    if (armed.rejectsPublish()) return failure('PLATFORM_EVENT_PUBLISHING_UNAVAILABLE', 'The event bus takes no events now');
    if (event.payload.length > largestEventBytes) return failure('INVALID_EVENT', 'The event is larger than 1 MB');
    if (published.take(1) === 0) return failure('LIMIT_EXCEEDED', 'The hourly allocation of published events is used up');
    const [first, ...again] = armed.afflict(event);
    const replayCounter = route(eventName, first, fields);
    for (const copy of again) route(eventName, copy, fields);
    return { ok: true, eventUuid: event.id, replayCounter };
  }

  function announce(event: Omit<AcceptedEvent, 'replayId'>, outcome: PublishOutcome): PublishOutcome {
    if (outcome.ok) accepted({ ...event, replayId: String(outcome.replayCounter) });
    return outcome;
  }

  function publish(event: PublishedEvent): PublishOutcome {
    const object = view().platformEvent(event.eventName);
    const schema = view().schemaOf(event.eventName);
    if (object === undefined || schema === undefined) return failure('UNKNOWN_EVENT', `There is no event ${event.eventName}`);
    const payload = schema.type.toBuffer(platformEventBody(object, event.fields, event));
    const fields = (): StoredRecord => event.fields;
    return announce({ ...event, fields }, store(event.eventName, { id: event.eventUuid, schemaId: schema.id, payload }, fields));
  }

  function publishEncoded(eventName: string, event: StoredEvent): PublishOutcome {
    const object = view().platformEvent(eventName);
    const schema = registry.byId(event.schemaId);
    if (object === undefined) return failure('UNKNOWN_EVENT', `There is no event ${eventName}`);
    if (schema?.entity !== eventName) return failure('INVALID_EVENT', `${event.schemaId} is no schema of ${eventName}`);
    const body = schema.decode(event.payload);
    if (body === undefined) return failure('INVALID_EVENT', 'The payload does not follow its schema');
    if (!isInCalendar(object, body)) return failure('INVALID_EVENT', 'A date of the payload is none');
    const fields = (): StoredRecord => storedEventFields(object, body);
    const origin = { createdAt: Number(body['CreatedDate']), createdBy: String(body['CreatedById']) };
    return announce({ eventName, eventUuid: event.id, fields, ...origin }, store(eventName, event, fields));
  }

  return { publish, publishEncoded };
}
