import type { OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { QueryReader } from '../soql/parse.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { changeEventSchema } from './avro/change-event-schema.ts';
import { type ChangeEventShape, changeEventShape } from './avro/change-event-shape.ts';
import { platformEventSchema } from './avro/platform-event-schema.ts';
import type { KnownSchema, SchemaRegistry } from './avro/schema-registry.ts';
import { type ChangeMember, makeChangeMember } from './cdc/change-member.ts';
import { compileFilter } from './filter/filter.ts';
import { makeTopicCatalogue, membersOf, type TopicCatalogue } from './topics/topic-catalogue.ts';
import { changeTopic, eventTopic, hasChangeEvents, standardChangeChannel } from './topics/topic-name.ts';

/** A channel of change events and the objects it carries. */
export type ChangeChannel = { readonly name: string; readonly topic: string; readonly members: ReadonlyMap<string, ChangeMember> };

/** A topic that carries a platform event, and which of its events. */
export type EventRoute = { readonly topic: string; readonly accepts: (fields: () => StoredRecord) => boolean };

/** Everything the bus derives from one state of the org's metadata. */
export type OrgView = {
  readonly catalogue: TopicCatalogue;
  readonly platformEvent: (name: string) => OrgObject | undefined;
  readonly shapeOf: (objectName: string) => ChangeEventShape | undefined;
  readonly schemaOf: (entity: string) => KnownSchema | undefined;
  readonly changeChannels: readonly ChangeChannel[];
  readonly routesOf: (eventName: string) => readonly EventRoute[];
};

function eventRoutes(metadata: OrgMetadata, event: OrgObject, read: QueryReader): EventRoute[] {
  const ofChannels = metadata.channels
    .filter(({ type }) => type === 'event')
    .flatMap(({ name }): EventRoute[] => {
      const member = membersOf(metadata, name).get(event.name);
      if (member === undefined) return [];
      if (member.filterExpression === undefined) return [{ topic: eventTopic(name), accepts: () => true }];
      const result = compileFilter(member.filterExpression, (field) => metadata.field(event, field), read);
      if (!result.ok) throw new TypeError(`filter of ${name}, ${event.name}: ${result.fault}`);
      const { matches } = result.filter;
      return [{ topic: eventTopic(name), accepts: (fields) => matches((field) => fields()[field] ?? null) }];
    });
  return [{ topic: eventTopic(event.name), accepts: () => true }, ...ofChannels];
}

type Shapes = ReadonlyMap<string, ChangeEventShape>;

function changeChannel(metadata: OrgMetadata, name: string, shapes: Shapes, read: QueryReader): ChangeChannel {
  const members = new Map<string, ChangeMember>();
  for (const [entity, member] of membersOf(metadata, name)) {
    const shape = [...shapes.values()].find((candidate) => candidate.entity === entity);
    if (shape !== undefined) members.set(entity, makeChangeMember(member, shape, read));
  }
  return { name, topic: changeTopic(name), members };
}

/** Derives topics, schemas and channels; the schemas enter the registry and stay there. Throws on a filter no org would deploy. */
export function makeOrgView(metadata: OrgMetadata, registry: SchemaRegistry, read: QueryReader): OrgView {
  const objects = [...metadata.objects.values()];
  const events = new Map(objects.filter(({ kind }) => kind === 'platformEvent').map((event) => [event.name, event]));
  const shapes = new Map(objects.filter(hasChangeEvents).map((object) => [object.name, changeEventShape(object)]));
  const routes = new Map([...events.values()].map((event) => [event.name, eventRoutes(metadata, event, read)]));
  const channelNames = [standardChangeChannel, ...metadata.channels.filter(({ type }) => type === 'data').map(({ name }) => name)];

  const schemas = new Map([
    ...[...events.values()].map((event) => [event.name, registry.register(() => platformEventSchema(event))] as const),
    ...[...shapes.values()].map((shape) => [shape.entity, registry.register(() => changeEventSchema(shape))] as const),
  ]);

  return {
    catalogue: makeTopicCatalogue(metadata),
    platformEvent: (name) => events.get(name),
    shapeOf: (objectName) => shapes.get(objectName),
    schemaOf: (entity) => schemas.get(entity)?.(),
    changeChannels: channelNames.map((name) => changeChannel(metadata, name, shapes, read)),
    routesOf: (eventName) => routes.get(eventName) ?? [],
  };
}
