import { partsOf, readQuantity, rounded, segmentsOf, total } from 'c/obQuantities';

const none = { delivered: 0, shipped: 0, fulfilling: 0, backordered: 0, open: 0, cancelled: 0 };

describe('the parts of a line', () => {
  it.each([
    ['a new line is open', { ordered: 5 }, { open: 5 }],
    ['what the warehouse has is being fulfilled', { ordered: 5, allocated: 3, released: 2 }, { fulfilling: 3, open: 2 }],
    ['a split shipment', { ordered: 5, released: 5, shipped: 3, delivered: 2 }, { delivered: 2, shipped: 1, fulfilling: 2 }],
    ['a backorder beside a shipment', { ordered: 5, shipped: 2, backordered: 3 }, { shipped: 2, backordered: 3 }],
    ['a cancelled rest', { ordered: 5, shipped: 2, cancelled: 3 }, { shipped: 2, cancelled: 3 }],
    ['more shipped than ordered', { ordered: 2, shipped: 3 }, { shipped: 3 }],
    ['more delivered than shipped is taken for what was shipped', { ordered: 2, shipped: 1, delivered: 2 }, { delivered: 1, open: 1 }],
    ['a backorder greater than what is open', { ordered: 2, released: 1, backordered: 9 }, { fulfilling: 1, backordered: 1 }],
    ['decimals', { ordered: 0.3, shipped: 0.1 }, { shipped: 0.1, open: 0.2 }],
    ['missing and negative figures count as nought', { ordered: 1, shipped: null, cancelled: -1 }, { open: 1 }],
    ['nothing known', {}, {}],
  ])('%s', (_, buckets, parts) => expect(partsOf(buckets)).toEqual({ ...none, ...parts }));

  it('come as shares of the whole, furthest first', () => {
    expect(segmentsOf({ ordered: 4, shipped: 2, delivered: 1 })).toEqual([
      { part: 'delivered', quantity: 1, percent: 25 },
      { part: 'shipped', quantity: 1, percent: 25 },
      { part: 'open', quantity: 2, percent: 50 },
    ]);
    expect(segmentsOf({ ordered: 0 })).toEqual([]);
  });
});

describe('a typed quantity', () => {
  it.each([
    ['2', 2, 'none'],
    [' 1.5 ', 1.5, 'none'],
    [3, 3, 'none'],
    ['0', 0, 'none'],
    ['', undefined, 'missing'],
    [null, undefined, 'missing'],
    ['two', undefined, 'notANumber'],
    ['-1', -1, 'tooSmall'],
    ['5.1', 5.1, 'tooMany'],
    ['1.234', 1.234, 'none'],
    ['0.1234', 0.1234, 'tooFine'],
  ])('%p is read as %p: %s', (typed, value, fault) => expect(readQuantity(typed, 5)).toEqual({ value, fault }));
});

describe('sums', () => {
  it('carry no noise', () => {
    expect(total([0.1, 0.2, null, undefined])).toBe(0.3);
    expect(total([])).toBe(0);
    expect(rounded(1.00001)).toBe(1);
  });
});
