import { describe, expect, it } from '@jest/globals';
import type { PublishedEvent, StoredRecord } from '../storage/transaction.ts';
import { makeEventBus } from './event-bus.ts';
import { field, handMadeMetadata, platformEvent } from './fixtures/hand-made-metadata.ts';
import { makeVirtualClock } from './virtual-clock.ts';

const command = platformEvent('Command__e', [
  field('Key__c', 'string', { required: true }),
  field('Due__c', 'datetime'),
  field('Quantity__c', 'double'),
  field('Urgent__c', 'boolean'),
]);

const event = (uuid: string, fields: StoredRecord = {}, eventName = 'Command__e'): PublishedEvent => ({
  eventName,
  eventUuid: uuid,
  fields,
  createdAt: 1_795_255_200_000,
  createdBy: '005000000000001AAA',
});

function org(publishedPerHour = 100) {
  const failures: string[] = [];
  const metadata = handMadeMetadata({
    objects: [command],
    channels: [{ name: 'Urgent__chn', type: 'event' }],
    members: [{ channel: 'Urgent__chn', selectedEntity: 'Command__e', filterExpression: 'Urgent__c = true AND Quantity__c > 1' }],
  });
  const bus = makeEventBus({
    orgId: '00D000000000001AAA',
    metadata,
    clock: makeVirtualClock(0),
    newUuid: () => 'made here',
    allocations: { deliveredPerDay: 100, publishedPerHour },
    onPublishFailure: ({ eventUuid }, { code }) => failures.push(`${eventUuid} ${code}`),
  });
  const on = (topic: string): Record<string, unknown>[] =>
    (bus.log(topic)?.readAfter(0, { events: 100, bytes: 1e9 }) ?? []).map(({ event: { id, schemaId, payload } }) => ({
      id,
      ...(bus.schemaById(schemaId)?.type.fromBuffer(payload) as object),
    }));
  return { bus, on, failures };
}

describe('the schema of a platform event', () => {
  it('holds who and when, which cannot be empty, and its fields, which can', () => {
    const schema = JSON.parse(org().bus.schemaOfTopic('/event/Command__e')?.json ?? '') as {
      readonly fields: readonly { readonly type: unknown }[];
    };
    expect(schema).toMatchObject({ type: 'record', name: 'Command__e', namespace: 'com.sforce.eventbus' });
    expect(schema.fields.slice(0, 3)).toEqual([
      { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
      { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
      { name: 'Key__c', type: ['null', 'string'], doc: `Data:Text:${command.fields[0]?.id}`, default: null },
    ]);
    expect(schema.fields.map(({ type }) => String(type))).toEqual([
      'long',
      'string',
      'null,string',
      'null,long',
      'null,double',
      'null,boolean',
    ]);
  });
});

describe('a platform event', () => {
  it('is delivered under its UUID, with an empty text as null', () => {
    const { bus, on } = org();
    bus.publishImmediately(event('u1', { Key__c: '', Due__c: '2026-11-21T10:00:00.000+0000', Quantity__c: 3, Urgent__c: false }));
    expect(on('/event/Command__e')).toEqual([
      {
        id: 'u1',
        CreatedDate: 1_795_255_200_000,
        CreatedById: '005000000000001AAA',
        Key__c: null,
        Due__c: Date.UTC(2026, 10, 21, 10),
        Quantity__c: 3,
        Urgent__c: false,
      },
    ]);
  });

  it('goes to channels whose filter it passes, whoever encoded it', () => {
    const { bus, on } = org();
    bus.publishImmediately(event('u1', { Urgent__c: true, Quantity__c: 5 }));
    bus.publishImmediately(event('u2', { Urgent__c: true, Quantity__c: 1 }));
    const [encoded] = bus.log('/event/Command__e')?.readAfter(0, { events: 1, bytes: 1e9 }) ?? [];
    if (encoded !== undefined) bus.publishEncoded('Command__e', { ...encoded.event, id: 'u3' });
    expect(on('/event/Urgent__chn').map(({ id }) => id)).toEqual(['u1', 'u3']);
  });

  it('published after commit keeps its place, and its loss is told', () => {
    const { bus, on, failures } = org(2);
    bus.onCommit({
      transactionKey: 't',
      commitNumber: 1n,
      committedAt: 0,
      userId: '005000000000001AAA',
      changeOrigin: '',
      changes: [],
      events: [event('u1'), event('u2'), event('u3'), event('u4', {}, 'Nothing__e')],
    });
    expect(on('/event/Command__e').map(({ id }) => id)).toEqual(['u1', 'u2']);
    expect(failures).toEqual(['u3 LIMIT_EXCEEDED', 'u4 UNKNOWN_EVENT']);
  });
});
