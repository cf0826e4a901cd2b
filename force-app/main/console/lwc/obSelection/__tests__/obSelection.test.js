import { selectionOf } from 'c/obSelection';

const choices = [
  { lineId: 'l1', most: 3, refundPerUnit: 39.9 },
  { lineId: 'l2', most: 1.5, refundPerUnit: 0.1 },
];

describe('a selection', () => {
  it('has the lines somebody typed a quantity for, and what they are worth', () => {
    expect(selectionOf(choices, { l1: '2', l2: '1.5' })).toEqual({
      lines: [
        { lineId: 'l1', quantity: 2 },
        { lineId: 'l2', quantity: 1.5 },
      ],
      faults: {},
      isValid: true,
      refund: 79.95,
    });
  });

  it.each([
    ['nothing', {}, {}],
    ['nought', { l1: '0' }, {}],
    ['too many of one', { l1: '1', l2: '2' }, { l2: 'tooMany' }],
    ['no number', { l1: 'x' }, { l1: 'notANumber' }],
  ])('of %s cannot be sent', (_, typed, faults) => {
    expect(selectionOf(choices, typed)).toMatchObject({ isValid: false, faults });
  });

  it('has no estimate where a price is not known', () => {
    expect(selectionOf([{ lineId: 'l1', most: 1 }], { l1: 1 })).toMatchObject({ isValid: true, refund: undefined });
  });
});
