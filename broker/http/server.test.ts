import { once } from 'node:events';
import { Agent, get, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { expect, it } from '@jest/globals';
import express from 'express';
import { listen } from './server.ts';

const GRACE_MS = 200;

it('answers what is under way when it is closed, and waits for no connection its caller would keep', async () => {
  let answer = (): void => undefined;
  const app = express();
  const begun = new Promise<void>((resolve) => {
    app.get('/', (_request, response) => {
      answer = () => void response.send('done');
      resolve();
    });
  });
  const server = await listen(app, 0, '127.0.0.1');
  const agent = new Agent({ keepAlive: true });
  const asked = get(server.url, { agent });
  await begun;
  const closed = server.close(60_000);
  answer();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  expect((await response.toArray()).join('')).toBe('done');
  await closed;
  agent.destroy();
});

it('cuts off a caller who never ends what it sends', async () => {
  const app = express();
  app.post('/', express.raw({ type: '*/*' }), (_request, response) => void response.send('done'));
  const server = await listen(app, 0, '127.0.0.1');
  const sending = request(server.url, { method: 'POST', headers: { 'content-length': '1000', 'content-type': 'text/plain' } });
  const broken = once(sending, 'error');
  sending.write('a');
  const [socket] = (await once(sending, 'socket')) as [{ connecting: boolean } & NodeJS.EventEmitter];
  if (socket.connecting) await once(socket, 'connect');
  await server.close(GRACE_MS);
  expect(await broken).toHaveLength(1);
});
