import { describe, expect, it } from '@jest/globals';
import { ReleaseObservation } from '../../../canonical/observation.ts';
import { toObservation } from './mapping.ts';

const sight = { endpoint: 'main', observedAt: '2026-03-01T12:00:00.000Z' };
const at = '2026-03-01T11:00:00Z';
const parcels = [
  { parcelId: 'PC-1', trackingNumber: 'T1', trackingUrl: 'https://track.example/T1', contents: [{ externalLine: 10, quantity: 3 }] },
];
const shipment = { number: 'SH-1', status: 'DEPARTED', carrier: 'Parcel Express', service: 'Standard', shippedAt: at, parcels };
const document = {
  ...{
    id: 'main-RL-1',
    number: 'RL-1',
    releaseId: 'A1000-R1',
    orderReference: 'A1000',
    version: 4,
    status: 'SHORT_CLOSED',
    modifiedAt: at,
  },
  lines: [{ externalLine: 10, sku: 'SKU-001', quantity: 4, cancelled: 0, shorted: 1, shipped: 3 }],
  ...{ shipments: [shipment], cancellations: [] },
};

function see(changes: object = {}): ReleaseObservation {
  return ReleaseObservation.parse(toObservation({ ...document, ...changes }, sight));
}

describe('a release of the warehouse', () => {
  it('is seen with its shipments and what was short', () => {
    expect(see()).toMatchObject({
      ...{ orderKey: 'A1000', releaseId: 'A1000-R1', nativeId: 'main-RL-1', version: 4, status: 'FULFILLED' },
      shorted: [{ lineKey: 10, quantity: 1 }],
      shipments: [
        { shipmentId: 'A1000-R1-SH-1', releaseId: 'A1000-R1', status: 'SHIPPED', packages: [{ packageId: 'PC-1', trackingNumber: 'T1' }] },
      ],
    });
  });

  it.each([
    ['NEW', 'ACCEPTED'],
    ['PICKING', 'IN_PROGRESS'],
    ['PACKED', 'IN_PROGRESS'],
    ['PART_SHIPPED', 'PARTIAL'],
    ['SHIPPED', 'FULFILLED'],
    ['REFUSED', 'REJECTED'],
    ['CANCELLED', 'CANCELLED'],
    ['LOST', 'UNKNOWN'],
  ])('with the word %s is %s', (rawStatus, status) => {
    expect(see({ status: rawStatus })).toMatchObject({ status, rawStatus });
  });

  it.each([
    ['PACKED', {}, 'LABELLED'],
    ['IN_TRANSIT', { shippedAt: at }, 'IN_TRANSIT'],
    ['DELIVERED', { shippedAt: at, deliveredAt: at }, 'DELIVERED'],
    ['BROUGHT_BACK', { shippedAt: at }, 'REVERSED'],
  ])('has a shipment with the word %s as it is', (status, dates, expected) => {
    expect(see({ shipments: [{ number: 'SH-1', status, parcels, ...dates }] }).shipments[0]?.status).toBe(expected);
  });

  it.each([
    [{}, 'PLANNED'],
    [{ shippedAt: at }, 'SHIPPED'],
    [{ shippedAt: at, deliveredAt: at }, 'DELIVERED'],
  ])('with a shipment in a word nobody knows goes to a person; the goods are where the dates %j put them', (dates, expected) => {
    const seen = see({ shipments: [{ number: 'SH-1', status: 'ON_THE_MOON', parcels, ...dates }] });
    expect([seen.status, seen.rawStatus, seen.shipments[0]?.status]).toEqual(['UNKNOWN', 'SHORT_CLOSED/ON_THE_MOON', expected]);
  });

  it('that cannot be read is shown to a person as such', () => {
    expect(see({ lines: 'none' })).toMatchObject({ status: 'UNKNOWN', rawStatus: 'UNREADABLE', shipments: [] });
  });

  it('that is not ours is not seen', () => {
    expect(toObservation({ ...document, orderReference: 'by phone' }, sight)).toBeUndefined();
  });
});
