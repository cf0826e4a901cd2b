/** The published Node client, unmodified, over TLS with a self-signed certificate. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import PubSubApiClient from 'salesforce-pubsub-api-client';
import { eventually } from '../support/eventually.ts';
import { changeTopic, credentials, eventTopic, type LocalOrg, startLocalOrg } from './pubsub-org.ts';

/** What the client's callbacks bring, as far as the tests look at it. */
type Data = {
  readonly id: string;
  readonly replayId: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly code: number;
  readonly metadata: { readonly get: (name: string) => unknown };
  readonly results: readonly unknown[];
};

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let org: LocalOrg;
let client: PubSubApiClient;

async function connect(accessToken: string = credentials.accessToken): Promise<PubSubApiClient> {
  const { instanceUrl, tenantId: organizationId } = credentials;
  const connection = { pubSubEndpoint: org.tlsTarget, rejectUnauthorizedSsl: false };
  const config = { authType: 'user-supplied', accessToken, instanceUrl, organizationId, ...connection };
  const made = new PubSubApiClient(config, quiet);
  await made.connect();
  return made;
}

function collector() {
  const received: { readonly kind: string; readonly data: Data }[] = [];
  return {
    of: (kind: string): Data[] => received.filter((one) => one.kind === kind).map(({ data }) => data),
    callback: (_subscription: unknown, kind: string, data: unknown): void => {
      received.push({ kind, data: data as Data });
    },
  };
}

beforeEach(async () => {
  org = await startLocalOrg();
  client = await connect();
});

afterEach(async () => {
  client.close();
  await org.server.stop();
});

describe('salesforce-pubsub-api-client', () => {
  it('publishes an event and receives it, decoded', async () => {
    const { of, callback } = collector();
    client.subscribeFromEarliestEvent(eventTopic, callback);
    const result = await client.publish(eventTopic, {
      CreatedDate: org.clock.now(),
      CreatedById: '005000000000001AAA',
      Order_Key__c: { string: 'B-1' },
      Amount__c: { double: 12.5 },
      Urgent__c: null,
    });
    const [event] = await eventually(() => {
      expect(of('event')).toHaveLength(1);
      return of('event');
    });
    expect(event!.payload).toMatchObject({ Order_Key__c: 'B-1', Amount__c: 12.5, Urgent__c: null, CreatedById: '005000000000001AAA' });
    expect(event!.replayId).toBe(result.replayId);
    expect(event!.id).toBe(result.correlationKey);
  });

  it('goes on past the 100 events it can ask for at once', async () => {
    const { of, callback } = collector();
    client.subscribeFromEarliestEvent(eventTopic, callback);
    for (let index = 0; index < 350; index += 1) org.publish({ Order_Key__c: `B-${index}` });
    await eventually(() => expect(of('event')).toHaveLength(350));
    expect(of('event').map((event) => event.payload['Order_Key__c'])).toEqual(Array.from({ length: 350 }, (_, index) => `B-${index}`));
  });

  it('resumes after a replay id, which it sends back with 8 bytes', async () => {
    for (let index = 0; index < 5; index += 1) org.publish({ Order_Key__c: `B-${index}` });
    const first = collector();
    client.subscribeFromEarliestEvent(eventTopic, first.callback, 2);
    await eventually(() => expect(first.of('lastEvent')).toHaveLength(1));

    const second = collector();
    const other = await connect();
    other.subscribeFromReplayId(eventTopic, second.callback, null, first.of('event')[1]!.replayId);
    await eventually(() => expect(second.of('event')).toHaveLength(3));
    other.close();
    expect(second.of('event')[0]!.payload['Order_Key__c']).toBe('B-2');
  });

  it('publishes batches over a stream, kept alive while idle', async () => {
    const { of, callback } = collector();
    const payload = {
      CreatedDate: org.clock.now(),
      CreatedById: '005000000000001AAA',
      Order_Key__c: null,
      Amount__c: null,
      Urgent__c: null,
    };
    await client.publishBatch(
      eventTopic,
      [
        { id: '5f4d3c2b-0000-4000-8000-000000000001', payload },
        { id: '5f4d3c2b-0000-4000-8000-000000000002', payload },
      ],
      callback,
    );
    await eventually(() => expect(of('publishResponse')).toHaveLength(1));
    expect(of('publishResponse')[0]!.results).toHaveLength(2);
    org.clock.advance(60_000);
    await eventually(() => expect(of('grpcKeepAlive')).toHaveLength(1));
    expect(of('error')).toEqual([]);
  });

  it('reads the changed fields of an update', async () => {
    const { of, callback } = collector();
    client.subscribeFromEarliestEvent('/data/ChangeEvents', callback);
    const before = { Name: 'R-1', Status__c: 'Requested', Refund__c: 10, LastModifiedDate: '2026-11-21T09:00:00.000+0000' };
    const after = { ...before, Status__c: 'Received', Refund__c: null, LastModifiedDate: '2026-11-21T10:00:00.000+0000' };
    org.commit(
      { object: 'Return__c', id: 'a00000000000001AAA', type: 'UPDATE', before, after },
      {
        object: 'Contact',
        id: '003000000000001AAA',
        type: 'UPDATE',
        before: { FirstName: 'A', LastName: 'B', LastModifiedDate: before.LastModifiedDate },
        after: { FirstName: 'C', LastName: 'B', LastModifiedDate: after.LastModifiedDate },
      },
    );
    await eventually(() => expect(of('event')).toHaveLength(2));
    const [ofReturn, ofContact] = of('event').map(({ payload }) => payload);
    expect(ofReturn!['ChangeEventHeader']).toMatchObject({
      entityName: 'Return__c',
      recordIds: ['a00000000000001AAA'],
      changeType: 'UPDATE',
      changeOrigin: 'com/salesforce/api/rest/67.0;client=order-broker',
      sequenceNumber: 1,
      commitTimestamp: org.clock.now(),
      changedFields: ['LastModifiedDate', 'Status__c', 'Refund__c'],
      nulledFields: ['Refund__c'],
    });
    expect(ofReturn).toMatchObject({ Status__c: 'Received', Refund__c: null, Name: null });
    expect(ofContact!['ChangeEventHeader']).toMatchObject({ sequenceNumber: 2, changedFields: ['LastModifiedDate', 'Name.FirstName'] });
    expect(ofContact!['Name']).toEqual({ Salutation: null, FirstName: 'C', LastName: null });
  });

  it('survives keepalives, and learns the newest position from them', async () => {
    const { of, callback } = collector();
    client.subscribe(changeTopic, callback);
    await eventually(() => {
      org.clock.advance(60_000);
      expect(of('grpcKeepAlive').length).toBeGreaterThan(1);
    });
    expect(of('error')).toEqual([]);
  });

  it('is told of a wrong token with status 16', async () => {
    const other = await connect('wrong');
    const { of, callback } = collector();
    other.subscribe(eventTopic, callback);
    await eventually(() => expect(of('end')).toHaveLength(1));
    other.close();
    expect(of('error')[0]!.code).toBe(16);
    expect(of('error')[0]!.metadata.get('error-code')).toEqual(['sfdc.platform.eventbus.grpc.service.auth.error']);
    expect(of('grpcStatus')[0]!.code).toBe(16);
  });

  it('is told of an unknown topic with status 5', async () => {
    const { of, callback } = collector();
    client.subscribe('/event/INVALID', callback);
    await eventually(() => expect(of('end')).toHaveLength(1));
    expect(of('error')[0]!.code).toBe(5);
  });
});
