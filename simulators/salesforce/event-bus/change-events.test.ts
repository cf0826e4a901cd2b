/** What a committed transaction puts on the change channels, in the words of the Change Data Capture guide. */
import { describe, expect, it } from '@jest/globals';
import type { EventChannelMember } from '../metadata/model.ts';
import type { CommittedTransaction, RecordChange, StoredRecord } from '../storage/transaction.ts';
import { makeEventBus } from './event-bus.ts';
import { customObject, field, handMadeMetadata, object } from './fixtures/hand-made-metadata.ts';
import { encodeReplayId } from './topics/replay-id.ts';
import { makeVirtualClock } from './virtual-clock.ts';

const objects = [
  customObject('Return__c', [
    field('Key__c', 'string', { externalId: true }),
    field('Status__c', 'picklist'),
    field('Refund__c', 'currency'),
    field('Paid__c', 'boolean'),
    field('Due__c', 'date'),
    field('At__c', 'time'),
    field('Notes__c', 'textarea', { length: 32_000 }),
    field('Total__c', 'currency', { calculated: true }),
  ]),
  customObject('Hidden__c', [field('Text__c', 'string')]),
  object('Contact', 'standard', [
    field('Name', 'string'),
    field('LastName', 'string'),
    field('FirstName', 'string'),
    field('MailingStreet', 'textarea', { length: 255 }),
    field('MailingCity', 'string'),
    field('MailingPostalCode', 'string'),
  ]),
];

type Told = Readonly<Record<string, unknown>> & {
  readonly replayId: string;
  readonly ChangeEventHeader: {
    readonly sequenceNumber: number;
    readonly changeType: string;
    readonly entityName: string;
    readonly recordIds: string[];
  };
};

type Member = Omit<EventChannelMember, 'enrichedFields' | 'channel'> & { readonly enrichedFields?: readonly string[] };

/** An org whose channel Broker__chn has the given members; the standard channel carries returns and contacts. */
function org(...members: readonly Member[]) {
  const standard = ['Return__ChangeEvent', 'ContactChangeEvent'].map((selectedEntity) => ({ channel: 'ChangeEvents', selectedEntity }));
  const metadata = handMadeMetadata({
    objects,
    channels: [{ name: 'Broker__chn', type: 'data' }],
    members: [...standard, ...members.map((member) => ({ channel: 'Broker__chn', ...member }))],
  });
  const bus = makeEventBus({ orgId: '00D000000000001AAA', metadata, clock: makeVirtualClock(0), newUuid: () => 'event' });
  const on = (topic: string): Told[] =>
    (bus.log(topic)?.readAfter(0, { events: 1000, bytes: 1e9 }) ?? []).map(({ counter, event }) => {
      const body = bus.schemaById(event.schemaId)?.type.fromBuffer(event.payload) as Omit<Told, 'replayId'>;
      return { ...body, replayId: encodeReplayId(counter).toString('hex') } as Told;
    });
  return { bus, on, commit: (...changes: RecordChange[]) => bus.onCommit({ ...transaction, changes }) };
}

const transaction: CommittedTransaction = {
  transactionKey: '00000000-0000-4000-8000-000000000001',
  commitNumber: 12_000_000_000_001n,
  committedAt: 1_771_300_995_900,
  userId: '005000000000001AAA',
  changeOrigin: 'com/salesforce/api/rest/67.0;client=order-broker',
  changes: [],
  events: [],
};

const change = (type: RecordChange['type'], id: string, before?: StoredRecord, after?: StoredRecord): RecordChange => ({
  object: { r: 'Return__c', h: 'Hidden__c', c: 'Contact' }[id.charAt(0)] ?? '',
  id,
  type,
  before,
  after,
});

const shown = ({ ChangeEventHeader: header }: Told): string =>
  `${header.sequenceNumber} ${header.changeType} ${header.entityName} ${header.recordIds.join('+')}`;

describe('a new record', () => {
  it('is told with all it holds, and no list of fields', () => {
    const { on, commit } = org();
    commit(
      change('CREATE', 'r1', undefined, {
        Name: 'R-1',
        Status__c: 'New',
        Refund__c: 12.5,
        Paid__c: false,
        Due__c: '2026-11-21',
        At__c: '10:30:00.000Z',
      }),
    );
    const [event] = on('/data/Return__ChangeEvent');
    expect(event?.ChangeEventHeader).toMatchObject({
      changeType: 'CREATE',
      changedFields: [],
      nulledFields: [],
      diffFields: [],
      commitTimestamp: 1_771_300_995_000,
    });
    expect(event).toMatchObject({ Name: 'R-1', Status__c: 'New', Refund__c: 12.5, Paid__c: false, Notes__c: null });
    expect(event).toMatchObject({ Due__c: Date.UTC(2026, 10, 21), At__c: 37_800_000 });
    expect(event).not.toHaveProperty('Total__c');
    expect(event).not.toHaveProperty('SystemModstamp');
  });

  it('goes to the channel of all objects and to its own, in either with the same bytes', () => {
    const { bus, commit } = org();
    commit(change('CREATE', 'r1', undefined, { Name: 'R-1' }));
    const eventsOf = (topic: string) =>
      bus
        .log(topic)
        ?.readAfter(0, { events: 9, bytes: 1e9 })
        .map(({ event }) => event);
    expect(eventsOf('/data/ChangeEvents')).toEqual(eventsOf('/data/Return__ChangeEvent'));
  });

  it('of an object nobody selected is not told, but counts', () => {
    const { on, commit } = org();
    commit(change('CREATE', 'h1', undefined, { Name: 'H' }), change('CREATE', 'r1', undefined, { Name: 'R' }));
    expect(on('/data/Hidden__ChangeEvent')).toEqual([]);
    expect(on('/data/ChangeEvents').map(shown)).toEqual(['2 CREATE Return__c r1']);
  });
});

describe('an update', () => {
  it('carries only what changed, and names what was emptied', () => {
    const { on, commit } = org();
    commit(change('UPDATE', 'r1', { Name: 'R', Status__c: 'New', Refund__c: 5 }, { Name: 'R', Status__c: 'Paid', Refund__c: null }));
    const [event] = on('/data/Return__ChangeEvent');
    // Positions: header 0, OwnerId 1, Name 2, CreatedDate 3 … LastModifiedById 6, Key__c 7, Status__c 8, Refund__c 9.
    expect(event?.ChangeEventHeader).toMatchObject({ changedFields: ['0x0300'], nulledFields: ['0x0200'] });
    expect(event).toMatchObject({ Name: null, Status__c: 'Paid', Refund__c: null });
  });

  it('names emptied members of an address', () => {
    const { on, commit } = org();
    commit(change('UPDATE', 'c1', { MailingStreet: 'a', MailingCity: 'b' }, { MailingStreet: null, MailingCity: 'c' }));
    const [event] = on('/data/ContactChangeEvent');
    expect(event?.ChangeEventHeader).toMatchObject({ changedFields: ['2-0x03'], nulledFields: ['2-0x01'] });
    expect(event?.['MailingAddress']).toMatchObject({ Street: null, City: 'c', PostalCode: null });
  });

  it('that changes nothing is not told', () => {
    const { on, commit } = org();
    commit(change('UPDATE', 'r1', { Name: 'R', Notes__c: null }, { Name: 'R', Notes__c: '' }));
    expect(on('/data/ChangeEvents')).toEqual([]);
  });

  it('of a long text carries the difference and says so', () => {
    const { on, commit } = org();
    const text = Array.from({ length: 60 }, (_, index) => `line ${index} of the notes`).join('\n');
    commit(change('UPDATE', 'r1', { Notes__c: text }, { Notes__c: text.replace('line 9 ', 'line IX ') }));
    const [event] = on('/data/ChangeEvents');
    expect(event?.ChangeEventHeader).toMatchObject({ changedFields: ['0x2000'], diffFields: ['0x2000'] });
    expect(event?.['Notes__c']).toMatch(/^--- \n\+\+\+ [0-9a-f]{64}\n@@ -10,1 \+10,1 @@\n-line 9 /);
  });
});

describe('several statements on one record in one transaction', () => {
  it.each([
    [['CREATE', 'UPDATE'], ['1 CREATE Return__c r1']],
    [['UPDATE', 'UPDATE'], ['1 UPDATE Return__c r1']],
    [['UPDATE', 'DELETE'], ['1 DELETE Return__c r1']],
    [['CREATE', 'DELETE'], []],
    [['UNDELETE', 'UPDATE'], ['1 UNDELETE Return__c r1']],
  ] as const)('%j are told as %j', (types, told) => {
    const { on, commit } = org();
    commit(...types.map((type, index) => change(type, 'r1', { Status__c: `${index}` }, { Status__c: `${index + 1}` })));
    expect(on('/data/ChangeEvents').map(shown)).toEqual(told);
  });

  it('carry the state at the end, against the state before the first', () => {
    const { on, commit } = org();
    commit(
      change('UPDATE', 'r1', { Status__c: 'a', Refund__c: 1 }, { Status__c: 'b', Refund__c: 2 }),
      change('UPDATE', 'r1', { Status__c: 'b', Refund__c: 2 }, { Status__c: 'a', Refund__c: 3 }),
    );
    const [event] = on('/data/ChangeEvents');
    expect(event).toMatchObject({ Status__c: null, Refund__c: 3, ChangeEventHeader: { changedFields: ['0x0200'] } });
  });
});

describe('the same change of several records', () => {
  const update = (id: string, status: string): RecordChange =>
    change('UPDATE', id, { Status__c: 'New', Key__c: `key ${id}` }, { Status__c: status, Key__c: `key ${id}` });

  it('is one event with all their ids', () => {
    const { on, commit } = org();
    commit(update('r1', 'Paid'), update('r2', 'Lost'), update('r3', 'Paid'), change('DELETE', 'r4', {}), change('DELETE', 'r5', {}));
    expect(on('/data/ChangeEvents').map(shown)).toEqual(['1 UPDATE Return__c r1+r3', '2 UPDATE Return__c r2', '3 DELETE Return__c r4+r5']);
  });

  it('is not merged for new records', () => {
    const { on, commit } = org();
    commit(change('CREATE', 'r1', undefined, { Status__c: 'New' }), change('CREATE', 'r2', undefined, { Status__c: 'New' }));
    expect(on('/data/ChangeEvents')).toHaveLength(2);
  });

  it('comes apart on an enriched channel into one event each, all with the same replay id', () => {
    const { on, commit } = org({ selectedEntity: 'Return__ChangeEvent', enrichedFields: ['Key__c'] });
    commit(update('r1', 'Paid'), update('r2', 'Paid'));
    const events = on('/data/Broker__chn');
    expect(events.map(shown)).toEqual(['1 UPDATE Return__c r1', '1 UPDATE Return__c r2']);
    expect(events.map(({ Key__c: key }) => key)).toEqual(['key r1', 'key r2']);
    expect(new Set(events.map(({ replayId }) => replayId)).size).toBe(1);
  });
});

describe('an enriched channel', () => {
  it('adds unchanged fields to updates and deletions, without calling them changed', () => {
    const { on, commit } = org({ selectedEntity: 'Return__ChangeEvent', enrichedFields: ['Key__c', 'Refund__c'] });
    commit(change('UPDATE', 'r1', { Key__c: 'k', Status__c: 'a', Refund__c: 5 }, { Key__c: 'k', Status__c: 'b', Refund__c: null }));
    commit(change('DELETE', 'r1', { Key__c: 'k', Status__c: 'b' }));
    const [update, deletion] = on('/data/Broker__chn');
    expect(update).toMatchObject({
      Key__c: 'k',
      Refund__c: null,
      ChangeEventHeader: { changedFields: ['0x0300'], nulledFields: ['0x0200'] },
    });
    expect(deletion).toMatchObject({ Key__c: 'k', Status__c: null, ChangeEventHeader: { changeType: 'DELETE', changedFields: [] } });
  });
});

describe('a filtered channel', () => {
  const member = {
    selectedEntity: 'Return__ChangeEvent',
    filterExpression: "Status__c IN ('Paid') AND ChangeEventHeader.changeType != 'DELETE'",
  };

  it('lets through what matches, and adds the fields it looked at', () => {
    const { on, commit } = org(member);
    commit(change('UPDATE', 'r1', { Status__c: 'Paid', Refund__c: 1 }, { Status__c: 'Paid', Refund__c: 2 }));
    commit(
      change('UPDATE', 'r2', { Status__c: 'New', Refund__c: 1 }, { Status__c: 'New', Refund__c: 2 }),
      change('DELETE', 'r3', { Status__c: 'Paid' }),
    );
    const events = on('/data/Broker__chn');
    expect(events.map(shown)).toEqual(['1 UPDATE Return__c r1']);
    expect(events[0]).toMatchObject({ Status__c: 'Paid', Refund__c: 2, ChangeEventHeader: { changedFields: ['0x0200'] } });
  });

  it('lets gaps through: nobody knows what they hide', () => {
    const { bus, on } = org(member);
    bus.injectGap({ object: 'Return__c', changeType: 'GAP_UPDATE', recordIds: ['r1'], stamp: transaction });
    expect(on('/data/Broker__chn').map(shown)).toEqual(['1 GAP_UPDATE Return__c r1']);
  });

  it('that cannot be read keeps the metadata from being taken', () => {
    expect(() => org({ selectedEntity: 'Return__ChangeEvent', filterExpression: 'Paid__c > true' })).toThrow('Paid__c');
  });
});

describe('what cannot be told', () => {
  it('is told as a gap: an event of more than 1 MB', () => {
    const { on, commit } = org();
    commit(change('CREATE', 'r1', undefined, { Notes__c: 'x'.repeat(1024 * 1024) }));
    const [event] = on('/data/ChangeEvents');
    expect(event && shown(event)).toBe('1 GAP_CREATE Return__c r1');
    expect(event?.['Notes__c']).toBeNull();
  });

  it('is told as an overflow: more than 100,000 changes of one object', () => {
    const { on, commit } = org();
    commit(...Array.from({ length: 100_001 }, (_, index) => change('DELETE', `r${index}`, {})), change('CREATE', 'c1', undefined, {}));
    expect(on('/data/ChangeEvents').map(shown).sort()).toEqual(['1 CREATE Contact c1', '1 GAP_OVERFLOW Return__c ']);
  });
});

describe('new metadata', () => {
  it('gives the events another schema, and leaves the old one readable', () => {
    const { bus, commit, on } = org();
    commit(change('CREATE', 'r1', undefined, { Name: 'R' }));
    const before = bus.schemaOfTopic('/data/Return__ChangeEvent')?.id ?? '';
    const grown = customObject('Return__c', [field('Key__c', 'string'), field('Extra__c', 'string')]);
    bus.replaceMetadata(
      handMadeMetadata({ objects: [grown], members: [{ channel: 'ChangeEvents', selectedEntity: 'Return__ChangeEvent' }] }),
    );
    commit(change('CREATE', 'r2', undefined, { Extra__c: 'x' }));
    expect(bus.schemaOfTopic('/data/Return__ChangeEvent')?.id).not.toBe(before);
    expect(on('/data/Return__ChangeEvent')).toMatchObject([{ Name: 'R' }, { Extra__c: 'x' }]);
  });

  it('with other labels alone leaves the schema id as it was', () => {
    const { bus } = org();
    const before = bus.schemaOfTopic('/data/ContactChangeEvent')?.id;
    const relabelled = objects.map((one) => ({
      ...one,
      label: 'other',
      fields: one.fields.map((of) => ({ ...of, label: 'other', id: '00N000000000002' })),
    }));
    bus.replaceMetadata(handMadeMetadata({ objects: relabelled }));
    expect(bus.schemaOfTopic('/data/ContactChangeEvent')?.id).toBe(before);
  });
});
