import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { eventually } from './eventually.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import type { TcpProxy } from './tcp-proxy.ts';

let server: Server;
let proxy: TcpProxy;
let client: Socket;
let received: string;
let heardByServer: string;

beforeEach(async () => {
  received = '';
  heardByServer = '';
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heardByServer += String(chunk);
      if (String(chunk) === 'bye') socket.destroy();
      else socket.write(`echo ${String(chunk)}`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startTcpProxy({ port: (server.address() as AddressInfo).port });
  client = await open();
});

afterEach(async () => {
  client.destroy();
  await proxy.stop();
  server.close();
});

function dial(): Socket {
  const socket = connect(proxy.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => (received += String(chunk)));
  return socket;
}

async function open(): Promise<Socket> {
  const socket = dial();
  await once(socket, 'connect');
  return socket;
}

async function closed(socket: Socket): Promise<void> {
  await eventually(() => {
    expect(socket.closed).toBe(true);
  });
}

describe('the breakable network', () => {
  it('passes bytes both ways', async () => {
    client.write('hello');
    await eventually(() => {
      expect(received).toBe('echo hello');
    });
  });

  it('keeps a silent connection open and delivers what it held when it heals', async () => {
    proxy.become({ kind: 'silence' });
    client.write('held');
    const second = await open();
    expect(second.destroyed).toBe(false);
    expect(heardByServer).toBe('');
    proxy.become({ kind: 'pass' });
    await eventually(() => {
      expect(received).toBe('echo held');
    });
    second.destroy();
  });

  it('lets the request arrive and loses the answer', async () => {
    proxy.become({ kind: 'loseAnswers' });
    client.write('order');
    await eventually(() => {
      expect(heardByServer).toBe('order');
    });
    proxy.become({ kind: 'pass' });
    client.write('!');
    await eventually(() => {
      expect(received).toBe('echo !');
    });
  });

  it('delays in order', async () => {
    proxy.become({ kind: 'delay', delayMs: 30 });
    client.write('a');
    await eventually(() => {
      expect(received).toBe('echo a');
    });
  });

  it('drops what is open and refuses what is new', async () => {
    proxy.become({ kind: 'refuse' });
    proxy.drop();
    await closed(client);
    await closed(dial());
    expect(heardByServer).toBe('');
  });

  it('closes the client when the server hangs up', async () => {
    client.write('bye');
    await closed(client);
  });
});
