/** A small org with a running Pub/Sub API, for the conformance suites: one event, one object, a channel of each kind. */
import { randomUUID } from 'node:crypto';
import { type EventAllocations, type EventBus, makeEventBus } from '../../simulators/salesforce/event-bus/event-bus.ts';
import {
  customObject,
  field,
  handMadeMetadata,
  object,
  platformEvent,
} from '../../simulators/salesforce/event-bus/fixtures/hand-made-metadata.ts';
import { makeLocalIdentity } from '../../simulators/salesforce/event-bus/pubsub/certificate.ts';
import { type PubSubServer, type PubSubServerOptions, startPubSubServer } from '../../simulators/salesforce/event-bus/pubsub/server.ts';
import type { SessionPort } from '../../simulators/salesforce/event-bus/pubsub/sessions.ts';
import { makeVirtualClock, type VirtualClock } from '../../simulators/salesforce/event-bus/virtual-clock.ts';
import type { RecordChange } from '../../simulators/salesforce/storage/transaction.ts';

export const credentials = {
  accessToken: '00D000000000001!token',
  instanceUrl: 'https://local.my.salesforce.com',
  tenantId: '00D000000000001AAA',
} as const;

const eventName = 'Order_Placed__e';
export const eventTopic = `/event/${eventName}`;
export const changeTopic = '/data/Return__ChangeEvent';

const metadata = handMadeMetadata({
  objects: [
    platformEvent(eventName, [field('Order_Key__c', 'string'), field('Amount__c', 'double'), field('Urgent__c', 'boolean')]),
    platformEvent('Secret__e', [field('Text__c', 'string')]),
    customObject('Return__c', [
      field('External_Key__c', 'string', { externalId: true, unique: true }),
      field('Status__c', 'picklist'),
      field('Refund__c', 'currency'),
    ]),
    object('Contact', 'standard', [
      field('FirstName', 'string'),
      field('LastName', 'string'),
      field('LastModifiedDate', 'datetime'),
      field('MailingStreet', 'textarea', { length: 255 }),
      field('MailingCity', 'string'),
    ]),
  ],
  channels: [
    { name: 'Broker__chn', type: 'data' },
    { name: 'Urgent__chn', type: 'event' },
  ],
  members: [
    { channel: 'ChangeEvents', selectedEntity: 'Return__ChangeEvent' },
    { channel: 'ChangeEvents', selectedEntity: 'ContactChangeEvent' },
    { channel: 'Broker__chn', selectedEntity: 'Return__ChangeEvent', enrichedFields: ['External_Key__c'] },
    { channel: 'Urgent__chn', selectedEntity: eventName, filterExpression: 'Urgent__c = true' },
  ],
});

/** Knows one token; its user may not touch Secret__e. */
const sessions: SessionPort = {
  check: ({ accessToken, tenantId }) => {
    if (accessToken !== credentials.accessToken) return { ok: false, reason: 'the token is unknown' };
    if (tenantId !== credentials.tenantId) return { ok: false, reason: 'the token belongs to another org' };
    const mayTouch = (name: string): boolean => name !== 'Secret__e';
    return { ok: true, user: { userId: '005000000000001AAA', canRead: mayTouch, canCreate: mayTouch } };
  },
};

export type LocalOrg = {
  readonly bus: EventBus;
  readonly server: PubSubServer;
  readonly clock: VirtualClock;
  readonly plaintextTarget: string;
  readonly tlsTarget: string;
  readonly publish: (fields: Readonly<Record<string, string | number | boolean>>) => void;
  /** Commits changes of records in one transaction. */
  readonly commit: (...changes: readonly RecordChange[]) => void;
};

export type LocalOrgOptions = Pick<PubSubServerOptions, 'timing' | 'maxStreams'> & { readonly allocations?: EventAllocations };

export async function startLocalOrg({ allocations, ...server }: LocalOrgOptions = {}): Promise<LocalOrg> {
  const clock = makeVirtualClock(Date.UTC(2026, 10, 21, 10));
  const limits = allocations === undefined ? {} : { allocations };
  const bus = makeEventBus({ orgId: credentials.tenantId, metadata, clock, newUuid: randomUUID, ...limits });
  const ports = { plaintext: 0, tls: 0 };
  const running = await startPubSubServer({ bus, sessions, clock, newUuid: randomUUID, ports, tls: await makeLocalIdentity(), ...server });
  let transactions = 0;
  return {
    bus,
    server: running,
    clock,
    plaintextTarget: `127.0.0.1:${running.plaintextPort}`,
    tlsTarget: `127.0.0.1:${running.tlsPort}`,
    publish: (fields) =>
      void bus.publishImmediately({ eventName, eventUuid: randomUUID(), fields, createdAt: clock.now(), createdBy: '005000000000001AAA' }),
    commit: (...changes) => {
      transactions += 1;
      bus.onCommit({
        transactionKey: randomUUID(),
        commitNumber: 12_000_000_000_000n + BigInt(transactions),
        committedAt: clock.now() + 999,
        userId: '005000000000001AAA',
        changeOrigin: 'com/salesforce/api/rest/67.0;client=order-broker',
        changes,
        events: [],
      });
    },
  };
}
