/** The platform cache of an org: values live as long as they are given, whatever becomes of the transaction that put them. */
import type { CachePort } from '../context-ports.ts';
import type { Runtime } from '../run/runtime.ts';
import { copyOf } from './jobs/copy.ts';

export type Caches = CachePort & {
  /** Forgets everything: a test leaves nothing behind. */
  readonly forget: () => void;
};

export function makeCaches(runtime: () => Runtime, now: () => number): Caches {
  type Entry = Parameters<CachePort['put']>[2];
  const caches = new Map<string, Map<string, Entry>>();
  const entriesOf = (cache: string): Map<string, Entry> => {
    let entries = caches.get(cache);
    if (entries === undefined) caches.set(cache, (entries = new Map<string, Entry>()));
    for (const [key, { endsAtMs }] of entries) if (endsAtMs <= now()) entries.delete(key);
    return entries;
  };
  return {
    put: (cache, key, entry) => void entriesOf(cache).set(key, { ...entry, value: copyOf(runtime(), entry.value) }),
    get: (cache, key) => {
      const entry = entriesOf(cache).get(key);
      return entry === undefined ? undefined : copyOf(runtime(), entry.value);
    },
    remove: (cache, key) => entriesOf(cache).delete(key),
    keys: (cache) => [...entriesOf(cache).keys()],
    forget: () => caches.clear(),
  };
}
