/** Platform classes that only hold what is set: a property for each name. */
import type { ApexContext } from '../context.ts';
import type { ApexType } from '../types/type.ts';
import { PlatformObject, type Value } from '../values.ts';
import type { Members } from './native.ts';

export type Bag = PlatformObject<Map<string, Value>>;

export function bagOf(type: ApexType): Bag {
  return new PlatformObject(type, new Map<string, Value>());
}

/** `types` by name: `{ Subject: 'String' }`. */
export function bagProperties(types: Readonly<Record<string, string>>): Members {
  return Object.assign({}, ...Object.entries(types).map(property)) as Members;
}

function property([name, type]: readonly [string, string]): Members {
  return {
    [`${type} ${name}`]: {
      get: (_: ApexContext, { state }: Bag) => state.get(name) ?? null,
      set: (_: ApexContext, { state }: Bag, value: Value) => void state.set(name, value),
    },
  };
}
