/** A network between two programs that a test can break: in front of PostgreSQL, Redis, gRPC or HTTP. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/**
 * What the network does to bytes and connections:
 * - `silence` (half-open): connections stay up, but no byte passes either way; held bytes arrive after `pass`;
 * - `loseAnswers`: what the client sends arrives, what the server answers is lost for good;
 * - `refuse`: new connections are reset at once, open ones pass;
 * - `delay`: every chunk is held back for `delayMs`, both ways, in order.
 */
export type NetworkFault =
  { readonly kind: 'pass' | 'silence' | 'loseAnswers' | 'refuse' } | { readonly kind: 'delay'; readonly delayMs: number };

export type TcpProxy = {
  readonly port: number;
  /** Behaves like this from now on, until told otherwise. It starts with `pass`. */
  readonly become: (fault: NetworkFault) => void;
  /** Resets every open connection; new ones are treated as before. */
  readonly drop: () => void;
  readonly stop: () => Promise<void>;
};

type Network = { fault: NetworkFault; readonly sockets: Set<Socket> };

/** Listens on a free port of 127.0.0.1 and passes every connection to `target`. */
export async function startTcpProxy(target: { readonly host?: string; readonly port: number }): Promise<TcpProxy> {
  const network: Network = { fault: { kind: 'pass' }, sockets: new Set() };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (network.fault.kind === 'refuse') client.resetAndDestroy();
    else join(network, client, connect({ port: target.port, host: target.host ?? '127.0.0.1', allowHalfOpen: true }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const drop = (): void => {
    for (const socket of network.sockets) reset(socket);
  };
  return {
    port: (server.address() as AddressInfo).port,
    become: (fault) => {
      network.fault = fault;
      for (const socket of network.sockets) obey(network, socket);
    },
    drop,
    stop: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}

function join(network: Network, client: Socket, upstream: Socket): void {
  carry(network, client, upstream, (chunk) => upstream.write(chunk));
  carry(network, upstream, client, (chunk) => network.fault.kind === 'loseAnswers' || client.write(chunk));
}

/** Carries one direction. When one side breaks, so does the other. */
function carry(network: Network, from: Socket, to: Socket, deliver: (chunk: Buffer) => unknown): void {
  const later = (action: () => void): void => {
    if (network.fault.kind === 'delay') setTimeout(action, network.fault.delayMs);
    else action();
  };
  network.sockets.add(from);
  obey(network, from);
  from.on('data', (chunk: Buffer) => {
    later(() => deliver(chunk));
  });
  from.on('end', () => {
    later(() => to.end());
  });
  from.on('error', () => {
    reset(to);
  });
  from.on('close', () => network.sockets.delete(from));
}

/** A socket that is saying goodbye cannot be reset: libuv refuses, and Node then never gets to its end (`uv_tcp_close_reset`). */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

function obey(network: Network, socket: Socket): void {
  if (network.fault.kind === 'silence') socket.pause();
  else socket.resume();
}
