/** A bound on calls in flight, first come first served. */
export type Slots = {
  /** Waits for a slot and answers the function that gives it back; rejects when the signal ends the wait. */
  readonly acquire: (signal?: AbortSignal) => Promise<() => void>;
  readonly resize: (size: number) => void;
  readonly used: () => number;
};

export function makeSlots(initialSize: number): Slots {
  let size = initialSize;
  let used = 0;
  let queue: (() => void)[] = [];

  function pump(): void {
    while (used < size) {
      const next = queue.shift();
      if (next === undefined) return;
      used += 1;
      next();
    }
  }

  function makeRelease(): () => void {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      used -= 1;
      pump();
    };
  }

  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        const enter = (): void => {
          signal?.removeEventListener('abort', leave);
          resolve(makeRelease());
        };
        const leave = (): void => {
          queue = queue.filter((waiter) => waiter !== enter);
          reject(signal?.reason as Error);
        };
        if (signal?.aborted) return leave();
        signal?.addEventListener('abort', leave, { once: true });
        queue.push(enter);
        pump();
      }),
    resize: (next) => {
      size = next;
      pump();
    },
    used: () => used,
  };
}
