/**
 * The HTTP client of all adapters: connections that stay open, a deadline, a cap on what an answer may weigh. It makes
 * each call once and never repeats one. What went wrong comes back as a value, without anything of the call's content.
 */
import { Pool } from 'undici';
import { parseRetryAfter } from './retry-after.ts';
import { transportFailure } from './transport-failure.ts';
import type { TransportFailure } from './transport-failure.ts';

const MAX_ANSWER_BYTES = 20_000_000;
/** A connection takes at most this part of the time a call may take, so that failing to connect shows as just that. */
const CONNECT_SHARE = 0.5;

export type HttpCall = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** After the base URL, with its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type HttpAnswer = {
  readonly kind: 'answer';
  readonly status: number;
  /** Parsed JSON; undefined where there is none. */
  readonly body: unknown;
  readonly retryAfterMs?: number;
};

export type HttpResult = HttpAnswer | ({ readonly kind: 'failure' } & TransportFailure);

export type HttpClient = {
  readonly call: (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>;
  /** Waits for the calls under way and closes the connections. */
  readonly close: () => Promise<void>;
};

export type HttpClientConfig = {
  readonly baseUrl: string;
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly timeoutMs: number;
  /** Milliseconds since the epoch, to understand dates in Retry-After. */
  readonly now: () => number;
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

export function makeHttpClient({ baseUrl, headers, connections, timeoutMs, now }: HttpClientConfig): HttpClient {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/$/, '');
  const pool = new Pool(origin, {
    connections,
    connectTimeout: timeoutMs * CONNECT_SHARE,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  const reading = { accept: 'application/json', ...headers };
  const writing = { ...reading, 'content-type': 'application/json' };

  return {
    call: async ({ method, path, body, headers: own }, signal) => {
      try {
        const response = await pool.request({
          method,
          path: prefix + path,
          signal,
          headers: { ...(body === undefined ? reading : writing), ...own },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await response.body.text();
        const retryAfterMs = parseRetryAfter(first(response.headers['retry-after']), now());
        const answer = { kind: 'answer', status: response.statusCode, body: parseJson(text) } as const;
        return retryAfterMs === undefined ? answer : { ...answer, retryAfterMs };
      } catch (error) {
        return { kind: 'failure', ...transportFailure(signal.aborted ? signal.reason : error) };
      }
    },
    close: () => pool.close(),
  };
}
