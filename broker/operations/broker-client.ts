/** The broker's own API, as an operator's program calls it. */
import { z } from 'zod';

const TIMEOUT_MS = 15_000;

export type Access = { readonly url: string; readonly key: string };

/** What was asked for, or why not in words for a person. */
export type Answer<Body> = { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly message: string };

export type BrokerClient = {
  readonly get: <Body>(path: string, schema: z.ZodType<Body>) => Promise<Answer<Body>>;
  /** `key` names what is asked for, so that asking again is no second wish; the operations of exceptions need none. */
  readonly post: (path: string, body: object, key?: string) => Promise<Answer<unknown>>;
};

const Problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  faults: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
});

function wordsOf(status: number, body: unknown): string {
  const problem = Problem.safeParse(body).data;
  if (!problem) return `the broker answered ${status}`;
  const faults = problem.faults.map(({ pointer, detail }) => `${pointer} ${detail}`);
  return [problem.title, problem.detail, ...faults].filter(Boolean).join('. ');
}

type Init = { readonly method?: 'POST'; readonly body?: string; readonly headers?: Readonly<Record<string, string>> };

export function makeBrokerClient({ url, key }: Access): BrokerClient {
  async function call<Body>(path: string, init: Init, schema: z.ZodType<Body>): Promise<Answer<Body>> {
    let status: number;
    let body: unknown;
    try {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers };
      const response = await fetch(new URL(path, url), { ...init, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
      status = response.status;
      body = await response.json();
    } catch {
      return { ok: false, message: `no broker answers at ${url}` };
    }
    if (status >= 400) return { ok: false, message: wordsOf(status, body) };
    const parsed = schema.safeParse(body);
    return parsed.success ? { ok: true, body: parsed.data } : { ok: false, message: `what answers at ${url} is no broker of this version` };
  }

  return {
    get: (path, schema) => call(path, {}, schema),
    post: (path, body, idempotencyKey) =>
      call(
        path,
        {
          method: 'POST',
          body: JSON.stringify(body),
          headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
        },
        z.unknown(),
      ),
  };
}
