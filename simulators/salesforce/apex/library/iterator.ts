/** Iterator and Iterable. Source: Apex Developer Guide, "Iterating Collections" and "Custom Iterators". */
import type { ApexContext } from '../context.ts';
import { classOf, type ApexType } from '../types/type.ts';
import { PlatformObject, type Value } from '../values.ts';
import { platformClass, platformInterface, type Members } from './native.ts';

export type IteratorState = { readonly values: readonly Value[]; next: number };

export const iteratorInterface = platformInterface('Iterator<T>', ['Boolean hasNext()', 'T next()']);

export const iterableInterface = platformInterface('Iterable<T>', ['Iterator<T> iterator()']);

/** Of an iterator over values that are there. */
export const iteration = (element: string): Members => ({
  'Boolean hasNext()': (_, { state }: PlatformObject<IteratorState>) => state.next < state.values.length,
  [`${element} next()`]: (context: ApexContext, { state }: PlatformObject<IteratorState>) => {
    if (state.next >= state.values.length) return context.fail('NoSuchElementException', 'Iterator has no more elements');
    state.next += 1;
    return state.values[state.next - 1] ?? null;
  },
});

/** What `List.iterator()` answers: an Iterator of the platform. */
export const listIterator = platformClass('System.ListIterator<T>', iteration('T'), { implements: ['Iterator<T>'] });

export function iteratorOver(element: ApexType, values: readonly Value[]): PlatformObject<IteratorState> {
  return new PlatformObject(classOf('System.ListIterator', [element]), { values, next: 0 });
}
