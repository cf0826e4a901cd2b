/**
 * Quantities have at most three decimals (decimal(13,3), the ERP field's common width). They are numbers, and every
 * sum is rounded back to a thousandth: exact below 9 * 10^12, so equality is safe.
 */
import { z } from 'zod';

const MAX = 9_999_999_999.999;

function hasThreeDecimals(value: number): boolean {
  return Math.round(value * 1000) / 1000 === value;
}

/** A quantity of zero or more, at most three decimals. */
export const Quantity = z
  .number()
  .min(0)
  .max(MAX)
  .refine(hasThreeDecimals, 'must have at most three decimals')
  .meta({ id: 'Quantity', description: 'Zero or more, at most three decimals.' });

/** A quantity above zero, at most three decimals. */
export const PositiveQuantity = z
  .number()
  .gt(0)
  .max(MAX)
  .refine(hasThreeDecimals, 'must have at most three decimals')
  .meta({ id: 'PositiveQuantity', description: 'More than zero, at most three decimals.' });

/** A quantity that may be below zero (stock of a source that allows it), at most three decimals. */
export const SignedQuantity = z
  .number()
  .min(-MAX)
  .max(MAX)
  .refine(hasThreeDecimals, 'must have at most three decimals')
  .meta({ id: 'SignedQuantity', description: 'At most three decimals, may be negative.' });

/** Adds quantities without leaving the grid of thousandths. */
export function plus(...quantities: readonly number[]): number {
  return Math.round(quantities.reduce((total, quantity) => total + quantity, 0) * 1000) / 1000;
}

/** Subtracts without leaving the grid of thousandths; may be negative. */
export function minus(a: number, b: number): number {
  return Math.round((a - b) * 1000) / 1000;
}
