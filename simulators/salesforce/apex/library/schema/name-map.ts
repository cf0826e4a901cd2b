/** Maps that the schema hands out: names in lower case, found whatever their case. Source: Apex Reference Guide, "Schema.getGlobalDescribe", "fields.getMap". */
import { ApexMap } from '../../collections.ts';
import { classOf, mapOf, STRING } from '../../types/type.ts';
import type { Value } from '../../values.ts';

const folded = (key: Value): Value => (typeof key === 'string' ? key.toLowerCase() : key);

export class NameMap extends ApexMap {
  override emptied(): NameMap {
    return new NameMap(this.type);
  }

  override has(key: Value): boolean {
    return super.has(folded(key));
  }

  override get(key: Value): Value {
    return super.get(folded(key));
  }

  override set(key: Value, value: Value): Value {
    return super.set(folded(key), value);
  }

  override delete(key: Value): Value {
    return super.delete(folded(key));
  }
}

/** Values are instances of the platform class of that name. */
export function nameMap(valueClass: string, entries: readonly (readonly [string, Value])[]): NameMap {
  return new NameMap(mapOf(STRING, classOf(valueClass)), entries);
}
