/** Errors over HTTP are problem documents (RFC 9457). This is the only place that knows status codes. */
import type { Response } from 'express';

/** One fault of a request. `pointer` is a JSON pointer into the body (RFC 6901). */
export type Fault = { readonly pointer: string; readonly detail: string };

export type Problem = {
  readonly status: number;
  /** Stable code; the problem's `type` is derived from it. */
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly faults?: readonly Fault[];
  readonly retryAfterSeconds?: number;
};

const TYPE_BASE = 'https://order-broker.example/problems/';

export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Sends a problem. Nothing personal goes into one: faults name the place and the rule, never the value. */
export function sendProblem(response: Response, problem: Problem): void {
  if (problem.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(problem.retryAfterSeconds));
  const { status, code, title, detail, faults } = problem;
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: TYPE_BASE + code.toLowerCase().replaceAll('_', '-'),
        title,
        status,
        code,
        ...(detail === undefined ? {} : { detail }),
        ...(faults === undefined ? {} : { faults }),
        requestId: response.getHeader('X-Request-Id'),
      }),
    );
}

export const PROBLEMS = {
  malformedJson: { status: 400, code: 'MALFORMED_JSON', title: 'The body is not JSON' },
  unauthenticated: { status: 401, code: 'UNAUTHENTICATED', title: 'A valid API key is needed' },
  badSignature: { status: 401, code: 'BAD_SIGNATURE', title: 'The signature does not fit the body' },
  staleWebhook: { status: 401, code: 'STALE_WEBHOOK', title: 'The webhook is too old or from the future' },
  notFound: { status: 404, code: 'NOT_FOUND', title: 'There is nothing here' },
  idempotencyConflict: { status: 409, code: 'IDEMPOTENCY_CONFLICT', title: 'This idempotency key was used with another body' },
  orderExists: {
    status: 409,
    code: 'ORDER_EXISTS',
    title: 'An order with this key was submitted before with other content',
    detail: 'GET /v1/orders/{orderKey} shows what became of it. A changed order needs a key of its own.',
  },
  tooLarge: { status: 413, code: 'TOO_LARGE', title: 'The body is too large' },
  unsupportedMediaType: { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', title: 'The body must be application/json' },
  invalid: { status: 422, code: 'INVALID', title: 'The request has faults' },
  missingIdempotencyKey: {
    status: 400,
    code: 'MISSING_IDEMPOTENCY_KEY',
    title: 'The Idempotency-Key header is needed: 8 to 128 visible characters',
  },
  busy: { status: 429, code: 'BUSY', title: 'The broker takes no more orders for a moment', retryAfterSeconds: 1 },
  internal: { status: 500, code: 'INTERNAL', title: 'The broker failed; the request may be repeated with the same key' },
  unavailable: { status: 503, code: 'UNAVAILABLE', title: 'The ledger cannot be reached', retryAfterSeconds: 1 },
} as const satisfies Record<string, Problem>;
