import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromDecimal, minorDigits, toDecimal } from './money.ts';

describe('money', () => {
  it('writes minor units with the digits of the currency', () => {
    expect(toDecimal({ amountMinor: 1250, currency: 'EUR' })).toBe('12.50');
    expect(toDecimal({ amountMinor: -5, currency: 'EUR' })).toBe('-0.05');
    expect(toDecimal({ amountMinor: 1250, currency: 'JPY' })).toBe('1250');
    expect(toDecimal({ amountMinor: 1250, currency: 'KWD' })).toBe('1.250');
  });

  it('refuses more digits than the currency has', () => {
    expect(() => fromDecimal('1.234', 'EUR')).toThrow(RangeError);
    expect(() => fromDecimal('1.5', 'JPY')).toThrow(RangeError);
    expect(() => fromDecimal('1,5', 'EUR')).toThrow(RangeError);
  });

  it('refuses what it could not keep exactly', () => {
    expect(() => fromDecimal('90000000000000.99', 'EUR')).not.toThrow();
    expect(() => fromDecimal('999999999999999.99', 'EUR')).toThrow(RangeError);
  });

  it('reads numbers, and zeros the currency has no room for', () => {
    expect(fromDecimal(12.5, 'EUR')).toEqual({ amountMinor: 1250, currency: 'EUR' });
    expect(fromDecimal('12.5000', 'EUR')).toEqual({ amountMinor: 1250, currency: 'EUR' });
    expect(fromDecimal('-0.00', 'EUR')).toEqual({ amountMinor: 0, currency: 'EUR' });
    expect(fromDecimal('-0.05', 'EUR')).toEqual({ amountMinor: -5, currency: 'EUR' });
  });

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('EUR', 'JPY', 'KWD'), (amountMinor, currency) => {
        const money = { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency };
        expect(minorDigits(currency)).toBeGreaterThanOrEqual(0);
        expect(fromDecimal(toDecimal(money), currency)).toEqual(money);
      }),
    );
  });
});
