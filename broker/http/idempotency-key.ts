/** The key by which a caller tells a repetition from another request. */
import type { Request } from 'express';

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,128}$/;

/** The key of a request, or undefined where it has none or one that is no key. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && IDEMPOTENCY_KEY.test(key) ? key : undefined;
}
