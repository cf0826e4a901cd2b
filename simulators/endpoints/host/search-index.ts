/** Search by the caller's key and by time of change. It runs behind the documents by a lag, as search indexes do. */
import type { SimulatorClock } from '../clock.ts';

export type Indexed = { readonly id: string; readonly version: number; readonly modifiedAt: string };

export type Modification = Indexed & { readonly key: string };

export type ModificationPage = { readonly items: readonly Modification[]; readonly next?: string };

export type SearchIndex<Document extends Indexed> = {
  /** Notes a document's change. */
  readonly note: (document: Document, key: string, lagMs: number) => void;
  /** Documents with this key, oldest first. */
  readonly byKey: (key: string) => readonly Document[];
  /** Latest changes of documents since an instant, oldest first. `next` is to be handed back for the next page. */
  readonly modifiedSince: (sinceMs: number, next: string | undefined, limit: number) => ModificationPage;
};

export function makeSearchIndex<Document extends Indexed>(clock: SimulatorClock): SearchIndex<Document> {
  type Entry = {
    readonly document: Document;
    readonly key: string;
    readonly version: number;
    readonly at: number;
    readonly visibleAt: number;
  };
  const keys = new Map<string, Entry[]>();
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
    note: (document, key, lagMs) => {
      const at = clock.now();
      const entry = { document, key, version: document.version, at, visibleAt: at + lagMs };
      modifications.push(entry);
      const known = keys.get(key);
      if (!known) keys.set(key, [entry]);
      else if (!known.some((other) => other.document === document)) known.push(entry);
    },
    byKey: (key) => {
      const now = clock.now();
      return (keys.get(key) ?? []).filter(({ visibleAt }) => visibleAt <= now).map(({ document }) => document);
    },
    modifiedSince: (sinceMs, next, limit) => {
      const now = clock.now();
      const items: Modification[] = [];
      let position = next === undefined ? firstSince(sinceMs) : Number(next);
      for (; position < modifications.length && items.length < limit; position += 1) {
        const { document, key, version, visibleAt } = modifications[position] as Entry;
        if (visibleAt > now || version !== document.version) continue;
        items.push({ id: document.id, key, version, modifiedAt: document.modifiedAt });
      }
      return position < modifications.length ? { items, next: String(position) } : { items };
    },
  };
}
