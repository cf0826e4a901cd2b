/** The org on the wire: HTTP and HTTPS listeners in front of the data API and the login endpoints. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { AuthApi } from '../auth/auth-api.ts';
import type { CometdApi } from '../cometd/cometd-api.ts';
import type { Fault, FaultQueue } from '../faults.ts';
import type { ApiReply } from './api-call.ts';
import { ApiFault } from './api-fault.ts';
import type { ApexApi } from './apex-api.ts';
import type { Cors, CrossOrigin } from './cors.ts';
import type { DataApi } from './data-api.ts';
import type { SoapApex } from '../tooling/soap-apex.ts';
import { API_ERRORS } from './errors.ts';
import { readBody } from './http-body.ts';

export type ListenerOptions = {
  readonly dataApi: DataApi;
  readonly authApi: AuthApi;
  readonly cometd: CometdApi;
  readonly apexApi: ApexApi;
  readonly soapApex: SoapApex;
  readonly cors: Cors;
  readonly faults: FaultQueue;
  /** Told of failures of the org itself. */
  readonly onError: (error: unknown) => void;
};

export function makeListener(options: ListenerOptions): RequestListener {
  return (request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      // Who hangs up in the middle of a request waits for no answer, and the org has not failed.
      if (!request.complete) return;
      options.onError(error);
      const fault = API_ERRORS.serverError();
      send(response, { status: fault.status, body: fault.body });
    });
  };
}

async function answer(options: ListenerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = { method: request.method ?? 'GET', url: collapseSlashes(request.url ?? '/') };
  const preflight = options.cors.preflight(target.url, crossOriginOf(request));
  if (request.method === 'OPTIONS' && preflight !== undefined) {
    send(response, preflight);
    return;
  }
  for (const [name, value] of Object.entries(options.cors.headers(target.url, request.headers.origin))) response.setHeader(name, value);
  const fault = options.faults.take(target.method, target.url);
  if (fault === undefined) send(response, await handle(options, request, target));
  else await answerWithFault(options, { request, response, target }, fault);
}

function crossOriginOf({ headers }: IncomingMessage): CrossOrigin {
  return {
    origin: headers.origin,
    wantedMethod: headers['access-control-request-method'],
    wantedHeaders: headers['access-control-request-headers'],
  };
}

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly target: Target };
type Target = { readonly method: string; readonly url: string };

async function answerWithFault(options: ListenerOptions, { request, response, target }: Exchange, fault: Fault): Promise<void> {
  if (fault.kind === 'drop') {
    request.socket.destroy();
    return;
  }
  if (fault.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  if (fault.kind === 'answer') await readBody(request);
  const reply = fault.kind === 'answer' ? faultReply(fault) : await handle(options, request, target);
  if (fault.kind === 'doThenDrop') request.socket.destroy();
  else send(response, fault.kind === 'doThenAnswer' ? faultReply(fault) : reply);
}

function faultReply({ status, errorCode, message }: Fault): ApiReply {
  return { status, body: [{ errorCode, message }] };
}

async function handle(
  { dataApi, authApi, cometd, apexApi, soapApex }: ListenerOptions,
  request: IncomingMessage,
  { method, url }: Target,
): Promise<ApiReply> {
  try {
    const text = await readBody(request);
    const headers = request.headers as Record<string, string | undefined>;
    const base = baseOf(request);
    const apex = apexApi({ method, base, url, headers, text });
    if (apex !== undefined) return await apex;
    const soap = soapApex({ url, text });
    if (soap !== undefined) return await soap;
    if (url.startsWith('/services/data')) return dataApi({ method, base, url, headers, text });
    if (url.startsWith('/cometd/')) return await cometd.answer({ url, headers, text });
    const reply = await authApi({ method, base, url, headers, text });
    if (reply !== undefined) return reply;
    throw API_ERRORS.notFound();
  } catch (error) {
    if (error instanceof ApiFault) return { status: error.status, body: error.body };
    throw error;
  }
}

/** The org answers under whatever name it was called by, as a My Domain does. */
function baseOf(request: IncomingMessage): string {
  const secure = 'encrypted' in request.socket;
  return `${secure ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}

/** Older @salesforce/core sends `//services/data/…`; the platform takes it. */
function collapseSlashes(url: string): string {
  const [path = '', query] = url.split(/\?(.*)/s);
  const collapsed = path.replace(/\/{2,}/g, '/');
  return query === undefined ? collapsed : `${collapsed}?${query}`;
}

function send(response: ServerResponse, { status, body, headers, contentType }: ApiReply): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const plain = contentType !== undefined && (typeof body === 'string' || body instanceof Uint8Array);
  const text = plain ? body : JSON.stringify(body);
  const type = contentType ?? 'application/json;charset=UTF-8';
  response.writeHead(status, { ...headers, 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

export type TlsMaterial = { readonly key: string; readonly cert: string };

export type ListenOptions = { readonly host: string; readonly port: number; readonly tls?: TlsMaterial | undefined };

export type Listening = { readonly url: string; readonly port: number; readonly close: () => Promise<void> };

/** Node would refuse long heads by itself; the org wants to do it in the platform's words. */
const PARSER = { maxHeaderSize: 131_072 };

/** Listens on `port` (0 for any free one). */
export async function listen(listener: RequestListener, { host, port, tls }: ListenOptions): Promise<Listening> {
  const server: Server = tls === undefined ? createServer(PARSER, listener) : createTlsServer({ ...PARSER, ...tls }, listener);
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${host}:${actual}`,
    port: actual,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
