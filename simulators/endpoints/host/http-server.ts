/** The HTTP face of a simulated system: reads a request, answers or breaks the connection, goes down and comes back. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatorClock } from '../clock.ts';
import type { Answer } from './call.ts';

const BODY_LIMIT_BYTES = 2_000_000;
/** Longer than any client keeps a connection, so that the two never close and send at the same moment. */
const KEEP_ALIVE_MS = 65_000;

export type RawRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly apiKey: string | undefined;
  readonly text: string;
};

/** What is to happen on the wire: an answer, a broken connection, or nothing any more because the system went down. */
export type Reaction = Answer | 'reset';

export type HttpServer = {
  readonly url: string;
  /** Resets all connections and refuses new ones for a while. Memory stays. */
  readonly goDown: (forMs: number) => void;
  /** Rises with each time the system went down: work begun before that is not finished. */
  readonly generation: () => number;
  readonly close: () => Promise<void>;
};

async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString();
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers });
  response.end(text);
}

async function toRaw(request: IncomingMessage): Promise<RawRequest | undefined> {
  const { method = 'GET', url = '/' } = request;
  const text = method === 'GET' ? '' : await readText(request);
  if (text === undefined) return undefined;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  const apiKey = request.headers['x-api-key'];
  return { method, path, query, apiKey: typeof apiKey === 'string' ? apiKey : undefined, text };
}

export type HttpServerOptions = {
  readonly port: number;
  readonly host: string;
  readonly clock: SimulatorClock;
  readonly serve: (request: RawRequest) => Reaction | Promise<Reaction>;
};

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Serves until closed. Rejects when the port is taken. */
export async function startHttpServer({ port: wanted, host, clock, serve }: HttpServerOptions): Promise<HttpServer> {
  let generation = 0;
  let closed = false;

  async function react(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await toRaw(request);
    const reaction = raw ? await serve(raw) : { status: 413, body: { code: 'TOO_LARGE', message: 'the body is too large' } };
    if (response.destroyed) return;
    if (reaction === 'reset') request.socket.resetAndDestroy();
    else write(response, reaction);
  }

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    react(request, response).catch((error: unknown) => {
      // A client that went away while it sent is no trouble of ours; anything else is a bug, and shows as a 500.
      if (request.socket.destroyed) return;
      write(response, { status: 500, body: { code: 'INTERNAL', message: String(error) } });
    });
  });
  const port = await listen(server, wanted, host);

  return {
    url: `http://${host}:${port}`,
    generation: () => generation,
    goDown: (forMs) => {
      generation += 1;
      server.close();
      server.closeAllConnections();
      clock.after(forMs, () => {
        if (!closed && !server.listening) server.listen(port, host);
      });
    },
    close: async () => {
      closed = true;
      server.closeAllConnections();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
