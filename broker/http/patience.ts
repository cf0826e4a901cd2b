/** How long a caller would wait for an answer. Document: RFC 7240, "Prefer Header for HTTP", section 4.3, the preference `wait`. */
import type { Request } from 'express';

const WAIT = /(?:^|[,;]\s*)wait\s*=\s*"?(\d{1,6})"?\s*(?:[,;]|$)/i;
const LONGEST_MS = 10_000;

/** Milliseconds, ten seconds at most; undefined where the caller does not say. */
export function patienceOf(request: Request): number | undefined {
  const [, seconds] = WAIT.exec(request.headers['prefer']?.toString() ?? '') ?? [];
  return seconds === undefined ? undefined : Math.min(LONGEST_MS, Number(seconds) * 1000);
}
