import type { BusClock, Cancel } from './clock.ts';

/** One timer that can be set anew: setting it cancels what it was set to before. */
export type Alarm = { readonly set: (delayMs: number, run: () => void) => void; readonly cancel: () => void };

export function makeAlarm(clock: BusClock): Alarm {
  let cancel: Cancel = () => undefined;
  return {
    set: (delayMs, run) => {
      cancel();
      cancel = clock.after(delayMs, run);
    },
    cancel: () => cancel(),
  };
}
