/** How the process ends itself. */
import type { ProcessLog } from './telemetry/log.ts';

const LAST_WORDS_MS = 2000;

/**
 * Ends the process with this code when its last line is written, or after `patienceMs`. A log that nobody reads does not keep it: its writer
 * would try once more on `exit` and wait for ever, and a signal to oneself does nothing in a container, whose first process we are.
 * Source: pid_namespaces(7), "The namespace init process".
 */
export async function leave(log: Pick<ProcessLog, 'close'>, code: number, patienceMs = LAST_WORDS_MS): Promise<void> {
  if (!(await log.close(patienceMs))) process.removeAllListeners('exit');
  process.exit(code);
}
