import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CARRIER_WORDS, trackingCode } from './carrier-words.ts';
import type { TrackingProvider } from './carrier-words.ts';
import { SHIPMENT_TRANSITIONS } from './lifecycle.ts';
import { SHIPMENT_STATUS_OF, TrackingCode, TrackingEvent, trackedCode } from './tracking.ts';

const PROVIDERS = Object.keys(CARRIER_WORDS) as TrackingProvider[];

function scan(code: TrackingCode, minute: number, more: Partial<TrackingEvent> = {}): TrackingEvent {
  const occurredAt = `2026-03-01T12:${String(minute).padStart(2, '0')}:00Z`;
  const names = { orderKey: 'A1001', shipmentId: 'S1', packageId: 'P1', provider: 'easypost', rawStatus: code };
  return TrackingEvent.parse({ ...names, code, occurredAt, sequence: minute, ...more });
}

describe("a carrier's word", () => {
  it.each<[TrackingProvider, string, string | undefined, TrackingCode]>([
    ['easypost', 'pre_transit', undefined, 'LABEL_CREATED'],
    ['easypost', 'in_transit', 'arrived_at_facility', 'IN_TRANSIT'],
    ['shippo', 'TRANSIT', 'anything', 'IN_TRANSIT'],
    ['shipengine', 'IT', 'OUT_FOR_DELIVERY', 'OUT_FOR_DELIVERY'],
    ['shipengine', 'AT', undefined, 'ATTEMPT_FAILED'],
    ['shipengine', 'AT', 'COLLECT_AT_LOCAL_PO', 'READY_FOR_PICKUP'],
    ['shipengine', 'EX', 'RETURN_TO_SENDER', 'RETURNING'],
    ['aftership', 'Exception', 'Exception_011', 'RETURNED'],
    ['aftership', 'Expired', undefined, 'EXCEPTION'],
  ])('of %s, %s/%s, is %s', (provider, word, detail, code) => {
    expect(trackingCode(provider, word, detail)).toBe(code);
  });

  it.each(['', 'teleported', 'toString', '__proto__'])('"%s" is unknown to all, and not guessed', (word) => {
    expect(PROVIDERS.map((provider) => trackingCode(provider, word, word))).toEqual(PROVIDERS.map(() => undefined));
  });

  it('becomes a status that a shipment has, and a label is no shipment', () => {
    for (const code of TrackingCode.options) expect(Object.keys(SHIPMENT_TRANSITIONS)).toContain(SHIPMENT_STATUS_OF[code]);
    expect(SHIPMENT_STATUS_OF.LABEL_CREATED).toBe('LABELLED');
  });
});

describe('where a package is', () => {
  it('is not known without scans', () => {
    expect(trackedCode([])).toBeUndefined();
  });

  it('is what the latest scan says, not the latest to arrive', () => {
    expect(trackedCode([scan('OUT_FOR_DELIVERY', 30), scan('IN_TRANSIT', 10)])).toBe('OUT_FOR_DELIVERY');
    expect(trackedCode([scan('OUT_FOR_DELIVERY', 30, { occurredAt: '2026-03-01T13:00:00+02:00' }), scan('IN_TRANSIT', 10)])).toBe(
      'IN_TRANSIT',
    );
  });

  it('goes by arrival among scans of one time', () => {
    const at = { occurredAt: '2026-03-01T12:00:00Z' };
    expect(trackedCode([scan('ATTEMPT_FAILED', 2, at), scan('OUT_FOR_DELIVERY', 1, at)])).toBe('ATTEMPT_FAILED');
  });

  it('stays delivered until a correction says otherwise', () => {
    const delivered = [scan('DELIVERED', 20), scan('IN_TRANSIT', 30)];
    expect(trackedCode(delivered)).toBe('DELIVERED');
    expect(trackedCode([...delivered, scan('EXCEPTION', 40, { correction: true })])).toBe('EXCEPTION');
  });

  it('does not depend on the order or number of arrivals', () => {
    const scans = fc
      .array(fc.record({ code: fc.constantFrom(...TrackingCode.options), correction: fc.boolean() }), { minLength: 1, maxLength: 8 })
      .map((all) => all.map(({ code, correction }, minute) => scan(code, minute, { correction })));
    fc.assert(
      fc.property(
        scans.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }))),
        ([all, arrived]) => expect(trackedCode(arrived)).toBe(trackedCode(all)),
      ),
    );
  });
});
