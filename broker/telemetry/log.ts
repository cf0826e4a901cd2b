/** Structured logs with pino: one JSON line an event, on stderr, without personal data. */
import { pino } from 'pino';
import type { Log } from './port.ts';

/** Lines that wait for a reader who stalls; what comes after them is dropped, so that a log never costs the broker its memory. */
const MOST_WAITING_BYTES = 8 * 1024 * 1024;

export type ProcessLog = Log & {
  /** Writes what waits, and nothing after that. False if it could not be written in `withinMs`. */
  readonly close: (withinMs: number) => Promise<boolean>;
};

/** A log at a level (`debug` to `fatal`, or `silent`). `base` fields are on every line. */
export function makeLog(level: string, base: Readonly<Record<string, string>>): ProcessLog {
  const destination = pino.destination({ fd: 2, sync: false, maxLength: MOST_WAITING_BYTES });
  const logger = pino({ level, base, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (event, fields = {}) => {
      logger.info(fields, event);
    },
    warn: (event, fields = {}) => {
      logger.warn(fields, event);
    },
    error: (event, fields = {}) => {
      logger.error(fields, event);
    },
    close: (withinMs) =>
      new Promise((resolve) => {
        const late = setTimeout(() => {
          resolve(false);
        }, withinMs);
        destination.once('close', () => {
          clearTimeout(late);
          resolve(true);
        });
        destination.end();
      }),
  };
}
