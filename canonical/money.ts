/** Money is an integer of minor units and a currency. No floating point anywhere near it. */
import { z } from 'zod';

export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
  .meta({ id: 'Currency', description: 'ISO 4217 currency code.' });

/** An amount of one currency in its minor unit: 12.50 EUR is `{ amountMinor: 1250, currency: 'EUR' }`. */
export const Money = z
  .strictObject({ amountMinor: z.int(), currency: Currency })
  .meta({ id: 'Money', description: 'Amount in minor units of one currency.' });

/** Money that a caller may not make negative: prices, taxes, charges. */
export const NonNegativeMoney = z
  .strictObject({ amountMinor: z.int().min(0), currency: Currency })
  .meta({ id: 'NonNegativeMoney', description: 'Amount in minor units, zero or more.' });

export type Money = z.infer<typeof Money>;

/** Digits after the decimal point in writing, where they are not two (ISO 4217, table A.1). */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  ...{
    BIF: 0,
    CLP: 0,
    DJF: 0,
    GNF: 0,
    ISK: 0,
    JPY: 0,
    KMF: 0,
    KRW: 0,
    PYG: 0,
    RWF: 0,
    UGX: 0,
    UYI: 0,
    VND: 0,
    VUV: 0,
    XAF: 0,
    XOF: 0,
    XPF: 0,
  },
  ...{ BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
  ...{ CLF: 4, UYW: 4 },
};

/** Number of decimal digits a currency is written with. */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

/** Writes an amount as a decimal string without a currency sign: 1250 EUR is "12.50". */
export function toDecimal(money: Money): string {
  const digits = minorDigits(money.currency);
  const sign = money.amountMinor < 0 ? '-' : '';
  const text = String(Math.abs(money.amountMinor)).padStart(digits + 1, '0');
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Reads a decimal string or number as money. Throws RangeError if it has more digits than the currency. */
export function fromDecimal(value: string | number, currency: string): Money {
  const digits = minorDigits(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(typeof value === 'number' ? value.toFixed(digits) : value.trim());
  if (!match) throw new RangeError(`"${value}" is not a decimal amount`);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) throw new RangeError(`"${value}" has more digits than ${currency} allows`);
  const amountMinor = Number(`${match[2]}${fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`"${value}" is too large`);
  return { amountMinor: match[1] ? 0 - amountMinor : amountMinor, currency };
}
