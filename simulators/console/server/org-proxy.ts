/** Passes a page's calls on to the org, with the session that the page itself never sees. */
import type { Request, Response } from 'express';
import { text } from 'node:stream/consumers';
import type { OrgPlace } from './org.ts';
import type { ConsoleSession } from './sessions.ts';

/** Where Lightning components read, write, call Apex and listen. */
export const PASSED_ON: readonly string[] = ['/services/data', '/lwr/apex', '/cometd'];

const KEPT_HEADERS = ['content-type', 'cache-control', 'allow'];

/** Answers 502 in the org's own error shape when the org is away. */
export async function passOn({ restUrl }: OrgPlace, { org }: ConsoleSession, request: Request, response: Response): Promise<void> {
  const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await text(request);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const answer = await fetch(restUrl + request.originalUrl, {
    method: request.method,
    headers: { authorization: `Bearer ${org.accessToken}`, 'content-type': request.headers['content-type'] ?? 'application/json' },
    ...(body === undefined ? {} : { body }),
    signal: gone.signal,
  }).catch(() => undefined);
  if (answer === undefined) {
    if (!response.closed) response.status(502).json([{ errorCode: 'SERVER_UNAVAILABLE', message: 'The org does not answer.' }]);
    return;
  }
  for (const name of KEPT_HEADERS) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.status(answer.status).send(Buffer.from(await answer.arrayBuffer()));
}
