/** Payloads captured from a real org (SalesforceGRPC by Valeriy Kutsar, MIT licence) must come out of ours bit for bit. */
import { describe, expect, it } from '@jest/globals';
import type { RecordChange } from '../storage/transaction.ts';
import { makeEventBus } from './event-bus.ts';
import { capturedAccount } from './fixtures/captured-account.ts';
import { handMadeMetadata } from './fixtures/hand-made-metadata.ts';
import { makeVirtualClock } from './virtual-clock.ts';

const accountId = '001Dp00000JJkkHIAT';
const userId = '005Dp000000PpjsIAC';
const inLightning = 'com/salesforce/api/soap/66.0;client=SfdcInternalAPI/';
const schemaId = 'i8wgJwwM-AVcDbFkbRl5Nw';

function capturedOrg() {
  const metadata = handMadeMetadata({
    objects: [capturedAccount],
    members: [{ channel: 'ChangeEvents', selectedEntity: 'AccountChangeEvent' }],
  });
  const bus = makeEventBus({ orgId: '00D000000000001AAA', metadata, clock: makeVirtualClock(0), newUuid: () => 'the-event' });
  const payloads = () =>
    (bus.log('/data/AccountChangeEvent')?.readAfter(0, { events: 10, bytes: 1e6 }) ?? []).map(({ event }) =>
      event.payload.toString('base64'),
    );
  return { bus, payloads };
}

const update = (before: RecordChange['before'], after: RecordChange['after']): RecordChange => ({
  object: 'Account',
  id: accountId,
  type: 'UPDATE',
  before: { Name: 'Acme', ...before },
  after: { Name: 'Acme', ...after },
});

describe('an Account as a real org has it', () => {
  it('has the schema id the real org gave to its schema', () => {
    expect(capturedOrg().bus.schemaOfTopic('/data/AccountChangeEvent')?.id).toBe(schemaId);
  });

  it('tells an address line changed in Lightning exactly as the real org did', () => {
    const { bus, payloads } = capturedOrg();
    bus.onCommit({
      transactionKey: '00003adb-6942-447e-6033-9e8fe741230f',
      commitNumber: 12279648331300n,
      committedAt: 1771300995000,
      userId,
      changeOrigin: inLightning,
      events: [],
      changes: [
        update(
          { ShippingStreet: '1 Market St', ShippingCity: 'San Francisco', LastModifiedDate: '2026-02-17T03:00:00.000+0000' },
          { ShippingStreet: '101 California St', ShippingCity: 'San Francisco', LastModifiedDate: '2026-02-17T04:03:15.000+0000' },
        ),
      ],
    });
    expect(payloads()).toEqual([
      'DkFjY291bnQCJDAwMURwMDAwMDBKSmtrSElBVAACaGNvbS9zYWxlc2ZvcmNlL2FwaS9zb2FwLzY2LjA7Y2xpZW50PVNmZGNJbnRlcm5hbEFQSS9IMDAwMDNhZGItNjk0Mi00NDdlLTYwMzMtOWU4ZmU3NDEyMzBmAvD+oZyNZ8iYncHiygUkMDA1RHAwMDAwMDBQcGpzSUFDAAAEEDB4ODAwMDAwDDYtMHgwMQAAAAAAAAICIjEwMSBDYWxpZm9ybmlhIFN0AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAALw/qGcjWcAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==',
    ]);
  });

  it('tells the geocode of that address as the real org did, with nested members alone', () => {
    const { bus, payloads } = capturedOrg();
    bus.onCommit({
      transactionKey: '00003929-f16f-5d0d-a842-f8957c65a901',
      commitNumber: 12279648332271n,
      committedAt: 1771300996000,
      userId: '005Dp00000340bFIAQ',
      changeOrigin: '',
      events: [],
      changes: [update({ ShippingStreet: 'S' }, { ShippingStreet: 'S', ShippingLatitude: 37.793113, ShippingLongitude: -122.398524 })],
    });
    expect(payloads()).toEqual([
      'DkFjY291bnQCJDAwMURwMDAwMDBKSmtrSElBVAACAEgwMDAwMzkyOS1mMTZmLTVkMGQtYTg0Mi1mODk1N2M2NWE5MDECwI6inI1n3qedweLKBSQwMDVEcDAwMDAwMzQwYkZJQVEAAAIQNi0weDAxODAAAAAAAAACAAAAAAAAAAInhA66hOVCQALzqs5qgZlewAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    ]);
  });

  it('tells a changed currency field as the real org did', () => {
    const { bus, payloads } = capturedOrg();
    bus.onCommit({
      transactionKey: '00034c74-0500-aa77-fc35-265917470e99',
      commitNumber: 12279578624413n,
      committedAt: 1771291772000,
      userId,
      changeOrigin: inLightning,
      events: [],
      changes: [update({ Amount_Owed__c: 3000 }, { Amount_Owed__c: 3233, LastModifiedDate: '2026-02-17T01:29:32.000+0000' })],
    });
    expect(payloads()).toEqual([
      'DkFjY291bnQCJDAwMURwMDAwMDBKSmtrSElBVAACaGNvbS9zYWxlc2ZvcmNlL2FwaS9zb2FwLzY2LjA7Y2xpZW50PVNmZGNJbnRlcm5hbEFQSS9IMDAwMzRjNzQtMDUwMC1hYTc3LWZjMzUtMjY1OTE3NDcwZTk5AsCRvJONZ7qG4P7hygUkMDA1RHAwMDAwMDBQcGpzSUFDAAACKDB4MTAwMDAwMDAwMDAwODAwMDAwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACwJG8k41nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAAAAAABCqUAAAAAAAAAAAAAAAAAAAAAAAA==',
    ]);
  });
});
