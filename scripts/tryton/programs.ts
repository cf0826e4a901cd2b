/** Tryton's own programs, run on a PostgreSQL: its server, and its administration, which makes the tables of a new database. */
import { execFile } from 'node:child_process';
import { chmod, chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startGuarded } from '../guarded-process.ts';
import type { GuardedProcess, RunAs } from '../guarded-process.ts';
import { MODULES } from './packages.ts';
import { PASSWORD_HASHING } from './seed/password-hashing.ts';

const run = promisify(execFile);

export type TrytonPlace = {
  /** Where its configuration is written. */
  readonly folder: string;
  /** Of the PostgreSQL server, any database of it. */
  readonly postgresUrl: string;
  readonly host: string;
  readonly port: number;
  readonly user: RunAs;
};

async function writePrivate(file: string, content: string, { uid, gid }: RunAs): Promise<string> {
  await writeFile(file, content);
  await chmod(file, 0o600);
  if (uid !== undefined && gid !== undefined) await chown(file, uid, gid);
  return file;
}

/** Idle sessions are kept for a day: after less, posting an invoice would end the session (trytond 6.0, res/user.py, check_timeout). */
async function writeConfiguration({ folder, postgresUrl, host, port, user }: TrytonPlace): Promise<string> {
  const server = new URL(postgresUrl);
  const hashing = await writePrivate(join(folder, 'passlib.ini'), PASSWORD_HASHING, user);
  const lines = [
    ...['[web]', `listen = ${host}:${port}`],
    ...['[database]', `uri = postgresql://${server.username}:${server.password}@${server.host}`, 'language = en'],
    ...['[session]', 'timeout = 86400', 'max_age = 2592000'],
    ...['[password]', `passlib = ${hashing}`],
    ...['[queue]', 'worker = False'],
  ];
  return writePrivate(join(folder, 'trytond.conf'), `${lines.join('\n')}\n`, user);
}

/** Makes the tables of an empty database and activates the modules. Takes most of a minute. */
export async function initialiseTryton(place: TrytonPlace, database: string, adminPassword: string): Promise<void> {
  const configuration = await writeConfiguration(place);
  const passwordFile = await writePrivate(join(place.folder, 'admin-password'), `${adminPassword}\n`, place.user);
  const options = ['-c', configuration, '-d', database, '--email', 'admin@example.com', '--activate-dependencies', '-u', ...MODULES];
  const env = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC', TRYTONPASSFILE: passwordFile };
  await run('trytond-admin', options, { ...place.user, env, cwd: '/' });
}

/**
 * Starts the server and resolves when it takes calls. `database` is loaded at once, others when they are first asked for. A program
 * that a shell starts in the background ignores SIGINT, and Python leaves it so; hence `env`.
 */
export async function startTrytond(place: TrytonPlace, database: string): Promise<GuardedProcess> {
  const configuration = await writeConfiguration(place);
  return startGuarded(['env', '--default-signal=INT', 'trytond', '-c', configuration, '-d', database], /Running on http/, place.user);
}
