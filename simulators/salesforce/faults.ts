/** Faults the org can be told to show: asked for by path, for a number of calls. They are how tests and demos reach the bad days of a real org. */
import { z } from 'zod';

export const faultSchema = z.strictObject({
  /** Calls whose path contains this text; all calls when it is left out. */
  path: z.string().default(''),
  method: z.string().toUpperCase().optional(),
  count: z.int().positive().default(1),
  /**
   * `answer`: do nothing and answer `status`. `drop`: do nothing and cut the connection. `doThenDrop`: do the work, then cut the connection before
   * the answer. `doThenAnswer`: do the work, then answer `status`. `delay`: wait `delayMs` first.
   */
  kind: z.enum(['answer', 'drop', 'doThenDrop', 'doThenAnswer', 'delay']),
  status: z.int().min(400).max(599).default(503),
  errorCode: z.string().default('SERVER_UNAVAILABLE'),
  message: z.string().default("We are down for maintenance. Sorry for the inconvenience. We'll be back shortly."),
  delayMs: z.int().nonnegative().default(0),
});

export type Fault = z.infer<typeof faultSchema>;

export type FaultQueue = {
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  readonly pending: () => readonly Fault[];
  /** The fault this call meets, if any; uses up one count. */
  readonly take: (method: string, path: string) => Fault | undefined;
};

export function makeFaultQueue(): FaultQueue {
  let queue: Fault[] = [];
  return {
    add: (fault) => void queue.push({ ...fault }),
    clear: () => {
      queue = [];
    },
    pending: () => queue,
    take: (method, path) => {
      const fault = queue.find((entry) => path.includes(entry.path) && (entry.method === undefined || entry.method === method));
      if (fault === undefined) return undefined;
      fault.count -= 1;
      if (fault.count <= 0) queue = queue.filter((entry) => entry !== fault);
      return fault;
    },
  };
}
