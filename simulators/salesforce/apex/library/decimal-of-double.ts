/** A Double as the Decimal that reads the same. */
import type { ApexContext } from '../context.ts';
import { decimalOfNumber } from '../decimal.ts';
import type { ApexDecimal } from '../values.ts';

/** Infinity and NaN have no Decimal: the platform throws. */
export function decimalOfDouble(context: ApexContext, value: number): ApexDecimal {
  if (!Number.isFinite(value)) return context.fail('TypeException', `Invalid decimal: ${value}`);
  return decimalOfNumber(value);
}
