import type { KnownSchema } from './avro/schema-registry.ts';
import { emptyBody } from './cdc/change-body.ts';
import type { ChangeDraft } from './cdc/change-draft.ts';
import { changeEvent, type ChangeEvent, isGap, type TransactionStamp } from './cdc/change-event.ts';
import type { ArmedEventFaults } from './faults/event-faults.ts';
import type { ChangeChannel, OrgView } from './org-view.ts';
import type { StoredEvent } from './topics/topic-log.ts';
import { changeTopic, standardChangeChannel } from './topics/topic-name.ts';

/** Larger events do not travel. */
export const largestEventBytes = 1024 * 1024;

/** Puts events on a topic, under one replay id. */
export type Append = (topicName: string, events: readonly StoredEvent[]) => number;

/** An event too large to travel is told as a gap. */
function encode(schema: KnownSchema, event: ChangeEvent, draft: ChangeDraft, stamp: TransactionStamp): Buffer {
  const payload = schema.type.toBuffer(event);
  const { recordIds, changeType } = event.ChangeEventHeader;
  if (payload.length <= largestEventBytes || isGap(changeType)) return payload;
  const gap = { shape: draft.shape, changeType: `GAP_${changeType}` as const, recordIds, body: emptyBody, sequenceNumber: 1 };
  return schema.type.toBuffer(changeEvent(stamp, gap));
}

/** Events of the standard channel go to the object's own topic as well. */
function topicsOf(channel: ChangeChannel, entity: string): readonly string[] {
  return channel.name === standardChangeChannel ? [channel.topic, changeTopic(entity)] : [channel.topic];
}

export type ChangePublisherPorts = {
  readonly view: () => OrgView;
  readonly append: Append;
  readonly armed: ArmedEventFaults;
  readonly newUuid: () => string;
};

/** Makes what publishes a draft on every channel that carries its object. */
export function makeChangePublisher({ view, append, armed, newUuid }: ChangePublisherPorts) {
  function appendWithFaults(topic: string, events: readonly StoredEvent[]): void {
    const copies = events.map((event) => armed.afflict(event));
    append(
      topic,
      copies.map(([first]) => first),
    );
    const repeated = copies.flatMap(([, ...again]) => again);
    if (repeated.length > 0) append(topic, repeated);
  }

  return (draft: ChangeDraft, stamp: TransactionStamp): void => {
    const { entity } = draft.shape;
    const schema = view().schemaOf(entity);
    if (schema === undefined) return;
    const id = newUuid();
    for (const channel of view().changeChannels) {
      const events = channel.members.get(entity)?.eventsOf(draft, stamp) ?? [];
      if (events.length === 0) continue;
      const stored = events.map((event) => ({ id, schemaId: schema.id, payload: encode(schema, event, draft, stamp) }));
      for (const topic of topicsOf(channel, entity)) appendWithFaults(topic, stored);
    }
  };
}
