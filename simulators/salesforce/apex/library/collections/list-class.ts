/** Source: Apex Reference Guide, "List Class". */
import type { ApexSet } from '../../collections.ts';
import { ApexList } from '../../collections.ts';
import type { ApexContext } from '../../context.ts';
import { equals } from '../../equality.ts';
import { elementSize } from '../../run/heap.ts';
import { OBJECT, type ApexType } from '../../types/type.ts';
import { ApexSObject, type ApexObject, type Value } from '../../values.ts';
import { compareValues, compareWith } from '../comparison.ts';
import { iteratorOver } from '../iterator.ts';
import { platformClass, type Members } from '../native.ts';
import { objectToken } from '../schema/tokens.ts';
import { cloneRecord } from '../sobject-clone.ts';
import { filled, grown } from './growth.ts';

const outOfBounds = (context: ApexContext, index: number): never => context.fail('ListException', `List index out of bounds: ${index}`);

function checkedPlace(context: ApexContext, { items }: ApexList, index: number): number {
  return index < 0 || index >= items.length ? outOfBounds(context, index) : index;
}

/** All elements behind the place move. */
const moveRest = (context: ApexContext, { items }: ApexList, index: number): void => context.charge((items.length - index) >> 6);

const elementType = ({ type }: ApexList): ApexType => type.args[0] ?? OBJECT;

/** Appends; a list may be added to itself. */
function addAll(context: ApexContext, list: ApexList, more: Iterable<Value>): void {
  const added = [...more];
  for (const value of added) list.items.push(value);
  filled(context, list, added.length);
}

function sort(context: ApexContext, { items }: ApexList, compare: (a: Value, b: Value) => number): void {
  const sorted = [...items].sort(compare);
  sorted.forEach((value, index) => void (items[index] = value));
  context.charge(items.length);
}

/** A list of records, each a copy. */
function deepClone(context: ApexContext, list: ApexList, [keepIds, keepStamps, keepNumbers]: readonly boolean[]): ApexList {
  if (elementType(list).kind !== 'sobject') context.fail('TypeException', 'deepClone is only for lists of sObjects');
  context.charge(list.items.length);
  const keep = { id: keepIds === true, stamps: keepStamps === true, autonumber: keepNumbers === true };
  const copies = list.items.map((item) => (item instanceof ApexSObject ? cloneRecord(context, item, { ...keep, deep: true }) : item));
  return new ApexList(list.type, copies);
}

const changes: Members = {
  'void add(T? listElement)': (context, self: ApexList, value: Value) => {
    self.items.push(value);
    grown(context, self, value);
  },
  'void add(Integer index, T? listElement)': (context, self: ApexList, index: number, value: Value) => {
    if (index < 0 || index > self.items.length) outOfBounds(context, index);
    moveRest(context, self, index);
    self.items.splice(index, 0, value);
    grown(context, self, value);
  },
  'void addAll(List<T> fromList)': (context, self: ApexList, { items }: ApexList) => addAll(context, self, items),
  'void addAll(Set<T> fromSet)': (context, self: ApexList, from: ApexSet) => addAll(context, self, from),
  'void clear()': (_, { items }: ApexList) => {
    items.length = 0;
  },
  'T remove(Integer index)': (context, self: ApexList, index: number) => {
    moveRest(context, self, checkedPlace(context, self, index));
    return self.items.splice(index, 1)[0] ?? null;
  },
  'void set(Integer index, T? listElement)': (context, self: ApexList, index: number, value: Value) => {
    self.items[checkedPlace(context, self, index)] = value;
  },
  'void sort()': (context, self: ApexList) => sort(context, self, (a, b) => compareValues(context, a, b)),
  'void sort(Comparator<T> comparator)': (context, self: ApexList, comparator: ApexObject) =>
    sort(context, self, compareWith(context, comparator)),
};

const questions: Members = {
  'T get(Integer index)': (context, self: ApexList, index: number) => self.items[checkedPlace(context, self, index)] ?? null,
  'Integer size()': (_, { items }: ApexList) => items.length,
  'Boolean isEmpty()': (_, { items }: ApexList) => items.length === 0,
  'Boolean contains(T? listElement)': (context, { items }: ApexList, value: Value) => {
    context.charge(items.length >> 2);
    return items.some((item) => equals(item, value));
  },
  'Integer indexOf(T? listElement)': (context, { items }: ApexList, value: Value) => {
    context.charge(items.length >> 2);
    return items.findIndex((item) => equals(item, value));
  },
  'Boolean equals(Object? list2)': (_, self: ApexList, other: Value) => equals(self, other),
  'Integer hashCode()': (_, self: ApexList) => self.hash(),
  'String toString()': (context, self: ApexList) => context.text(self),
  'Iterator<T> iterator()': (_, self: ApexList) => iteratorOver(elementType(self), self.items),
  'Schema.SObjectType getSObjectType()': (context, self: ApexList) => objectToken(context, elementType(self).base),
};

const copies: Members = {
  'List<T> clone()': (context, self: ApexList) => filled(context, new ApexList(self.type, [...self.items]), self.items.length),
  'List<T> deepClone()': (context, self: ApexList) => deepClone(context, self, []),
  'List<T> deepClone(Boolean preserveId)': (context, self: ApexList, ...keep: boolean[]) => deepClone(context, self, keep),
  'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps)': (context, self: ApexList, ...keep: boolean[]) =>
    deepClone(context, self, keep),
  'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)': (
    context,
    self: ApexList,
    ...keep: boolean[]
  ) => deepClone(context, self, keep),
};

const listOfAll = (context: ApexContext, type: ApexType, values: Iterable<Value>): ApexList => {
  const list = new ApexList(type);
  addAll(context, list, values);
  return list;
};

/** An array: so many elements, all null. */
export function listOfNulls(context: ApexContext, type: ApexType, size: number | null): ApexList {
  if (size === null) return context.fail('NullPointerException', 'Attempt to de-reference a null object');
  if (size < 0) return outOfBounds(context, size);
  context.charge(size);
  context.hold(size * elementSize(null));
  return new ApexList(
    type,
    Array.from({ length: size }, () => null),
  );
}

export const listClass = platformClass(
  'List<T>',
  {
    'List()': (_, type: ApexType) => new ApexList(type),
    'List(Integer size)': (context, type: ApexType, size: number) => listOfNulls(context, type, size),
    'List(List<T> listToCopy)': (context, type: ApexType, { items }: ApexList) => listOfAll(context, type, items),
    'List(Set<T> setToCopy)': (context, type: ApexType, from: ApexSet) => listOfAll(context, type, from),
    ...changes,
    ...questions,
    ...copies,
  },
  { implements: ['Iterable<T>'] },
);
