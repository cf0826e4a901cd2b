/** Long runs that are ended from outside. */
import { constants } from 'node:os';

/** Ends by way of `exit` and not by the signal itself, so that the processes we started end with us. The code is the shell's: 128 and the signal's number. */
export function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
