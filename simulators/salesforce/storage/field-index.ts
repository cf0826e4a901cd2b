/** Finds record ids by the value of one field. One id per value is the common case and costs no set. */

export type FieldIndex = {
  readonly add: (key: string, id: string) => void;
  readonly remove: (key: string, id: string) => void;
  readonly find: (key: string) => readonly string[];
};

const NONE: readonly string[] = [];

export function makeFieldIndex(): FieldIndex {
  const entries = new Map<string, string | Set<string>>();
  return {
    add: (key, id) => {
      const found = entries.get(key);
      if (found === undefined) entries.set(key, id);
      else if (typeof found !== 'string') found.add(id);
      else if (found !== id) entries.set(key, new Set([found, id]));
    },
    remove: (key, id) => {
      const found = entries.get(key);
      if (found === id) entries.delete(key);
      else if (found instanceof Set) {
        found.delete(id);
        if (found.size === 0) entries.delete(key);
      }
    },
    find: (key) => {
      const found = entries.get(key);
      if (found === undefined) return NONE;
      return typeof found === 'string' ? [found] : [...found];
    },
  };
}
