/** The published Node client against a whole org: it logs in, and receives what the org's REST API was told. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PubSubApiClient from 'salesforce-pubsub-api-client';
import { makeLocalIdentity } from '../../simulators/salesforce/event-bus/pubsub/certificate.ts';
import { eventually } from '../support/eventually.ts';
import { CLIENT_ID, CLIENT_SECRET, INTEGRATION, logIn, type Rest, startTestOrg, type TestOrg } from './local-org.ts';

type Event = { readonly id: string; readonly payload: Readonly<Record<string, unknown>> };

const ADMIN = 'admin@shop.example';
const MANAGED = 'tooling/sobjects/ManagedEventSubscription';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let org: TestOrg;
let rest: Rest;
let client: PubSubApiClient;

beforeAll(async () => {
  org = await startTestOrg({
    tls: await makeLocalIdentity(),
    ports: { pubSub: 0, pubSubTls: 0 },
    users: [
      { username: INTEGRATION, lastName: 'Integration', permissionSets: ['Shop_Staff'] },
      { username: ADMIN, lastName: 'Admin', profile: 'System Administrator', permissionSets: [] },
    ],
    apps: [
      { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, runAs: INTEGRATION, scope: 'api' },
      { clientId: ADMIN, clientSecret: CLIENT_SECRET, runAs: ADMIN, scope: 'api' },
    ],
  });
  rest = await logIn(org);
  client = new PubSubApiClient(
    {
      authType: 'oauth-client-credentials',
      loginUrl: org.restUrl,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      pubSubEndpoint: org.pubSubTlsEndpoint!,
      rejectUnauthorizedSsl: false,
    },
    quiet,
  );
  await client.connect();
});

afterAll(async () => {
  client.close();
  await org.stop();
});

function eventsOf(subscribe: (callback: (subscription: unknown, kind: string, data: unknown) => void) => void): () => Event[] {
  const events: Event[] = [];
  subscribe((_subscription, kind, data) => {
    if (kind === 'event') events.push(data as Event);
  });
  return () => events;
}

async function create(key: string): Promise<string> {
  const answer = await rest(
    'POST',
    'sobjects/Purchase__c',
    { External_Key__c: key, Amount__c: 12.5 },
    { 'sforce-call-options': 'client=shop' },
  );
  return (answer.body as { id: string }).id;
}

describe('a record written over REST', () => {
  it('arrives on the custom channel: created, changed, deleted', async () => {
    const events = eventsOf((callback) => client.subscribeFromEarliestEvent('/data/Shop__chn', callback));
    const id = await create('P-1');
    await rest('PATCH', `sobjects/Purchase__c/${id}`, { Amount__c: 13 });
    await rest('DELETE', `sobjects/Purchase__c/${id}`);
    await eventually(() => expect(events()).toHaveLength(3));

    const [created, changed, deleted] = events().map(({ payload }) => payload);
    expect(created).toMatchObject({ External_Key__c: 'P-1', Amount__c: 12.5, Express__c: true });
    expect(created!['ChangeEventHeader']).toMatchObject({
      changeType: 'CREATE',
      recordIds: [id],
      changeOrigin: 'com/salesforce/api/rest/67.0;client=shop',
      changedFields: [],
    });
    expect(changed).toMatchObject({ Amount__c: 13, External_Key__c: null });
    expect((changed!['ChangeEventHeader'] as { changedFields: string[] }).changedFields).toContain('Amount__c');
    expect(deleted!['ChangeEventHeader']).toMatchObject({ changeType: 'DELETE', recordIds: [id] });
  });
});

describe('an event published over REST', () => {
  it('arrives under the UUID the REST answer gave', async () => {
    const events = eventsOf((callback) => client.subscribeFromEarliestEvent('/event/Purchase_Shipped__e', callback));
    const answer = await rest('POST', 'sobjects/Purchase_Shipped__e', { Key__c: 'P-1', Parcels__c: 2 });
    await eventually(() => expect(events()).toHaveLength(1));
    expect(events()[0]).toMatchObject({ payload: { Key__c: 'P-1', Parcels__c: 2 } });
    expect(answer.body).toMatchObject({ success: true, errors: [{ message: events()[0]!.id }] });
  });
});

describe('a managed subscription', () => {
  it('is looked up by name over the Tooling API, and goes on behind what was committed', async () => {
    const settings = {
      label: 'Shop',
      topicName: '/data/Shop__chn',
      defaultReplay: 'EARLIEST',
      errorRecoveryReplay: 'EARLIEST',
      state: 'RUN',
    };
    const admin = await logIn(org, ADMIN);
    expect(await admin('POST', MANAGED, { FullName: 'Shop', Metadata: settings })).toMatchObject({ status: 201 });
    await create('P-2');
    const seen: string[] = [];
    await client.subscribeWithManagedSubscription('Shop', ({ subscriptionId }, kind, data) => {
      if (kind !== 'event') return;
      const { replayId, payload } = data as Event & { replayId: number };
      seen.push(String(payload['External_Key__c']));
      client.commitReplayId(subscriptionId, replayId);
    });
    await eventually(() => expect(seen).toContain('P-2'));
    const { managed } = org.admin.pubSub;
    const newest = org.admin.core.bus.log('/data/Shop__chn')!.freshCounter();
    await eventually(() => expect(managed.committed(managed.list()[0]!.id)).toBe(newest));
  });

  it('is made by those who may customize the application, once of a name, and keeps its topic', async () => {
    const admin = await logIn(org, ADMIN);
    const subscription = { FullName: 'Once', Metadata: { topicName: '/data/Shop__chn' } };
    expect(await rest('POST', MANAGED, subscription)).toMatchObject({ status: 403 });
    const { id } = (await admin('POST', MANAGED, subscription)).body as { id: string };
    expect(await admin('POST', MANAGED, subscription)).toMatchObject({ status: 400, body: [{ errorCode: 'DUPLICATE_VALUE' }] });
    expect(await rest('DELETE', `${MANAGED}/${id}`)).toMatchObject({ status: 403 });
    expect(await admin('PATCH', `${MANAGED}/${id}`, { Metadata: { topicName: '/event/Purchase_Shipped__e' } })).toMatchObject({
      status: 400,
    });
    expect(await admin('PATCH', `${MANAGED}/${id}`, { Metadata: { state: 'STOP' } })).toMatchObject({ status: 204 });
    expect(await admin('DELETE', `${MANAGED}/${id}`)).toMatchObject({ status: 204 });
  });
});
