import type { EventChannelMember, OrgMetadata, OrgObject } from '../../metadata/model.ts';
import { changeEntityOf, changeTopic, eventTopic, hasChangeEvents, objectOfChangeEntity, standardChangeChannel } from './topic-name.ts';

/** What can be subscribed to. `entities` are the events it may carry, by event object or change event name. */
export type Topic = {
  readonly name: string;
  readonly kind: 'event' | 'eventChannel' | 'change' | 'changeChannel';
  readonly entities: readonly string[];
};

/** All topics of the org, by name. */
export type TopicCatalogue = ReadonlyMap<string, Topic>;

/** The object whose permissions guard an entity: the event itself, or the object whose changes it tells. */
export function guardingObject(entity: string): string {
  return objectOfChangeEntity(entity) ?? entity;
}

function topicOfObject(object: OrgObject): Topic | undefined {
  if (object.kind === 'platformEvent') return { name: eventTopic(object.name), kind: 'event', entities: [object.name] };
  if (!hasChangeEvents(object)) return undefined;
  const entity = changeEntityOf(object.name);
  return { name: changeTopic(entity), kind: 'change', entities: [entity] };
}

/** Members of a channel, by entity. */
export function membersOf(metadata: OrgMetadata, channel: string): ReadonlyMap<string, EventChannelMember> {
  return new Map(metadata.channelMembers.filter((member) => member.channel === channel).map((member) => [member.selectedEntity, member]));
}

export function makeTopicCatalogue(metadata: OrgMetadata): TopicCatalogue {
  const ofObjects = [...metadata.objects.values()].map(topicOfObject).filter((topic) => topic !== undefined);
  const channels = [{ name: standardChangeChannel, type: 'data' as const }, ...metadata.channels];
  const ofChannels = channels.map(({ name, type }): Topic => {
    const entities = [...membersOf(metadata, name).keys()];
    return type === 'data'
      ? { name: changeTopic(name), kind: 'changeChannel', entities }
      : { name: eventTopic(name), kind: 'eventChannel', entities };
  });
  return new Map([...ofObjects, ...ofChannels].map((topic) => [topic.name, topic]));
}
