/** What the JavaScript engine runs out of while Apex runs, as the limits of the platform name it. */
import { LIMIT_TITLES } from './limits.ts';

const HEAP = /string length|array length|array buffer|BigInt size|Map maximum|Set maximum/i;

/** The message of the LimitException; undefined for what is a bug of the org. */
export function limitBehind(error: unknown): string | undefined {
  // An error of the engine is not always of this realm's classes.
  const { name, message = '' } = (error ?? {}) as Partial<Error>;
  if (name !== 'RangeError') return undefined;
  if (message.includes('call stack')) return 'Maximum stack depth reached: 1001';
  if (message.includes('calendar')) return message;
  return HEAP.test(message) ? LIMIT_TITLES.heapSize : undefined;
}
