/** Row locks other work would hold. The org is single-threaded, so contention only exists where somebody asks for it. */

export type RowLocks = {
  /** The next `count` writes of the object's records (of any object without a name) find their row locked. */
  readonly hold: (lock: { readonly object?: string | undefined; readonly count: number }) => void;
  readonly release: () => void;
  /** True when this write must fail; uses up one count. */
  readonly blocks: (object: string) => boolean;
};

export function makeRowLocks(): RowLocks {
  let held: { readonly object: string | undefined; count: number }[] = [];
  return {
    hold: ({ object, count }) => void held.push({ object, count }),
    release: () => {
      held = [];
    },
    blocks: (object) => {
      const lock = held.find((entry) => entry.object === undefined || entry.object.toLowerCase() === object.toLowerCase());
      if (lock === undefined) return false;
      lock.count -= 1;
      if (lock.count <= 0) held = held.filter((entry) => entry !== lock);
      return true;
    },
  };
}
