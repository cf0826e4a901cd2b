/** Who may call: API keys, of which the broker knows hashes only. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { PROBLEMS, sendProblem } from './problem.ts';

/** A caller and the SHA-256 of its key, in hex. */
export type ApiClient = { readonly id: string; readonly keySha256: string };

const BEARER = /^Bearer (\S+)$/;

function findClient(clients: readonly ApiClient[], key: string): ApiClient | undefined {
  const hash = createHash('sha256').update(key).digest();
  // Every hash is compared, so that the time taken tells nothing.
  const matches = clients.filter((client) => timingSafeEqual(hash, Buffer.from(client.keySha256, 'hex')));
  return matches[0];
}

/** Lets a request with a known key pass and notes whose it is. */
export function requireClient(clients: readonly ApiClient[]): RequestHandler {
  return (request, response, next) => {
    const key = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const client = key === undefined ? undefined : findClient(clients, key);
    if (!client) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      sendProblem(response, PROBLEMS.unauthenticated);
      return;
    }
    response.locals['clientId'] = client.id;
    next();
  };
}

export function clientOf(response: Response): string {
  return String(response.locals['clientId']);
}
