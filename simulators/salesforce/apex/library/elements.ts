/** The elements of a collection, or of an Iterable of the package, in order. */
import { ApexList, ApexSet } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { ApexObject, PlatformObject, type Value } from '../values.ts';
import type { IteratorState } from './iterator.ts';

export function elementsOf(context: ApexContext, source: Value): Value[] {
  if (source instanceof ApexList) return source.items;
  if (source instanceof ApexSet) return [...source];
  if (source instanceof PlatformObject) return remaining(source as PlatformObject<IteratorState>);
  if (source instanceof ApexObject) return iterated(context, source);
  return context.fail('TypeException', `Iterable expected, not ${context.text(source)}`);
}

function remaining({ state }: PlatformObject<IteratorState>): Value[] {
  const values = state.values.slice(state.next);
  state.next = state.values.length;
  return values;
}

/** Each step counts as work, so that an endless iterator ends at the limit. */
function iterated(context: ApexContext, source: ApexObject): Value[] {
  const iterator = context.call(source, 'iterator');
  if (iterator instanceof PlatformObject) return remaining(iterator as PlatformObject<IteratorState>);
  if (!(iterator instanceof ApexObject)) return context.fail('NullPointerException', 'Attempt to de-reference a null object');
  const values: Value[] = [];
  while (context.call(iterator, 'hasNext') === true) {
    context.charge(1);
    values.push(context.call(iterator, 'next'));
  }
  return values;
}
