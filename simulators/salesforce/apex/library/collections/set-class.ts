/** Source: Apex Reference Guide, "Set Class". */
import type { ApexList } from '../../collections.ts';
import { ApexSet, KeySet } from '../../collections.ts';
import type { ApexContext } from '../../context.ts';
import { equals } from '../../equality.ts';
import { OBJECT, type ApexType } from '../../types/type.ts';
import type { Value } from '../../values.ts';
import { iteratorOver } from '../iterator.ts';
import { platformClass, type Members } from '../native.ts';
import { filled, grown } from './growth.ts';

/** What a map holds nothing for cannot be among its keys. */
function demandOpen(context: ApexContext, self: ApexSet): void {
  if (self instanceof KeySet) context.fail('FinalException', 'Collection is read-only');
}

/** Each answers whether the set changed. */
function addAll(context: ApexContext, self: ApexSet, more: Iterable<Value>): boolean {
  demandOpen(context, self);
  const { size } = self;
  const added = [...more];
  for (const value of added) self.add(value);
  filled(context, self, added.length);
  return self.size !== size;
}

function removeAll(context: ApexContext, self: ApexSet, fewer: Iterable<Value>): boolean {
  const { size } = self;
  const removed = [...fewer];
  context.charge(removed.length);
  for (const value of removed) self.delete(value);
  return self.size !== size;
}

function retainAll(context: ApexContext, self: ApexSet, kept: Iterable<Value>): boolean {
  const wanted = new ApexSet(self.type, kept);
  return removeAll(
    context,
    self,
    [...self].filter((value) => !wanted.has(value)),
  );
}

function containsAll(self: ApexSet, wanted: Iterable<Value>): boolean {
  return [...wanted].every((value) => self.has(value));
}

const bulk: Members = {
  'Boolean addAll(List<T> fromList)': (context, self: ApexSet, { items }: ApexList) => addAll(context, self, items),
  'Boolean addAll(Set<T> fromSet)': (context, self: ApexSet, from: ApexSet) => addAll(context, self, from),
  'Boolean containsAll(List<T> listToCompare)': (_, self: ApexSet, { items }: ApexList) => containsAll(self, items),
  'Boolean containsAll(Set<T> setToCompare)': (_, self: ApexSet, wanted: ApexSet) => containsAll(self, wanted),
  'Boolean removeAll(List<T> listOfElementsToRemove)': (context, self: ApexSet, { items }: ApexList) => removeAll(context, self, items),
  'Boolean removeAll(Set<T> setOfElementsToRemove)': (context, self: ApexSet, fewer: ApexSet) => removeAll(context, self, fewer),
  'Boolean retainAll(List<T> listOfElementsToRetain)': (context, self: ApexSet, { items }: ApexList) => retainAll(context, self, items),
  'Boolean retainAll(Set<T> setOfElementsToRetain)': (context, self: ApexSet, kept: ApexSet) => retainAll(context, self, kept),
};

const setOfAll = (context: ApexContext, type: ApexType, values: Iterable<Value>): ApexSet => {
  const set = new ApexSet(type);
  addAll(context, set, values);
  return set;
};

export const setClass = platformClass(
  'Set<T>',
  {
    'Set()': (_, type: ApexType) => new ApexSet(type),
    'Set(List<T> listToCopy)': (context, type: ApexType, { items }: ApexList) => setOfAll(context, type, items),
    'Set(Set<T> setToCopy)': (context, type: ApexType, from: ApexSet) => setOfAll(context, type, from),
    'Boolean add(T? setElement)': (context, self: ApexSet, value: Value) => {
      demandOpen(context, self);
      const added = self.add(value);
      grown(context, self, added ? value : null);
      return added;
    },
    'void clear()': (_, self: ApexSet) => self.clear(),
    'Set<T> clone()': (context, self: ApexSet) => setOfAll(context, self.type, self),
    'Boolean contains(T? setElement)': (_, self: ApexSet, value: Value) => self.has(value),
    'Boolean equals(Object? set2)': (_, self: ApexSet, other: Value) => equals(self, other),
    'Integer hashCode()': (_, self: ApexSet) => self.hash(),
    'Boolean isEmpty()': (_, self: ApexSet) => self.size === 0,
    'Boolean remove(T? setElement)': (_, self: ApexSet, value: Value) => self.delete(value),
    'Integer size()': (_, self: ApexSet) => self.size,
    'String toString()': (context, self: ApexSet) => context.text(self),
    'Iterator<T> iterator()': (_, self: ApexSet) => iteratorOver(self.type.args[0] ?? OBJECT, [...self]),
    ...bulk,
  },
  { implements: ['Iterable<T>'] },
);
