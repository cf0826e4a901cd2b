/** Subrequests of composite resources: read from the body, sent through the same routes as calls of their own. */
import type { ApiCall, ApiReply } from './api-call.ts';
import { ApiFault } from './api-fault.ts';
import { API_ERRORS } from './errors.ts';
import { textOf } from '../storage/json-text.ts';
import { isObject } from './record-body.ts';

export type Subrequest = {
  readonly method: string;
  /** `/services/data/v67.0/…`, or `v67.0/…` in a batch. */
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
};

export function readSubrequest(input: unknown): Subrequest {
  if (!isObject(input) || typeof input['method'] !== 'string' || typeof input['url'] !== 'string') {
    throw API_ERRORS.unreadableJson('each subrequest needs a method and a url');
  }
  const { method, url, referenceId, body, richInput, httpHeaders } = input;
  const headers = isObject(httpHeaders)
    ? Object.entries(httpHeaders).map(([name, value]): [string, string] => [name.toLowerCase(), textOf(value)])
    : [];
  return {
    method: method.toUpperCase(),
    url,
    referenceId: typeof referenceId === 'string' ? referenceId : '',
    body: body ?? richInput,
    headers: Object.fromEntries(headers),
  };
}

/** Path segments and query of a REST url, or a 404 for one that is none. Doubled slashes count once. */
export function splitUrl(url: string): { version: string; path: string[]; query: URLSearchParams } {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const segments = path.split('/').filter((segment) => segment !== '');
  const start = segments[0] === 'services' && segments[1] === 'data' ? 2 : 0;
  const version = /^v(\d\d\.\d)$/i.exec(segments[start] ?? '')?.[1];
  if (version === undefined) throw API_ERRORS.notFound();
  return { version, path: segments.slice(start + 1).map(decodeSegment), query: new URLSearchParams(query) };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw API_ERRORS.notFound();
  }
}

/** Composites do not nest, but for collections; jobs are calls of their own. */
function isNoSubrequest([resource = '', inner = '']: readonly string[]): boolean {
  return /^jobs$/i.test(resource) || (/^composite$/i.test(resource) && !/^sobjects$/i.test(inner));
}

/** Sends a subrequest on behalf of `outer`; a refusal becomes an answer of its own. */
export function sendSubrequest(outer: ApiCall, request: Subrequest, transact: ApiCall['transact']): ApiReply {
  try {
    const { version, path, query } = splitUrl(request.url);
    if (isNoSubrequest(path)) throw API_ERRORS.invalidRequest(`${path.join('/')} can't be called in a subrequest`);
    const headers = { ...outer.headers, ...request.headers };
    return outer.dispatch({ ...outer, version, path, query, headers, method: request.method, body: request.body, transact });
  } catch (error) {
    if (error instanceof ApiFault) return { status: error.status, body: error.body };
    throw error;
  }
}
