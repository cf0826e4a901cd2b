/** Faults on demand: what a client must survive can be had at any moment. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { eventTopic, type LocalOrg, startLocalOrg } from './pubsub-org.ts';
import { failureOf, makeRawClient, type RawClient, type RawStream, schemaType } from './pubsub-raw-client.ts';

let org: LocalOrg;
let client: RawClient;

beforeEach(async () => {
  org = await startLocalOrg();
  client = makeRawClient(org.plaintextTarget);
});

afterEach(async () => {
  client.close();
  await org.server.stop();
});

async function subscribed(count: number): Promise<RawStream> {
  const stream = client.stream('Subscribe', { topic_name: eventTopic, replay_preset: 'EARLIEST', num_requested: 50 });
  await eventually(() => expect(stream.events()).toHaveLength(count));
  return stream;
}

describe('streams', () => {
  it.each([
    ['service-unavailable', { status: 13, code: 'sfdc.platform.eventbus.grpc.service.unavailable', type: 'Subscribe', namesRpc: true }],
    ['auth-error', { status: 16, code: 'sfdc.platform.eventbus.grpc.service.auth.error', type: 'Subscribe', namesRpc: true }],
    ['transport-lost', { status: 14, code: undefined, type: undefined, namesRpc: false }],
  ] as const)('can be cut with %s', async (how, failure) => {
    org.publish({});
    const stream = await subscribed(1);
    expect(org.server.faults.cutStreams(how, eventTopic)).toBe(1);
    await eventually(() => expect(failureOf(stream.error())).toEqual(failure));
  });

  it('can end without an error', async () => {
    org.publish({});
    const stream = await subscribed(1);
    org.server.faults.cutStreams('end');
    await eventually(() => expect(stream.ended()).toBe(true));
    expect(stream.error()).toBeUndefined();
  });

  it('can fall silent, without keepalives, and speak again', async () => {
    org.publish({});
    const stream = await subscribed(1);
    org.server.faults.silence(eventTopic);
    org.publish({});
    org.clock.advance(600_000);
    // Whatever the stream was to bring would have come before this answer.
    await client.unary('GetTopic', { topic_name: eventTopic });
    expect(stream.responses).toHaveLength(1);
    org.server.faults.endSilence();
    await eventually(() => expect(stream.events()).toHaveLength(2));
  });

  it('can be refused when they begin', async () => {
    org.server.faults.refuseNext(1, 'transport-lost');
    await expect(client.unary('GetTopic', { topic_name: eventTopic })).rejects.toMatchObject({ code: 14 });
    await expect(client.unary('GetTopic', { topic_name: eventTopic })).resolves.toMatchObject({ can_subscribe: true });
  });
});

describe('events', () => {
  it('can arrive twice, with the same id and another replay id', async () => {
    org.bus.faults.duplicateNext(1);
    org.publish({ Order_Key__c: 'B-1' });
    const [first, second] = (await subscribed(2)).events();
    expect(second?.event).toEqual(first?.event);
    expect(second?.replay_id).not.toEqual(first?.replay_id);
  });

  it('can be truncated or name an unknown schema, and stay so when replayed', async () => {
    org.bus.faults.truncateNext(1);
    org.publish({ Order_Key__c: 'B-1' });
    org.bus.faults.disownNext(1);
    org.publish({ Order_Key__c: 'B-2' });
    const events = (await subscribed(2)).events();
    expect((await subscribed(2)).events()).toEqual(events);
    const [truncated, disowned] = events.map(({ event }) => event);
    const { schema_json: json } = await client.unary('GetSchema', { schema_id: truncated?.schema_id });
    expect(() => schemaType(json).fromBuffer(truncated?.payload ?? Buffer.alloc(0)) as unknown).toThrow('truncated');
    await expect(client.unary('GetSchema', { schema_id: disowned?.schema_id })).rejects.toMatchObject({ code: 3 });
  });

  it('can have a schema that does not parse', async () => {
    const { schema_id: schemaId } = await client.unary('GetTopic', { topic_name: eventTopic });
    org.bus.faults.corruptSchema(schemaId);
    const broken = await client.unary('GetSchema', { schema_id: schemaId });
    expect(() => schemaType(broken.schema_json)).toThrow();
    org.bus.faults.healSchemas();
    const whole = await client.unary('GetSchema', { schema_id: schemaId });
    expect(JSON.parse(whole.schema_json)).toMatchObject({ name: 'Order_Placed__e' });
  });

  it('can be lost to a replay id that expires', async () => {
    org.publish({});
    const stream = await subscribed(1);
    org.bus.faults.expireReplay(eventTopic);
    const resumed = client.stream('Subscribe', {
      topic_name: eventTopic,
      replay_preset: 'CUSTOM',
      replay_id: stream.events()[0]?.replay_id,
      num_requested: 1,
    });
    await eventually(() =>
      expect(failureOf(resumed.error())).toMatchObject({ status: 3, code: expect.stringContaining('replayid.corrupted') }),
    );
  });

  it('can fail to be published', () => {
    org.bus.faults.rejectNext(1);
    const event = { eventName: 'Order_Placed__e', eventUuid: 'u', fields: {}, createdAt: 0, createdBy: '005' };
    expect(org.bus.publishImmediately(event)).toMatchObject({ ok: false, code: 'PLATFORM_EVENT_PUBLISHING_UNAVAILABLE' });
    expect(org.bus.publishImmediately(event)).toMatchObject({ ok: true });
  });
});
