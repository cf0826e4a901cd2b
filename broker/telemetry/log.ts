/** Structured logs with pino: one JSON line an event, on stderr, without personal data. */
import { pino } from 'pino';
import type { Log } from './port.ts';

/** A log at a level (`debug` to `fatal`, or `silent`). `base` fields are on every line. */
export function makeLog(level: string, base: Readonly<Record<string, string>>): Log {
  const logger = pino(
    { level, base, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: false }),
  );
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
  };
}
