import { makeAlarm } from '../alarm.ts';
import type { BusClock } from '../clock.ts';

/** Most events a subscriber can be waiting for; asking for more counts as asking for these. */
const greatestDemand = 100;

/** How many events a subscriber is ready for. */
export type Demand = {
  readonly pending: () => number;
  readonly add: (count: number) => void;
  readonly use: (count: number) => void;
  readonly stop: () => void;
};

/** Calls `onLapsed` when a demand that was used up is not renewed within the window. */
export function makeDemand(clock: BusClock, refillWindowMs: number, onLapsed: () => void): Demand {
  const refill = makeAlarm(clock);
  let pending = 0;
  return {
    pending: () => pending,
    add: (count) => {
      refill.cancel();
      pending = Math.min(pending + count, greatestDemand);
    },
    use: (count) => {
      pending -= count;
      if (pending === 0) refill.set(refillWindowMs, onLapsed);
    },
    stop: refill.cancel,
  };
}
