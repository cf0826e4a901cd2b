/** What collections that grow cost: work, and a place on the heap. */
import type { ApexContext } from '../../context.ts';
import { elementSize } from '../../run/heap.ts';
import type { ApexCollection, Value } from '../../values.ts';

/** One element more. */
export function grown(context: ApexContext, collection: ApexCollection, element: Value): void {
  context.charge(1);
  context.hold(elementSize(element), collection);
}

/** So many more, made before. */
export function filled<Collection extends ApexCollection>(context: ApexContext, collection: Collection, elements: number): Collection {
  context.charge(elements);
  context.hold(elements * elementSize(null), collection);
  return collection;
}
