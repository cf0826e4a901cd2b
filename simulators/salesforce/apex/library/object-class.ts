/** What every value has. Source: Apex Developer Guide, "Using Custom Types in Map Keys and Sets" and "Enum Methods". */
import { hashOf, looselyEqual } from '../equality.ts';
import type { Value } from '../values.ts';
import { platformClass } from './native.ts';

export const objectClass = platformClass('Object', {
  'String toString()': (context, self: Value) => context.text(self),
  'Boolean equals(Object? other)': (_, self: Value, other: Value) => looselyEqual(self, other),
  'Integer hashCode()': (_, self: Value) => hashOf(self),
});
