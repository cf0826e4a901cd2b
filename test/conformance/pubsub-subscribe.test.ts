/** Subscribe as the Pub/Sub API guide describes it, seen through a client made from the vendor's proto. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { changeTopic, eventTopic, type LocalOrg, type LocalOrgOptions, startLocalOrg } from './pubsub-org.ts';
import { failureOf, makeRawClient, type RawClient, type RawStream, validHeaders } from './pubsub-raw-client.ts';

let org: LocalOrg;
let client: RawClient;

async function start(options: LocalOrgOptions = {}): Promise<void> {
  org = await startLocalOrg(options);
  client = makeRawClient(org.plaintextTarget);
}

function publish(count: number): void {
  for (let index = 0; index < count; index += 1) org.publish({ Order_Key__c: `B-${index}` });
}

const earliest = (count: number) => ({ topic_name: eventTopic, replay_preset: 'EARLIEST', num_requested: count });
const after = (replayId: Buffer) => ({ topic_name: eventTopic, replay_preset: 'CUSTOM', replay_id: replayId, num_requested: 100 });

async function received(stream: RawStream, count: number): Promise<void> {
  await eventually(() => expect(stream.events()).toHaveLength(count));
}

/** Goes on until the server has taken the subscription: only then is anything after it certain to be delivered. */
async function settled(stream: RawStream): Promise<void> {
  await eventually(() => {
    org.clock.advance(60_000);
    expect(stream.responses).not.toHaveLength(0);
  });
}

async function failure(stream: RawStream) {
  return failureOf(await eventually(() => stream.error() ?? Promise.reject(new Error('no error yet'))));
}

const refusal = (code: string, status: number) => ({
  status,
  code: `sfdc.platform.eventbus.grpc.${code}`,
  type: 'Subscribe',
  namesRpc: true,
});

afterEach(async () => {
  client.close();
  await org.server.stop();
});

describe('demand', () => {
  it('never gets more events than asked for, and says how many are still due', async () => {
    await start();
    publish(10);
    const stream = client.stream('Subscribe', earliest(3));
    await received(stream, 3);
    expect(stream.responses.at(-1)?.pending_num_requested).toBe(0);
    stream.send({ topic_name: eventTopic, num_requested: 4 });
    await received(stream, 7);
  });

  it('adds up over requests and is capped at 100', async () => {
    await start();
    publish(400);
    const stream = client.stream('Subscribe', earliest(100));
    stream.send({ num_requested: 100 });
    await eventually(() => expect(stream.events().length).toBeGreaterThanOrEqual(100));
    const probe = client.stream('Subscribe', earliest(5000));
    await received(probe, 100);
    expect(probe.responses.at(-1)?.pending_num_requested).toBe(0);
  });

  it('may repeat preset and replay id in every request, as the Python sample does', async () => {
    await start();
    publish(3);
    const stream = client.stream('Subscribe', earliest(1));
    await received(stream, 1);
    stream.send(earliest(1));
    await received(stream, 2);
    expect(stream.error()).toBeUndefined();
  });

  it('ends the stream in peace if it is not renewed in time', async () => {
    await start();
    publish(2);
    const stream = client.stream('Subscribe', earliest(1));
    await received(stream, 1);
    org.clock.advance(59_999);
    expect(stream.ended()).toBe(false);
    org.clock.advance(1);
    await eventually(() => expect(stream.ended()).toBe(true));
    expect(stream.error()).toBeUndefined();
  });
});

describe('demand renewed in time', () => {
  it('keeps the stream open', async () => {
    await start();
    publish(1);
    const stream = client.stream('Subscribe', earliest(1));
    await received(stream, 1);
    stream.send({ num_requested: 1 });
    // The server has the request once it answers what was sent after it.
    await client.unary('GetTopic', { topic_name: eventTopic });
    await eventually(() => {
      org.clock.advance(60_000);
      expect(stream.responses.length).toBeGreaterThan(1);
    });
    expect(stream.ended()).toBe(false);
    publish(1);
    await received(stream, 2);
  });
});

describe('keepalives', () => {
  it('come while nothing happens, with a position to resume from', async () => {
    await start();
    const stream = client.stream('Subscribe', { topic_name: eventTopic, num_requested: 5 });
    await settled(stream);
    const [keepalive] = stream.responses;
    expect(keepalive).toMatchObject({ events: [], pending_num_requested: 5 });
    expect(keepalive?.latest_replay_id).toHaveLength(10);
    stream.cancel();

    publish(2);
    const resumed = client.stream('Subscribe', after(keepalive?.latest_replay_id ?? Buffer.alloc(0)));
    await received(resumed, 2);
  });
});

describe('the position', () => {
  it('LATEST brings only what is published afterwards', async () => {
    await start();
    publish(3);
    const stream = client.stream('Subscribe', { topic_name: eventTopic, num_requested: 10 });
    await settled(stream);
    org.publish({ Order_Key__c: 'new' });
    await received(stream, 1);
  });

  it('LATEST misses what is published before the subscription has settled, if the org is set up so', async () => {
    await start({ timing: { latestSettleMs: 3000, keepaliveMs: 1000 } });
    const stream = client.stream('Subscribe', { topic_name: eventTopic, num_requested: 10 });
    await eventually(() => {
      org.clock.advance(500);
      expect(stream.responses).not.toHaveLength(0);
    });
    org.publish({ Order_Key__c: 'missed' });
    org.clock.advance(3000);
    org.publish({ Order_Key__c: 'seen' });
    await received(stream, 1);
  });

  it('CUSTOM begins strictly after the replay id, given with 10 bytes or 8', async () => {
    await start();
    publish(4);
    const stream = client.stream('Subscribe', earliest(10));
    await received(stream, 4);
    const second = stream.events()[1]?.replay_id ?? Buffer.alloc(0);
    for (const replayId of [second, second.subarray(0, 8)]) {
      const resumed = client.stream('Subscribe', after(replayId));
      await received(resumed, 2);
      expect(resumed.replayIds()).toEqual(stream.replayIds().slice(2));
    }
  });

  it('replays what it delivered before, bit for bit', async () => {
    await start();
    publish(3);
    const first = client.stream('Subscribe', earliest(10));
    const second = client.stream('Subscribe', earliest(10));
    await received(first, 3);
    await received(second, 3);
    expect(second.events()).toEqual(first.events());
  });

  it.each([
    ['is missing', () => Buffer.alloc(0), 'subscription.fetch.replayid.validation.failed'],
    ['has another length', () => Buffer.from('0102', 'hex'), 'subscription.fetch.replayid.corrupted'],
    ['does not end in zeros', () => Buffer.from('00000000001790500001', 'hex'), 'subscription.fetch.replayid.corrupted'],
    ['was never given out', () => Buffer.from('00000000000000010000', 'hex'), 'subscription.fetch.replayid.corrupted'],
    ['lies in the future', () => Buffer.from('00ffffffffffffff0000', 'hex'), 'subscription.fetch.replayid.corrupted'],
  ])('is refused if the replay id %s', async (_case, replayId, code) => {
    await start();
    publish(1);
    expect(await failure(client.stream('Subscribe', after(replayId())))).toEqual(refusal(code, 3));
  });

  it('is refused once its event has left the 72 hours of retention', async () => {
    await start();
    publish(1);
    const stream = client.stream('Subscribe', earliest(10));
    await received(stream, 1);
    const old = stream.events()[0]?.replay_id ?? Buffer.alloc(0);
    org.clock.advance(72 * 60 * 60 * 1000 + 1);
    publish(1);
    expect(await failure(client.stream('Subscribe', after(old)))).toEqual(refusal('subscription.fetch.replayid.corrupted', 3));
    const rest = client.stream('Subscribe', earliest(10));
    await received(rest, 1);
  });

  it('of one topic is not taken for one of another', async () => {
    await start();
    publish(1);
    const stream = client.stream('Subscribe', earliest(10));
    await received(stream, 1);
    const foreign = { ...after(stream.events()[0]?.replay_id ?? Buffer.alloc(0)), topic_name: changeTopic };
    expect(await failure(client.stream('Subscribe', foreign))).toEqual(refusal('subscription.fetch.replayid.corrupted', 3));
  });
});

describe('a faulty request', () => {
  it.each([
    ['without a topic', { num_requested: 1 }, 'topic.validation.empty', 3],
    ['for an unknown topic', { topic_name: '/event/None__e', num_requested: 1 }, 'topic.not.found', 5],
    ['for a topic the user may not read', { topic_name: '/event/Secret__e', num_requested: 1 }, 'topic.meta.permission', 7],
    ['for no events', { topic_name: eventTopic, num_requested: 0 }, 'subscription.fetch.requested.events.invalid', 3],
    ['for fewer than no events', { topic_name: eventTopic, num_requested: -5 }, 'subscription.fetch.requested.events.invalid', 3],
    ['with an unknown preset', { topic_name: eventTopic, replay_preset: 7, num_requested: 1 }, 'subscription.fetch.request.invalid', 3],
    ['that refreshes its token', { topic_name: eventTopic, num_requested: 1, auth_refresh: 'x' }, 'service.auth.refresh.invalid', 3],
  ])('%s is refused', async (_case, request, code, status) => {
    await start();
    expect(await failure(client.stream('Subscribe', request))).toEqual(refusal(code, status));
  });

  it('for another topic on a running stream ends it', async () => {
    await start();
    publish(1);
    const stream = client.stream('Subscribe', earliest(5));
    await received(stream, 1);
    stream.send({ topic_name: changeTopic, num_requested: 1 });
    expect(await failure(stream)).toEqual(refusal('subscription.fetch.topic.mismatch', 3));
  });

  it.each([
    ['without a tenant id', { tenantid: '' }, 'service.auth.headers.invalid'],
    ['with a wrong token', { accesstoken: 'no' }, 'service.auth.error'],
    ['for another org', { tenantid: '00D000000000002AAA' }, 'service.auth.error'],
  ])('%s is refused as unauthenticated', async (_case, headers, code) => {
    await start();
    const stream = client.stream('Subscribe', earliest(1), { ...validHeaders, ...headers });
    expect(await failure(stream)).toEqual(refusal(code, 16));
  });
});

describe('limits', () => {
  it('stop delivery when the day is used up, and let it go on when the day has passed', async () => {
    await start({ allocations: { deliveredPerDay: 5, publishedPerHour: 100 } });
    publish(8);
    const stream = client.stream('Subscribe', earliest(10));
    expect(await failure(stream)).toEqual(refusal('subscription.limit.exceeded', 8));
    expect(stream.events()).toHaveLength(5);
    expect(org.bus.delivered.allocation()).toEqual({ max: 5, remaining: 0 });

    org.clock.advance(24 * 60 * 60 * 1000 + 60_000);
    const later = client.stream('Subscribe', after(stream.events()[4]?.replay_id ?? Buffer.alloc(0)));
    await received(later, 3);
  });

  it('count every subscriber by itself', async () => {
    await start({ allocations: { deliveredPerDay: 100, publishedPerHour: 100 } });
    publish(3);
    const streams = [client.stream('Subscribe', earliest(5)), client.stream('Subscribe', earliest(5))];
    for (const stream of streams) await received(stream, 3);
    expect(org.bus.delivered.allocation().remaining).toBe(94);
  });

  it('hold the number of open streams', async () => {
    await start({ maxStreams: 2 });
    publish(1);
    const open = [client.stream('Subscribe', earliest(5)), client.stream('Subscribe', earliest(5))];
    for (const stream of open) await received(stream, 1);
    expect(await failure(client.stream('Subscribe', earliest(5)))).toEqual(refusal('service.protection.stream.limit.triggered', 8));
    open[0]?.cancel();
    await eventually(async () => {
      const next = client.stream('Subscribe', earliest(5));
      await received(next, 1);
    });
  });
});
