/** Events as a browser gets them: CometD long polling, through the streaming client of jsforce (faye). */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import jsforce, { type Connection } from 'jsforce';
import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { eventually } from '../support/eventually.ts';
import { CLERK_APP, logIn, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

type Message = {
  readonly schema: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly event: { readonly replayId: number; readonly EventUuid: string; readonly EventApiName: string };
};
/** What jsforce's types leave out of faye's client. */
type Client = ReturnType<Connection['streaming']['createClient']> & {
  readonly disconnect: () => Promise<void>;
  readonly unsubscribe: (channel: string) => void;
};

const CHANNEL = '/event/Purchase_Shipped__e';

let org: TestOrg;
let staff: Rest;
let clients: Client[];
let connects: number;
/** An extension of the client that counts the answers to its connects. */
const counter = {
  incoming: (message: { readonly channel: string }, next: (message: unknown) => void): void => {
    if (message.channel === '/meta/connect') connects += 1;
    next(message);
  },
};
beforeEach(async () => {
  org = await startTestOrg({ cometdTiming: { connectMs: 150, reconnectMs: 40_000 } });
  staff = await logIn(org);
  clients = [];
  connects = 0;
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.disconnect()));
  await org.stop();
});

async function tokenOf(clientId = 'integration-app'): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: 'integration-secret' });
  const reply = await fetch(`${org.restUrl}/services/oauth2/token`, { method: 'POST', body: form });
  return ((await reply.json()) as { access_token: string }).access_token;
}

/** Subscribes like `empApi.subscribe`; what comes is collected. */
async function listen(channel: string, replayId: number, clientId?: string): Promise<{ client: Client; got: Message[] }> {
  const connection = new jsforce.Connection({ instanceUrl: org.restUrl, accessToken: await tokenOf(clientId), version: '67.0' });
  const client = connection.streaming.createClient([new StreamingExtension.Replay(channel, replayId), counter]) as Client;
  clients.push(client);
  const got: Message[] = [];
  await client.subscribe(channel, (message: unknown) => void got.push(message as Message));
  return { client, got };
}

async function publish(...keys: readonly string[]): Promise<void> {
  for (const key of keys) expect((await staff('POST', 'sobjects/Purchase_Shipped__e', { Key__c: key, Parcels__c: 2 })).status).toBe(201);
}

const keysOf = (got: readonly Message[]): unknown[] => got.map(({ payload }) => payload['Key__c']);

async function remaining(): Promise<number> {
  const { body } = await staff('GET', 'limits');
  return (body as { DailyDeliveredPlatformEvents: { Remaining: number } }).DailyDeliveredPlatformEvents.Remaining;
}

describe('a browser', () => {
  test('hears events from now on, with schema, payload, replay id and uuid', async () => {
    await publish('BEFORE');
    const { got } = await listen(CHANNEL, -1);
    await publish('A', 'B');
    await eventually(async () => expect(keysOf(got)).toEqual(['A', 'B']));
    expect(got[0]).toEqual({
      schema: expect.stringMatching(/^[\w-]{22}$/),
      payload: {
        CreatedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        CreatedById: expect.stringMatching(/^005/),
        Key__c: 'A',
        Parcels__c: 2,
      },
      event: { replayId: expect.any(Number), EventUuid: expect.stringMatching(/^[\da-f-]{36}$/), EventApiName: 'Purchase_Shipped__e' },
    });
    expect(got[1]!.event.replayId).toBe(got[0]!.event.replayId + 1);
  });

  test('gets all that is kept with -2, and what came after a replay id', async () => {
    await publish('A', 'B', 'C');
    const all = await listen(CHANNEL, -2);
    await eventually(async () => expect(keysOf(all.got)).toEqual(['A', 'B', 'C']));
    const later = await listen(CHANNEL, all.got[0]!.event.replayId);
    await eventually(async () => expect(keysOf(later.got)).toEqual(['B', 'C']));
  });

  test('stays connected while nothing happens, and hears what comes then', async () => {
    const { got } = await listen(CHANNEL, -1);
    await eventually(async () => expect(connects).toBeGreaterThan(3));
    await publish('LATE');
    await eventually(async () => expect(keysOf(got)).toEqual(['LATE']));
  });

  test('counts each delivery, for each client', async () => {
    const before = await remaining();
    const [one, two] = [await listen(CHANNEL, -1), await listen(CHANNEL, -1)];
    await publish('A', 'B', 'C');
    await eventually(async () => expect([one.got.length, two.got.length]).toEqual([3, 3]));
    expect(before - (await remaining())).toBe(6);
  });

  test('hears no more after it has unsubscribed', async () => {
    const { client, got } = await listen(CHANNEL, -1);
    const other = await listen(CHANNEL, -1);
    client.unsubscribe(CHANNEL);
    await publish('A');
    await eventually(async () => expect(keysOf(other.got)).toEqual(['A']));
    expect(got).toEqual([]);
  });

  test('is told field names and only what changed in a change event', async () => {
    await staff('PATCH', 'sobjects/Purchase__c/External_Key__c/K1', { Amount__c: 1, Status__c: 'New' });
    const { got } = await listen('/data/Shop__chn', -1);
    await staff('PATCH', 'sobjects/Purchase__c/External_Key__c/K1', { Amount__c: null, Ordered_On__c: '2026-11-02' });
    await eventually(async () => expect(got).toHaveLength(1));
    expect(got[0]!.payload).toMatchObject({
      Amount__c: null,
      Ordered_On__c: '2026-11-02',
      ChangeEventHeader: {
        changeType: 'UPDATE',
        changedFields: expect.arrayContaining(['Amount__c', 'Ordered_On__c']),
        nulledFields: ['Amount__c'],
      },
    });
    expect(got[0]!.payload).not.toHaveProperty('Status__c');
  });
});

describe('a subscription is refused', () => {
  test.each([
    ['to a channel there is not', '/event/Nothing__e', -1, /does not exist/],
    ['from a replay id that was never given out', CHANNEL, 5, /The replayId \{5\} you provided was invalid/],
  ])('%s', async (_, channel, replayId, reason) => {
    await expect(listen(channel, replayId)).rejects.toMatchObject({ message: expect.stringMatching(reason) });
  });

  test('to changes of an object whose records the user may not all see, and to events they may not read', async () => {
    await expect(listen('/data/Shop__chn', -1, CLERK_APP)).rejects.toMatchObject({
      message: expect.stringContaining('no access'),
    });
    await expect(listen(CHANNEL, -1, CLERK_APP)).resolves.toBeDefined();
  });
});

describe('without a live session', () => {
  const send = async (messages: unknown, token = 'nonsense'): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', authorization: `OAuth ${token}` };
    const reply = await fetch(`${org.restUrl}/cometd/67.0`, { method: 'POST', headers, body: JSON.stringify(messages) });
    return reply.json();
  };

  test('the handshake is denied, and says why', async () => {
    expect(await send([{ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'], id: '1' }])).toEqual([
      {
        channel: '/meta/handshake',
        id: '1',
        successful: false,
        error: '403::Handshake denied',
        advice: { reconnect: 'none', interval: 0 },
        ext: { sfdc: { failureReason: '401::Authentication invalid' } },
      },
    ]);
  });

  test('an unknown client is sent back to the handshake', async () => {
    expect(await send({ channel: '/meta/connect', clientId: 'gone', connectionType: 'long-polling' }, await tokenOf())).toMatchObject([
      { channel: '/meta/connect', successful: false, error: '403::Unknown client', advice: { reconnect: 'handshake' } },
    ]);
  });

  test('a channel that is none of the protocol is refused', async () => {
    for (const channel of ['constructor', '__proto__', '/meta/nothing'])
      expect(await send({ channel }, await tokenOf())).toEqual([{ channel, successful: false, error: `400::${channel} is not supported` }]);
  });

  test('an open connection ends when the session does', async () => {
    const token = await tokenOf();
    const [hello] = (await send([{ channel: '/meta/handshake', version: '1.0' }], token)) as { clientId: string }[];
    const connect = { channel: '/meta/connect', clientId: hello!.clientId, connectionType: 'long-polling' };
    expect(await send([connect], token)).toMatchObject([{ successful: true, advice: { reconnect: 'retry' } }]);
    const waiting = send([connect], token);
    org.admin.core.sessions.expireAll();
    expect(await waiting).toMatchObject([{ successful: false, error: '401::Authentication invalid', advice: { reconnect: 'none' } }]);
  });
});
