/** What the JavaScript engine runs out of while Apex runs, as the limits of the platform name it. */
import { LIMIT_TITLES } from './limits.ts';

const HEAP = /string length|array length|array buffer|BigInt size|Map maximum|Set maximum/i;

/** The message of the LimitException; undefined for what is a bug of the org. */
export function limitBehind(error: unknown): string | undefined {
  if (!(error instanceof RangeError)) return undefined;
  if (error.message.includes('call stack')) return 'Maximum stack depth reached: 1001';
  return HEAP.test(error.message) ? LIMIT_TITLES.heapSize : undefined;
}
