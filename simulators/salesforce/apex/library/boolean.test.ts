/** Boolean, and an example of how a platform class is tested without a compiler: its members are plain functions. */
import { expect, test } from '@jest/globals';
import { booleanClass } from './boolean.ts';
import { makeTestContext } from './test-context.ts';

const valueOf = booleanClass.members['static Boolean valueOf(Object anyType)'] as (...args: unknown[]) => unknown;

test('Boolean.valueOf reads "true" in any case, and only that, as true', () => {
  const context = makeTestContext();
  expect(valueOf(context, 'TRUE')).toBe(true);
  expect(valueOf(context, 'yes')).toBe(false);
  expect(valueOf(context, true)).toBe(true);
});

test('Boolean.valueOf of a number is refused', () => {
  expect(() => valueOf(makeTestContext(), 1)).toThrow('TypeException: Invalid conversion');
});
