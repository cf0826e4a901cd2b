/** Callouts of the org's Apex: Named Credentials become addresses, requests go out, and every failure has the platform's words. */
import type { CalloutRequest } from './apex/context-ports.ts';
import type { CalloutOutcome } from './apex/doors/recording.ts';
import type { NamedCredential } from './metadata/named-credentials.ts';

/** Where a Named Credential leads on this machine, with the headers its external credential would add. */
export type CalloutTarget = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

export type Callouts = {
  /** Never rejects. A redirect is an answer. */
  readonly send: (request: CalloutRequest) => Promise<CalloutOutcome>;
  /** Leads a Named Credential elsewhere; false when the source has none of that name. */
  readonly lead: (name: string, target: CalloutTarget) => boolean;
};

/** Largest answer. Source: Apex Developer Guide, "Callout Limits and Limitations": the heap of a transaction. */
const LARGEST_BYTES = 6_000_000;

export function makeCallouts(credentials: ReadonlyMap<string, NamedCredential>): Callouts {
  const targets = new Map<string, CalloutTarget>([...credentials].map(([name, { url }]) => [name, { url, headers: {} }]));
  return {
    lead: (name, target) => {
      const known = targets.has(name.toLowerCase());
      if (known) targets.set(name.toLowerCase(), target);
      return known;
    },
    send: (request) => {
      const [, name, rest = ''] = /^callout:(\w+)(.*)$/is.exec(request.endpoint) ?? [];
      // No source can register a remote site here.
      if (name === undefined) {
        const fault = `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${request.endpoint}`;
        return Promise.resolve({ fault });
      }
      const target = targets.get(name.toLowerCase());
      if (target === undefined)
        return Promise.resolve({
          fault: `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`,
        });
      return exchange(request, target, rest);
    },
  };
}

async function exchange(request: CalloutRequest, target: CalloutTarget, rest: string): Promise<CalloutOutcome> {
  const { method, headers, body, timeoutMs } = request;
  try {
    const response = await fetch(target.url.replace(/\/$/, '') + rest, {
      method,
      headers: { ...Object.fromEntries(headers), ...target.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body.length === 0 || method === 'GET' ? {} : { body: Buffer.from(body) }),
    });
    const received = new Uint8Array(await response.arrayBuffer());
    if (received.length > LARGEST_BYTES)
      return { fault: `Exceeded max size limit of ${LARGEST_BYTES} with response size ${received.length}` };
    return { status: response.status, reason: response.statusText, headers: new Map(response.headers), body: received };
  } catch (error) {
    return { fault: faultOf(error as Failure) };
  }
}

type Failure = {
  readonly name?: string;
  readonly message?: string;
  readonly cause?: { readonly code?: string; readonly message?: string };
};

function faultOf({ name, message, cause }: Failure): string {
  if (name === 'TimeoutError') return 'Read timed out';
  if (cause?.code === 'ECONNREFUSED') return 'Connection refused';
  return cause?.code === 'ENOTFOUND' ? 'Unknown host' : (cause?.message ?? message ?? 'Unexpected failure of the connection');
}
