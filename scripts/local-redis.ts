/** A private Redis for tests, the demo and the chaos run: the redis-server of the machine, if there is one. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { startGuarded } from './guarded-process.ts';
import type { GuardedProcess } from './guarded-process.ts';

export type LocalRedis = {
  /** Stays the same over `restart`. */
  readonly url: string;
  /** Ends the server and forgets its data. */
  readonly stop: () => Promise<void>;
  /** Stops and starts the server; `crash` kills it. What it kept is what a production server with an append-only file keeps. */
  readonly restart: (how?: 'orderly' | 'crash') => Promise<void>;
};

/** Whether this machine has a redis-server to start. */
export function hasRedisServer(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** Starts a server on a free port with the settings BullMQ asks of production: no eviction, and an append-only file. */
export async function startLocalRedis(): Promise<LocalRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'order-broker-redis-'));
  const port = await freePort();
  const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction'];
  const command = ['redis-server', '--bind', '127.0.0.1', '--port', String(port), '--dir', folder, ...durable];
  const start = (): Promise<GuardedProcess> => startGuarded(command, /Ready to accept connections/);

  let server = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      await server.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
    restart: async (how = 'orderly') => {
      await server.end(how === 'crash' ? 'SIGKILL' : 'SIGTERM');
      server = await start();
    },
  };
}
