/** Search by reference and by time of change. It runs behind the documents by a lag, as search indexes do. */
import type { SimulatorClock } from '../clock.ts';
import type { SalesOrder } from './sales-order.ts';
import type { ErpTiming } from './settings.ts';

export type Modification = {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly modifiedAt: string;
};

export type ModificationPage = { readonly items: readonly Modification[]; readonly next?: string };

export type SearchIndex = {
  /** Notes an order's change. A lag of its own replaces the usual one. */
  readonly note: (order: SalesOrder, lagMs?: number) => void;
  /** Orders with this reference, oldest first. */
  readonly byReference: (reference: string) => readonly SalesOrder[];
  /** Latest changes of orders since an instant, oldest first. `next` is to be handed back for the next page. */
  readonly modifiedSince: (sinceMs: number, next: string | undefined, limit: number) => ModificationPage;
};

type Entry = { readonly order: SalesOrder; readonly version: number; readonly at: number; readonly visibleAt: number };

export function makeSearchIndex(clock: SimulatorClock, timing: ErpTiming): SearchIndex {
  const references = new Map<string, Entry[]>();
  const modifications: Entry[] = [];

  /** Where the changes since an instant begin. */
  function firstSince(sinceMs: number): number {
    let [low, high] = [0, modifications.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((modifications[middle] as Entry).at < sinceMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    note: (order, lagMs = timing.indexLagMs) => {
      const at = clock.now();
      const entry = { order, version: order.version, at, visibleAt: at + lagMs };
      modifications.push(entry);
      const known = references.get(order.reference);
      if (!known) references.set(order.reference, [entry]);
      else if (!known.some((other) => other.order === order)) known.push(entry);
    },
    byReference: (reference) => {
      const now = clock.now();
      return (references.get(reference) ?? []).filter(({ visibleAt }) => visibleAt <= now).map(({ order }) => order);
    },
    modifiedSince: (sinceMs, next, limit) => {
      const now = clock.now();
      const items: Modification[] = [];
      let position = next === undefined ? firstSince(sinceMs) : Number(next);
      for (; position < modifications.length && items.length < limit; position += 1) {
        const { order, version, visibleAt } = modifications[position] as Entry;
        if (visibleAt > now || version !== order.version) continue;
        items.push({ id: order.id, reference: order.reference, version, modifiedAt: order.modifiedAt });
      }
      return position < modifications.length ? { items, next: String(position) } : { items };
    },
  };
}
