/** What the platform does when it stores a job: everything it holds is copied, transient members are not. */
import { ApexList, ApexMap, ApexSet } from '../../collections.ts';
import type { ApexContext } from '../../context.ts';
import { ApexObject, ApexSObject, type Value } from '../../values.ts';

type Copies = Map<object, Value>;

export function copyOf<Held extends Value>(context: ApexContext, value: Held, copies: Copies = new Map()): Held {
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known as Held;
  return copyObject(context, value, copies) as Held;
}

function copyObject(context: ApexContext, value: NonNullable<Value> & object, copies: Copies): Value {
  const copy = <Held extends Value>(held: Held): Held => copyOf(context, held, copies);
  const noted = <Made extends NonNullable<Value>>(made: Made): Made => {
    copies.set(value, made);
    return made;
  };
  if (value instanceof ApexList) {
    const list = noted(new ApexList(value.type));
    for (const item of value.items) list.items.push(copy(item));
    return list;
  }
  if (value instanceof ApexSet) {
    const set = noted(new ApexSet(value.type));
    for (const item of value) set.add(copy(item));
    return set;
  }
  if (value instanceof ApexMap) {
    const map = noted(value.emptied());
    for (const { key, value: held } of value.entries()) map.set(copy(key), copy(held));
    return map;
  }
  if (value instanceof ApexSObject) return copyRecord(value, noted, copy);
  return value instanceof ApexObject ? copyInstance(context, noted(sameKind(value)), { of: value, copy }) : value;
}

type Copy = <Held extends Value>(held: Held) => Held;

function copyRecord(record: ApexSObject, noted: (made: ApexSObject) => ApexSObject, copy: Copy): ApexSObject {
  const made = noted(new ApexSObject(record.type, new Map(), record.selected));
  for (const [name, held] of record.fields) made.fields.set(name, copy(held));
  for (const name of record.changed) made.changed.add(name);
  return made;
}

const sameKind = (value: ApexObject): ApexObject => Object.create(Object.getPrototypeOf(value) as object) as ApexObject;

function copyInstance(context: ApexContext, made: ApexObject, { of, copy }: { readonly of: ApexObject; readonly copy: Copy }): ApexObject {
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(of)))
    Object.defineProperty(made, name, { ...descriptor, value: copy(descriptor.value as Value) });
  for (const field of context.classes.fields(of.type)) if (field.transient) made[`f_${field.name.toLowerCase()}`] = null;
  return made;
}
