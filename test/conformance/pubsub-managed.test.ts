/** ManagedSubscribe: the org keeps the position. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { eventTopic, type LocalOrg, startLocalOrg } from './pubsub-org.ts';
import { failureOf, makeRawClient, type RawClient, type RawStream } from './pubsub-raw-client.ts';

const subscription = {
  id: '18x000000000001AAA',
  developerName: 'Broker_Orders',
  label: 'Broker orders',
  topicName: eventTopic,
  defaultReplay: 'EARLIEST',
  errorRecoveryReplay: 'EARLIEST',
  state: 'RUN',
} as const;

let org: LocalOrg;
let client: RawClient;

beforeEach(async () => {
  org = await startLocalOrg();
  client = makeRawClient(org.plaintextTarget);
  org.server.managed.put(subscription);
  for (let index = 0; index < 3; index += 1) org.publish({ Order_Key__c: `B-${index}` });
});

afterEach(async () => {
  client.close();
  await org.server.stop();
});

const open = (request: object = { developer_name: 'Broker_Orders' }) =>
  client.stream('ManagedSubscribe', { num_requested: 10, ...request });
const commitOf = (id: string, replayId: Buffer | undefined) => ({
  commit_replay_id_request: { commit_request_id: id, replay_id: replayId },
});

async function received(stream: RawStream, count: number): Promise<void> {
  await eventually(() => expect(stream.events()).toHaveLength(count));
}

async function answerTo(stream: RawStream, id: string) {
  return eventually(() => {
    const answer = stream.responses.find((response) => response.commit_response?.commit_request_id === id)?.commit_response;
    expect(answer).toBeDefined();
    return answer;
  });
}

async function closed(stream: RawStream): Promise<void> {
  stream.cancel();
  await eventually(() => expect(stream.error()?.code).toBe(1));
}

describe('a managed subscription', () => {
  it('goes on after the committed event, whichever way it is named', async () => {
    const first = open();
    await received(first, 3);
    first.send(commitOf('c1', first.events()[1]?.replay_id));
    expect(await answerTo(first, 'c1')).toMatchObject({ error: null, process_time: String(org.clock.now()) });
    await closed(first);

    const second = await eventually(async () => {
      const stream = open({ subscription_id: subscription.id });
      await eventually(() => expect(stream.events()).toHaveLength(1), { deadlineMs: 500 });
      return stream;
    });
    expect(second.replayIds()).toEqual(first.replayIds().slice(2));
  });

  it('refuses commits out of order and stays open', async () => {
    const stream = open();
    await received(stream, 3);
    const [first, second] = stream.events();
    stream.send(commitOf('good', second?.replay_id));
    stream.send(commitOf('back', first?.replay_id));
    stream.send(commitOf('none', Buffer.alloc(0)));
    stream.send(commitOf('ahead', Buffer.from('00ffffffffffffff0000', 'hex')));
    expect(await answerTo(stream, 'good')).toMatchObject({ error: null });
    for (const id of ['back', 'none', 'ahead']) expect(await answerTo(stream, id)).toMatchObject({ error: { code: 'COMMIT' } });
    expect(stream.error()).toBeUndefined();
  });

  it('serves one client at a time', async () => {
    await received(open(), 3);
    const second = open();
    await eventually(() => expect(failureOf(second.error())?.code).toBe('sfdc.platform.eventbus.grpc.managed.subscription.already.active'));
  });

  it('ends its client and forgets the position when it is stopped', async () => {
    const stream = open();
    await received(stream, 3);
    stream.send(commitOf('c1', stream.events()[2]?.replay_id));
    await answerTo(stream, 'c1');
    org.server.managed.put({ ...subscription, state: 'STOP' });
    await eventually(() => expect(failureOf(stream.error())?.code).toContain('managed.subscription.config.stopped'));
    org.server.managed.put(subscription);
    await received(open(), 3);
  });

  it('begins where it is told to when the committed position is no longer kept', async () => {
    const stream = open();
    await received(stream, 3);
    stream.send(commitOf('c1', stream.events()[0]?.replay_id));
    await answerTo(stream, 'c1');
    stream.cancel();
    org.bus.faults.expireReplay(eventTopic);
    org.publish({ Order_Key__c: 'new' });
    await eventually(async () => {
      const again = open();
      await eventually(() => expect(again.events()).toHaveLength(1), { deadlineMs: 500 });
    });
  });

  it.each([
    ['names nothing', { num_requested: 1 }, 'id.or.developer.name.empty', 3],
    ['names an unknown id', { subscription_id: '18x000000000009AAA', num_requested: 1 }, 'subscription.id.not.found', 5],
    ['names an unknown name', { developer_name: 'None', num_requested: 1 }, 'developer.name.not.found', 5],
    ['asks for nothing', { developer_name: 'Broker_Orders', num_requested: 0 }, 'fetch.request.events.invalid', 3],
    [
      'commits at once',
      { developer_name: 'Broker_Orders', num_requested: 1, ...commitOf('c', Buffer.alloc(10)) },
      'fetch.request.commit.request.restricted',
      3,
    ],
  ])('is refused if the first request %s', async (_case, request, code, status) => {
    const stream = client.stream('ManagedSubscribe', request);
    await eventually(() =>
      expect(failureOf(stream.error())).toEqual({
        status,
        code: `sfdc.platform.eventbus.grpc.managed.subscription.${code}`,
        type: 'ManagedSubscribe',
        namesRpc: true,
      }),
    );
  });
});
