/**
 * A real Tryton on this machine: Debian's programs on the PostgreSQL that npm installs, each run with a copy of its own of a
 * seeded database. The seed is made once, in about a minute, and kept beside temporary files; after that a start takes seconds.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rename, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import type { EmbeddedPostgres } from '../embedded-postgres.ts';
import { freePort } from '../free-port.ts';
import { findPrograms } from '../postgres/programs.ts';
import { removeLeftovers } from './leftovers.ts';
import { howToInstall, installedTryton } from './packages.ts';
import { initialiseTryton, startTrytond } from './programs.ts';
import { seedTryton } from './seed/seed.ts';
import { ADMIN } from './seed/users.ts';

export type Tryton = {
  /** Base URL of the JSON-RPC; the database's name follows it. */
  readonly url: string;
  readonly database: string;
  /** The PostgreSQL database behind it, for auditors. */
  readonly databaseUrl: string;
  /** A fresh copy of the seeded database beside the others. Answers its name and its PostgreSQL URL. */
  readonly copySeed: (name: string) => Promise<{ readonly database: string; readonly databaseUrl: string }>;
  readonly stop: () => Promise<void>;
};

export type TrytonOptions = {
  readonly host?: string;
  readonly port?: number;
  readonly tell?: (line: string) => void;
};

const DATABASE = 'tryton';
const SEED = 'tryton_seed';
/** Folders beside temporary files: each user's seeds, and a copy of one for the time of a run. */
const SEED_PREFIX = `order-broker-tryton-${process.getuid?.() ?? 0}-`;
const RUN_PREFIX = 'order-broker-tryton-run-';
const LOCALHOST = '127.0.0.1';

/**
 * The data can be made again, so it need not survive a power cut. Autovacuum must be eager: without statistics of the thousands of
 * catalogue changes, making the tables takes eight minutes instead of one.
 */
const SETTINGS = {
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB', max_wal_size: '256MB' },
  ...{ autovacuum_naptime: '1s', autovacuum_vacuum_cost_delay: '0' },
};

const run = promisify(execFile);

/** What the seed follows from: another server, another PostgreSQL or another seed script means another seed. */
function seedName(version: string): string {
  const hash = createHash('sha256').update(version).update(findPrograms().postgres);
  const folder = join(import.meta.dirname, 'seed');
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
  return `${SEED_PREFIX}${hash.update(String(new Date().getUTCFullYear())).digest('hex').slice(0, 12)}`;
}

async function execute(postgresUrl: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(postgresUrl: string, database: string): string {
  const url = new URL(postgresUrl);
  url.pathname = database;
  return url.href;
}

async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), RUN_PREFIX));
  const { uid, gid } = findPrograms().user;
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  return folder;
}

/** Sessions and tries to log in belong to a run. */
const FORGET_LOGINS = ['ir_session', 'ir_session_wizard', 'res_user_login_attempt'].map((table) => `delete from ${table}`);

async function makeSeed(postgres: EmbeddedPostgres, folder: string): Promise<void> {
  await execute(postgres.url, `create database ${SEED}`);
  const place = { folder, postgresUrl: postgres.url, host: LOCALHOST, port: await freePort(), user: findPrograms().user };
  await initialiseTryton(place, SEED, ADMIN.password);
  const server = await startTrytond(place, SEED);
  try {
    await seedTryton(`http://${LOCALHOST}:${place.port}`, SEED, new Date().getUTCFullYear());
  } finally {
    await server.end('SIGINT');
  }
  await execute(withDatabase(postgres.url, SEED), ...FORGET_LOGINS, 'vacuum full analyze');
}

/** Where the seeded cluster is; it is made if it is not there. It appears complete or not at all. */
async function findSeed(version: string, tell: (line: string) => void): Promise<string> {
  const kept = join(tmpdir(), seedName(version));
  await removeLeftovers(tmpdir(), [SEED_PREFIX, RUN_PREFIX], kept);
  if (existsSync(kept)) {
    const now = new Date();
    await utimes(kept, now, now);
    return kept;
  }
  tell('Tryton is set up for the first time on this machine; that takes about a minute');
  const draft = await ownFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: draft, settings: SETTINGS });
  try {
    await makeSeed(postgres, draft);
  } finally {
    await postgres.stop();
  }
  await rename(draft, kept).catch(() => rm(draft, { recursive: true, force: true }));
  return kept;
}

function requireTryton(): string {
  const version = installedTryton();
  if (version === undefined) throw new Error(howToInstall());
  return version;
}

/** Makes the seed if it is not there, so that later starts take seconds. */
export async function prepareTryton(tell: (line: string) => void): Promise<void> {
  await findSeed(requireTryton(), tell);
}

/** Starts a Tryton with a database of its own, seeded. Throws with one clear line where Tryton is not installed. */
export async function startTryton({ host = LOCALHOST, port, tell = () => undefined }: TrytonOptions = {}): Promise<Tryton> {
  const seed = await findSeed(requireTryton(), tell);
  const folder = await ownFolder();
  const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    await run('cp', ['-a', `${seed}/.`, folder]);
    const postgres = await startEmbeddedPostgres({ dataDir: folder, settings: SETTINGS });
    stops.push(postgres.stop);
    const copySeed = async (name: string): Promise<{ database: string; databaseUrl: string }> => {
      await execute(postgres.url, `create database ${name} template ${SEED}`);
      return { database: name, databaseUrl: withDatabase(postgres.url, name) };
    };
    const own = await copySeed(DATABASE);
    const place = { folder, postgresUrl: postgres.url, host, port: port ?? (await freePort()), user: findPrograms().user };
    const server = await startTrytond(place, DATABASE);
    stops.push(() => server.end('SIGINT'));
    return { url: `http://${LOCALHOST}:${place.port}`, ...own, copySeed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
