/** GetTopic, GetSchema, Publish and PublishStream, seen through a client made from the vendor's proto. */
import type avsc from 'avsc';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { changeTopic, credentials, eventTopic, type LocalOrg, startLocalOrg } from './pubsub-org.ts';
import { failureOf, makeRawClient, type RawClient, schemaType, validHeaders } from './pubsub-raw-client.ts';

let org: LocalOrg;
let client: RawClient;
let schema: { readonly id: string; readonly type: avsc.Type };

beforeEach(async () => {
  org = await startLocalOrg({ allocations: { deliveredPerDay: 1000, publishedPerHour: 5 } });
  client = makeRawClient(org.plaintextTarget);
  const { schema_id: id } = await client.unary('GetTopic', { topic_name: eventTopic });
  const { schema_json: json } = await client.unary('GetSchema', { schema_id: id });
  schema = { id, type: schemaType(json) };
});

afterEach(async () => {
  client.close();
  await org.server.stop();
});

const event = (key: string, id = '') => ({
  id,
  schema_id: schema.id,
  payload: schema.type.toBuffer({
    CreatedDate: org.clock.now(),
    CreatedById: '005000000000001AAA',
    Order_Key__c: key,
    Amount__c: null,
    Urgent__c: null,
  }),
});

const publish = (events: readonly object[], topic = eventTopic) => client.unary('Publish', { topic_name: topic, events });
const failureOfCall = (call: Promise<unknown>) => call.then(() => undefined, failureOf);

describe('topics and schemas', () => {
  it('tell rights and the newest schema of an event', async () => {
    const topic = await client.unary('GetTopic', { topic_name: eventTopic });
    expect(topic).toMatchObject({ topic_name: eventTopic, tenant_guid: credentials.tenantId, can_publish: true, can_subscribe: true });
    expect(topic.schema_id).toMatch(/^[\w-]{22}$/);
    expect(topic.rpc_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('let nobody publish changes', async () => {
    expect(await client.unary('GetTopic', { topic_name: changeTopic })).toMatchObject({ can_publish: false, can_subscribe: true });
    expect(await failureOfCall(publish([event('B-1')], changeTopic))).toMatchObject({ status: 7 });
  });

  it('have no single schema for a channel', async () => {
    for (const topic_name of ['/data/ChangeEvents', '/data/Broker__chn', '/event/Urgent__chn']) {
      expect(await client.unary('GetTopic', { topic_name })).toMatchObject({ schema_id: '', can_subscribe: true });
    }
  });

  it('refuse an unknown schema', async () => {
    const failure = await failureOfCall(client.unary('GetSchema', { schema_id: 'nobody' }));
    expect(failure).toEqual({ status: 3, code: 'sfdc.platform.eventbus.grpc.schema.validation.failed', type: 'GetSchema', namesRpc: true });
  });

  it('need a session', async () => {
    const failure = await failureOfCall(client.unary('GetTopic', { topic_name: eventTopic }, { ...validHeaders, accesstoken: 'x' }));
    expect(failure).toMatchObject({ status: 16, type: 'GetTopic', namesRpc: true });
  });
});

describe('publishing', () => {
  it('answers each event in its place, and keeps the UUID the publisher gave', async () => {
    const uuid = '5f4d3c2b-0000-4000-8000-000000000001';
    const { results, schema_id: used } = await publish([event('B-1', uuid), event('B-2', '261'), event('B-3')]);
    expect(used).toBe(schema.id);
    expect(results.map((result) => result.correlation_key)).toEqual([uuid, '261', expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const stream = client.stream('Subscribe', { topic_name: eventTopic, replay_preset: 'EARLIEST', num_requested: 10 });
    await eventually(() => expect(stream.events()).toHaveLength(3));
    expect(stream.replayIds()).toEqual(results.map((result) => result.replay_id.toString('hex')));
    expect(stream.events()[0]?.event.id).toBe(uuid);
    expect(stream.events()[1]?.event.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lets the good events of a request through when others fail', async () => {
    const truncated = { ...event('B-2'), payload: event('B-2').payload.subarray(0, 5) };
    const { results } = await publish([event('B-1'), truncated, { ...event('B-3'), schema_id: 'nobody' }, event('B-4')]);
    expect(results.map((result) => result.error?.code ?? 'published')).toEqual(['published', 'PUBLISH', 'PUBLISH', 'published']);
    expect(results[1]?.replay_id).toHaveLength(10);
  });

  it('refuses an event whose date no calendar has, which nobody could be told', async () => {
    const values = { CreatedById: '005000000000001AAA', Order_Key__c: 'B-1', Amount__c: null, Urgent__c: true };
    const dated = (CreatedDate: number) => ({ ...event('B-1'), payload: schema.type.toBuffer({ ...values, CreatedDate }) });
    const { results } = await publish([dated(8_640_000_000_000_000), dated(8_640_000_000_000_001), dated(-9e15)]);
    expect(results.map((result) => result.error?.code ?? 'published')).toEqual(['published', 'PUBLISH', 'PUBLISH']);
  });

  it('refuses an event of more than 1 MB by itself', async () => {
    const { results } = await publish([event('x'.repeat(1024 * 1024)), event('B-2')]);
    expect(results.map((result) => result.error?.code ?? 'published')).toEqual(['PUBLISH', 'published']);
  });

  it('takes no request of more than 4 MB', async () => {
    const large = event('x'.repeat(1024 * 1000));
    await expect(publish([large, large, large, large, large])).rejects.toMatchObject({ code: 8 });
  });

  it('refuses a request without events', async () => {
    expect(await failureOfCall(publish([]))).toMatchObject({ status: 3, code: 'sfdc.platform.eventbus.grpc.publish.event.count.invalid' });
  });

  it('fails event by event when the hour is used up', async () => {
    const { results } = await publish(Array.from({ length: 7 }, (_, index) => event(`B-${index}`)));
    expect(results.map((result) => result.error?.msg ?? '').filter((message) => message.startsWith('LIMIT_EXCEEDED'))).toHaveLength(2);
  });
});

describe('a publish stream', () => {
  it('answers request by request and may leave the topic out later', async () => {
    const stream = client.stream('PublishStream', { topic_name: eventTopic, events: [event('B-1')] });
    stream.send({ events: [event('B-2'), event('B-3')] });
    await eventually(() => expect(stream.responses.map((response) => response.results?.length)).toEqual([1, 2]));
  });

  it('ends if the topic changes', async () => {
    const stream = client.stream('PublishStream', { topic_name: eventTopic, events: [event('B-1')] });
    stream.send({ topic_name: '/event/Secret__e', events: [event('B-2')] });
    await eventually(() =>
      expect(failureOf(stream.error())).toMatchObject({ status: 3, code: expect.stringContaining('publish.topic.mismatch') }),
    );
  });

  it('is kept alive for a while, then swept when idle', async () => {
    const stream = client.stream('PublishStream', { topic_name: eventTopic, events: [event('B-1')] });
    await eventually(() => expect(stream.responses).toHaveLength(1));
    org.clock.advance(60_000);
    await eventually(() => expect(stream.responses.at(-1)).toMatchObject({ results: [] }));
    org.clock.advance(10_000);
    await eventually(() =>
      expect(failureOf(stream.error())).toMatchObject({ code: expect.stringContaining('publish.stream.sweeper.timeout') }),
    );
  });
});
