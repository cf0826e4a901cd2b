/**
 * One call to the org's REST API: with a deadline, our name on it, and every trouble classified. It never repeats a
 * call, but for one renewal of a session that ended. Source: REST API Developer Guide, "Headers", "Status Codes".
 */
import { Agent, fetch } from 'undici';
import { z } from 'zod';
import type { Metrics } from '../telemetry/port.ts';
import type { SalesforceConfig } from './config.ts';
import { classify } from './failure.ts';
import type { SalesforceFailure } from './failure.ts';
import { parseLimitInfo } from './limit-info.ts';
import type { ApiUsage } from './limit-info.ts';
import type { Session } from './session.ts';
import type { Grant } from './token-grant.ts';

export type RestCall = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** After `/services/data/vNN.N`, or whole for a `nextRecordsUrl`. */
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs: number;
  /** What the call is for; a label of the metrics. */
  readonly purpose: string;
};

export type RestResult =
  { readonly ok: true; readonly status: number; readonly body: unknown } | { readonly ok: false; readonly failure: SalesforceFailure };

export type RestClient = {
  readonly call: (request: RestCall) => Promise<RestResult>;
  /** The path of a resource as a composite subrequest names it. */
  readonly versioned: (path: string) => string;
  readonly close: () => Promise<void>;
};

export type RestDependencies = {
  readonly config: Pick<SalesforceConfig, 'apiVersion' | 'clientName'>;
  readonly session: Session;
  readonly metrics: Metrics;
  readonly onUsage: (usage: ApiUsage) => void;
};

const ErrorBody = z.array(z.object({ errorCode: z.string(), message: z.string().default('') })).min(1);

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function retryAfter(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** Some services answer with a bare word (`Bad_OAuth_Token`), gateways with a page. */
function codeOf(status: number, body: unknown): string {
  return typeof body === 'string' && /^\w{1,60}$/.test(body.trim()) ? body.trim() : `HTTP_${status}`;
}

/** Reads an error answer. The top level is an array of errors. */
export function failureOf(status: number, body: unknown, retryAfterHeader: string | null = null): SalesforceFailure {
  const known = ErrorBody.safeParse(body).data?.[0];
  const { errorCode: code, message } = known ?? { errorCode: codeOf(status, body), message: `HTTP ${status} without an error body` };
  const retryAfterMs = retryAfter(retryAfterHeader);
  return { class: classify(code, message, status), code, message, status, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function unreachable(error: unknown): SalesforceFailure {
  const timedOut = (error as { name?: unknown }).name === 'TimeoutError';
  const cause = (error as { cause?: { code?: unknown } }).cause?.code;
  const code = timedOut ? 'TIMEOUT' : typeof cause === 'string' ? cause : 'UNREACHABLE';
  return { class: 'TRANSIENT', code, message: timedOut ? 'no answer before the deadline' : 'the org could not be reached' };
}

export function makeRestClient({ config, session, metrics, onUsage }: RestDependencies): RestClient {
  const dispatcher = new Agent({ connections: 16 });
  const versioned = (path: string): string => (path.startsWith('/services/') ? path : `/services/data/v${config.apiVersion}${path}`);

  async function send(request: RestCall, grant: Grant): Promise<RestResult> {
    metrics.count('salesforce_api_calls_total', { purpose: request.purpose });
    try {
      const response = await fetch(grant.instanceUrl + versioned(request.path), {
        method: request.method,
        dispatcher,
        signal: AbortSignal.timeout(request.timeoutMs),
        headers: {
          authorization: `Bearer ${grant.accessToken}`,
          accept: 'application/json',
          'accept-encoding': 'gzip',
          'sforce-call-options': `client=${config.clientName}`,
          ...(request.body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      });
      const body = parseBody(await response.text());
      const usage = parseLimitInfo(response.headers.get('sforce-limit-info'));
      if (usage) onUsage(usage);
      if (response.ok) return { ok: true, status: response.status, body };
      return { ok: false, failure: failureOf(response.status, body, response.headers.get('retry-after')) };
    } catch (error) {
      return { ok: false, failure: unreachable(error) };
    }
  }

  async function call(request: RestCall): Promise<RestResult> {
    const granted = await session.current();
    if (!granted.ok) return granted;
    const result = await send(request, granted.grant);
    if (result.ok || result.failure.class !== 'SESSION') return result;
    const renewed = await session.renew(granted.grant);
    return renewed.ok ? send(request, renewed.grant) : renewed;
  }

  return {
    versioned,
    call: async (request) => {
      const result = await call(request);
      if (!result.ok) metrics.count('salesforce_api_failures_total', { purpose: request.purpose, class: result.failure.class });
      return result;
    },
    close: () => dispatcher.close(),
  };
}
