/** Values as Tryton's JSON-RPC writes them. Source: trytond 6.0, trytond/protocols/jsonrpc.py (JSONEncoder). */
import { z } from 'zod';

/** A decimal number, exact. */
export const Decimal = z
  .object({ __class__: z.literal('Decimal'), decimal: z.string().regex(/^-?\d{1,20}(\.\d{1,10})?$/) })
  .transform(({ decimal }) => decimal);

const two = (part: number): string => String(part).padStart(2, '0');

/** A date, as YYYY-MM-DD. */
export const CivilDate = z
  .object({ __class__: z.literal('date'), year: z.int(), month: z.int(), day: z.int() })
  .transform(({ year, month, day }) => `${year}-${two(month)}-${two(day)}`);

export type Wire = Readonly<Record<string, unknown>>;

export function toDecimalValue(decimal: string): Wire {
  return { __class__: 'Decimal', decimal };
}

/** From YYYY-MM-DD. */
export function toDateValue(date: string): Wire {
  const [year, month, day] = date.split('-').map(Number);
  return { __class__: 'date', year, month, day };
}

/** From milliseconds since the epoch. */
export function toInstantValue(epochMs: number): Wire {
  const at = new Date(epochMs);
  return {
    ...{ __class__: 'datetime', year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    ...{ hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds(), microsecond: at.getUTCMilliseconds() * 1000 },
  };
}
