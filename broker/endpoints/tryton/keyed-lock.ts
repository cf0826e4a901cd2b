/** One piece of work at a time for each key, in the order they came. */
export type KeyedLock = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

export function makeKeyedLock(): KeyedLock {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    last.set(key, result);
    try {
      return await result;
    } finally {
      if (last.get(key) === result) last.delete(key);
    }
  };
}
