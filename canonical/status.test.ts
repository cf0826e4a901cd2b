import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ORDER_TRANSITIONS } from './lifecycle.ts';
import type { OrderLifecycle } from './lifecycle.ts';
import type { LineBuckets } from './order.ts';
import { minus, plus } from './quantity.ts';
import { SALESFORCE_PICKLISTS } from './salesforce-objects.ts';
import { bucketViolations, emptyBuckets, lineLabel, openQuantity, orderLabel, wantedQuantity } from './status.ts';
import type { LineLabel, OrderLabel } from './status.ts';

const BUCKETS = Object.keys(emptyBuckets(1)) as (keyof LineBuckets)[];
const PROGRESS = BUCKETS.filter((bucket) => !['ordered', 'cancelled', 'backordered'].includes(bucket));

/** How far along a line is, by its word. The two ends beside "Delivered" are reached by cancelling. */
const LINE_RANK: Readonly<Record<LineLabel, number>> = {
  Unscheduled: 0,
  Backordered: 1,
  'Partially confirmed': 2,
  Confirmed: 3,
  Allocated: 4,
  Released: 5,
  Picking: 6,
  Packed: 7,
  'Partially shipped': 8,
  Shipped: 9,
  Delivered: 10,
  'Short closed': 10,
  Cancelled: 10,
};

const ORDER_RANK: Readonly<Record<OrderLabel, number>> = {
  Received: 0,
  Submitted: 1,
  'On hold': 2,
  Accepted: 3,
  Backordered: 4,
  'In fulfilment': 5,
  'Partially shipped': 6,
  Shipped: 7,
  Delivered: 8,
  Completed: 9,
  Rejected: 9,
  Cancelled: 9,
};

function line(ordered: number, buckets: Partial<LineBuckets> = {}): LineBuckets {
  return { ...emptyBuckets(ordered), ...buckets };
}

// Mostly none or a few: what matters happens where quantities are nil or meet each other.
const thousandths = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 4000 }).map((value) => value / 1000),
);
const anyBuckets: fc.Arbitrary<LineBuckets> = fc.record(
  Object.fromEntries(BUCKETS.map((bucket) => [bucket, thousandths])) as Record<keyof LineBuckets, typeof thousandths>,
);
const anyLifecycle = fc.constantFrom(...(Object.keys(ORDER_TRANSITIONS) as OrderLifecycle[]));

/** Lines whose quantities could be true: what is shipped is wanted, what is delivered was shipped, and so on. */
const soundBuckets = anyBuckets.map((raw): LineBuckets => {
  const ordered = plus(raw.ordered, 0.001);
  const cancelled = Math.min(raw.cancelled, ordered);
  const wanted = minus(ordered, cancelled);
  const packed = Math.min(raw.packed, wanted);
  const shipped = Math.min(raw.shipped, wanted);
  const delivered = Math.min(raw.delivered, shipped);
  const invoiced = Math.min(raw.invoiced, wanted);
  const backordered = Math.min(raw.backordered, wanted);
  const confirmed = Math.min(raw.confirmed, minus(wanted, backordered));
  const returnReceived = Math.min(raw.returnReceived, shipped);
  return { ...raw, ordered, cancelled, packed, shipped, delivered, invoiced, backordered, confirmed, returnReceived, credited: 0 };
});

describe('the word of a line', () => {
  it.each<[LineLabel, LineBuckets]>([
    ['Unscheduled', line(10)],
    ['Backordered', line(10, { backordered: 10 })],
    ['Partially confirmed', line(10, { confirmed: 4, backordered: 6 })],
    ['Partially confirmed', line(10, { allocated: 4, released: 4, backordered: 6 })],
    ['Confirmed', line(10, { confirmed: 10 })],
    ['Confirmed', line(10, { confirmed: 8, cancelled: 2 })],
    ['Confirmed', line(10, { cancelled: 2, backordered: 0, confirmed: 8, allocated: 4 })],
    ['Allocated', line(10, { confirmed: 10, allocated: 10 })],
    ['Released', line(10, { allocated: 10, released: 10 })],
    ['Picking', line(10, { released: 10, picked: 1 })],
    ['Picking', line(10, { released: 10, picked: 10, packed: 9 })],
    ['Packed', line(10, { picked: 10, packed: 10 })],
    ['Partially shipped', line(10, { packed: 10, shipped: 3 })],
    ['Partially shipped', line(10, { shipped: 3, delivered: 3 })],
    ['Shipped', line(10, { shipped: 10, delivered: 9.999 })],
    ['Delivered', line(10, { shipped: 10, delivered: 10 })],
    ['Short closed', line(10, { shipped: 7, cancelled: 3, delivered: 7 })],
    ['Cancelled', line(10, { cancelled: 10 })],
  ])('is "%s"', (label, buckets) => {
    expect(lineLabel(buckets)).toBe(label);
  });

  it('is one the org knows, whatever the quantities', () => {
    fc.assert(fc.property(anyBuckets, (buckets) => SALESFORCE_PICKLISTS['OB_Order_Line__c.Status__c'].includes(lineLabel(buckets))));
  });

  it('never goes back while quantities grow within the rules', () => {
    const growth = fc.record({ bucket: fc.constantFrom<keyof LineBuckets>('cancelled', ...PROGRESS), by: thousandths });
    fc.assert(
      fc.property(soundBuckets, growth, (before, { bucket, by }) => {
        const after = { ...before, [bucket]: plus(before[bucket], by) };
        fc.pre(bucketViolations(after).every(({ allowed }) => allowed));
        expect(LINE_RANK[lineLabel(after)]).toBeGreaterThanOrEqual(LINE_RANK[lineLabel(before)]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('quantities', () => {
  it('are conserved: every unit wanted is shipped or open, every unit ordered wanted or cancelled', () => {
    fc.assert(
      fc.property(soundBuckets, (buckets) => {
        expect(plus(wantedQuantity(buckets), buckets.cancelled)).toBe(buckets.ordered);
        expect(plus(openQuantity(buckets), buckets.shipped)).toBe(wantedQuantity(buckets));
      }),
    );
  });

  it('are never negative, even where more was shipped or cancelled than ordered', () => {
    expect(wantedQuantity(line(1, { cancelled: 3 }))).toBe(0);
    expect(openQuantity(line(1, { shipped: 3 }))).toBe(0);
  });
});

describe('the word of an order', () => {
  const of = (lifecycle: OrderLifecycle, lines: readonly LineBuckets[], holds: readonly string[] = []): OrderLabel =>
    orderLabel({ lifecycle, holds, lines });
  const shipped = line(2, { shipped: 2 });
  const delivered = line(2, { shipped: 2, delivered: 2 });
  const invoiced = line(2, { shipped: 2, delivered: 2, invoiced: 2 });
  const cancelled = line(2, { cancelled: 2 });

  it.each<[OrderLabel, OrderLifecycle, readonly LineBuckets[]]>([
    ['Received', 'RECEIVED', [line(2)]],
    ['Received', 'VALIDATED', [line(2)]],
    ['Submitted', 'SUBMITTED', [line(2)]],
    ['Rejected', 'REJECTED', [line(2)]],
    ['Accepted', 'ACCEPTED', []],
    ['Accepted', 'OPEN', [line(2, { confirmed: 2 })]],
    ['Accepted', 'OPEN', [line(2, { cancelled: 2, released: 2 }), line(2)]],
    ['Backordered', 'OPEN', [line(2, { released: 2 }), line(2, { backordered: 1 })]],
    ['In fulfilment', 'OPEN', [line(2, { released: 2 }), line(2)]],
    ['Partially shipped', 'OPEN', [shipped, line(2, { backordered: 2 })]],
    ['Shipped', 'OPEN', [shipped, delivered, cancelled]],
    ['Delivered', 'COMPLETED', [delivered, cancelled, line(3, { shipped: 2, cancelled: 1, delivered: 2 })]],
    ['Completed', 'COMPLETED', [invoiced, cancelled]],
    ['Cancelled', 'OPEN', [cancelled]],
    ['Cancelled', 'CANCELLED', [cancelled]],
    ['Completed', 'CLOSED', [shipped, cancelled]],
    ['Cancelled', 'CLOSED', [cancelled]],
    ['Rejected', 'CLOSED', [line(2)]],
  ])('is "%s" in %s', (label, lifecycle, lines) => {
    expect(of(lifecycle, lines)).toBe(label);
  });

  it.each<OrderLifecycle>(['RECEIVED', 'VALIDATED', 'SUBMITTED', 'ACCEPTED', 'OPEN'])(
    'is "On hold" in %s while anything is left to ship',
    (lifecycle) => {
      expect(of(lifecycle, [line(2, { backordered: 2 })], ['CREDIT'])).toBe('On hold');
    },
  );

  it('does not hide behind a hold what has left or was given up', () => {
    expect(of('OPEN', [shipped], ['CREDIT'])).toBe('Shipped');
    expect(of('OPEN', [cancelled], ['CREDIT'])).toBe('Cancelled');
    expect(of('REJECTED', [line(2)], ['CREDIT'])).toBe('Rejected');
  });

  it('is one the org knows, whatever the quantities', () => {
    fc.assert(
      fc.property(anyLifecycle, fc.array(fc.string()), fc.array(anyBuckets, { maxLength: 4 }), (lifecycle, holds, lines) =>
        SALESFORCE_PICKLISTS['OB_Order__c.Status__c'].includes(of(lifecycle, lines, holds)),
      ),
    );
  });

  it('never goes back while its lines move on', () => {
    const growth = fc.record({ index: fc.nat({ max: 2 }), bucket: fc.constantFrom(...PROGRESS), by: thousandths });
    fc.assert(
      fc.property(
        fc.constantFrom<OrderLifecycle>('ACCEPTED', 'OPEN', 'COMPLETED'),
        fc.array(soundBuckets, { minLength: 3, maxLength: 3 }),
        growth,
        (lifecycle, lines, { index, bucket, by }) => {
          const grown = lines.map((each, at) => (at === index ? { ...each, [bucket]: plus(each[bucket], by) } : each));
          fc.pre(grown.every((each) => bucketViolations(each).every(({ allowed }) => allowed)));
          expect(ORDER_RANK[of(lifecycle, grown)]).toBeGreaterThanOrEqual(ORDER_RANK[of(lifecycle, lines)]);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the rules of the buckets', () => {
  const codes = (buckets: LineBuckets, tolerance?: number): readonly string[] =>
    bucketViolations(buckets, tolerance).map(({ code }) => code);

  it('find nothing in quantities that could be true', () => {
    fc.assert(fc.property(soundBuckets, (buckets) => expect(bucketViolations(buckets)).toEqual([])));
  });

  it.each<[string, LineBuckets]>([
    ['NEGATIVE', line(2, { picked: -1 })],
    ['DELIVERED_BEYOND_SHIPPED', line(2, { delivered: 1 })],
    ['OVERSHIP', line(2, { shipped: 3 })],
    ['PROMISED_BEYOND_WANTED', line(3, { confirmed: 2, backordered: 2 })],
    ['PROMISED_BEYOND_WANTED', line(3, { backordered: 4 })],
    ['CANCELLED_TOO_LATE', line(3, { packed: 2, cancelled: 2 })],
    ['UNEXPECTED_RETURN', line(3, { shipped: 1, returnReceived: 2 })],
    ['CREDITED_BEYOND_ORDERED', line(3, { shipped: 3, invoiced: 4, credited: 4 })],
    ['CREDITED_BEYOND_INVOICED', line(3, { credited: 1 })],
  ])('find %s', (code, buckets) => {
    expect(codes(buckets)).toEqual([code]);
  });

  it('let a warehouse send more within the tolerance of the line, and no more', () => {
    expect(codes(line(100, { shipped: 102 }), 2)).toEqual([]);
    expect(bucketViolations(line(100, { shipped: 102.001 }), 2)).toEqual([
      { code: 'OVERSHIP', bucket: 'shipped', actual: 102.001, limit: 102, allowed: false },
    ]);
  });

  it('list all that is broken, and tell what is allowed but worth knowing', () => {
    const violations = bucketViolations(line(2, { cancelled: 3, delivered: 1, returnReceived: 5 }));
    expect(violations.map(({ code, allowed }) => [code, allowed])).toEqual([
      ['DELIVERED_BEYOND_SHIPPED', false],
      ['CANCELLED_TOO_LATE', false],
      ['UNEXPECTED_RETURN', true],
    ]);
  });
});
