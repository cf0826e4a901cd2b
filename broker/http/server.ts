/** The HTTP server: one Express application, its security headers, request ids, and the routes of the roles it serves. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Express, RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { makeErrorHandler } from './body.ts';
import type { ErrorDependencies } from './body.ts';
import { requireClient } from './clients.ts';
import type { ApiClient } from './clients.ts';
import { PROBLEMS, sendProblem } from './problem.ts';

export type HttpRoutes = {
  /** Health, metrics, the API's description: open to the network the broker runs in. */
  readonly open: readonly Router[];
  /** Signed by their sender. */
  readonly signed: readonly Router[];
  /** For known clients only. */
  readonly authenticated: readonly Router[];
};

const REQUEST_ID = /^[\w.-]{8,64}$/;

/** Takes a caller's request id or makes one, so that a log line can be found from an answer. */
const requestId: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  response.setHeader('X-Request-Id', typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID());
  next();
};

export function makeApp(routes: HttpRoutes, clients: readonly ApiClient[], onError: ErrorDependencies): Express {
  const app = express();
  app.disable('etag');
  app.use(helmet(), requestId);
  for (const router of [...routes.open, ...routes.signed]) app.use(router);
  app.use('/v1', requireClient(clients));
  for (const router of routes.authenticated) app.use(router);
  app.use((_request, response) => {
    sendProblem(response, PROBLEMS.notFound);
  });
  app.use(makeErrorHandler(onError));
  return app;
}

export type RunningServer = {
  readonly url: string;
  /** Takes nothing new and answers what is under way; what is not answered after `graceMs` is cut off. */
  readonly close: (graceMs?: number) => Promise<void>;
};

/** Longer than load balancers keep a connection, which else send a request into one that we are closing. */
const KEEP_ALIVE_MS = 75_000;

const GRACE_MS = 5000;
/** A connection is kept by its caller after the answer, and would keep the server open. */
const IDLE_CHECK_MS = 50;

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => {
      server.closeIdleConnections();
    }, IDLE_CHECK_MS);
    const late = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
  });
}

/** Listens on a port, 0 for any. */
export async function listen(app: Express, port: number, host: string): Promise<RunningServer> {
  const server: Server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    close: (graceMs = GRACE_MS) => close(server, graceMs),
  };
}
