/**
 * Cross-origin calls, for the origins on the org's CORS allowlist and the resources it covers: the REST APIs, not CometD and not login. Source:
 * "Enable CORS for Salesforce APIs" of Salesforce Help. An origin that is not on the list gets no header, and a preflight of it 404.
 */
import type { ApiReply } from './api-call.ts';

export type CrossOrigin = {
  readonly origin: string | undefined;
  /** `Access-Control-Request-Method`: set in a preflight. */
  readonly wantedMethod: string | undefined;
  readonly wantedHeaders: string | undefined;
};

export type Cors = {
  /** The answer to a preflight; undefined for any other call. */
  readonly preflight: (url: string, call: CrossOrigin) => ApiReply | undefined;
  /** Headers that let the browser show an answer to the page. */
  readonly headers: (url: string, origin: string | undefined) => Readonly<Record<string, string>>;
};

const COVERED = /^\/services\/(data|apexrest)\b/;

export function makeCors(allowlist: readonly string[]): Cors {
  const allowed = new Set(allowlist);
  const headers: Cors['headers'] = (url, origin) =>
    origin !== undefined && allowed.has(origin) && COVERED.test(url)
      ? { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' }
      : {};
  return {
    headers,
    preflight: (url, { origin, wantedMethod, wantedHeaders = '' }) => {
      if (origin === undefined || wantedMethod === undefined) return undefined;
      const granted = headers(url, origin);
      if (Object.keys(granted).length === 0) return { status: 404 };
      return {
        status: 200,
        headers: {
          ...granted,
          'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
          'Access-Control-Allow-Headers': wantedHeaders,
          'Access-Control-Max-Age': '86400',
        },
      };
    },
  };
}
