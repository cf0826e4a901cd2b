/** Debian's packages of Tryton 6.0: which ones a sale with stock, credit limits and complaints needs, and how they get here. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** Tryton's modules that are activated; what they need comes with them. */
export const MODULES = [
  'sale',
  'account_invoice_stock',
  'sale_credit_limit',
  'account_credit_limit',
  'sale_complaint',
  'stock_supply',
  'sale_stock_quantity',
] as const;

/** Without what they recommend: that would be an office suite, a mail server and a second PostgreSQL. */
const PACKAGES = [
  'tryton-server',
  'tryton-modules-sale',
  'tryton-modules-account-invoice-stock',
  'tryton-modules-sale-credit-limit',
  'tryton-modules-account-credit-limit',
  'tryton-modules-sale-complaint',
  'tryton-modules-stock-supply',
  'tryton-modules-sale-stock-quantity',
  'python3-psycopg2',
] as const;

const INSTALL = ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES];

/** The series that the adapter is written for. */
const SERIES = '6.0';

function versionOf(name: string): string | undefined {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Version}', name], { encoding: 'utf8' });
  return query.status === 0 && query.stdout.startsWith('installed ') ? query.stdout.slice('installed '.length) : undefined;
}

/** The installed version of the server, if every package is there and it is of the right series. */
export function installedTryton(): string | undefined {
  const versions = PACKAGES.map(versionOf);
  return versions.every((version) => version !== undefined) && versions[0]?.startsWith(`${SERIES}.`) ? versions[0] : undefined;
}

/** What to do where Tryton is not installed. */
export function howToInstall(): string {
  if (!existsSync('/usr/bin/apt-get')) {
    return 'Tryton 6.0 runs from the packages of Debian 12. Elsewhere run this in a container: docker compose -f scripts/tryton/compose.yaml run --rm --service-ports tryton';
  }
  return `Tryton 6.0 is not installed. On Debian 12, as root: npm run tryton -- --install   (that is: apt-get ${INSTALL.join(' ')})`;
}

const POLICY = '/usr/sbin/policy-rc.d';

/** Keeps Debian from starting a Tryton of its own on port 8000. Answers what takes the prohibition away again. */
function forbidServices(): () => void {
  if (existsSync(POLICY)) return () => undefined;
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => {
    rmSync(POLICY);
  };
}

/** Installs the packages, as root on Debian. */
export function installTryton(): void {
  if (installedTryton() !== undefined) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(howToInstall());
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = ['-o', 'DPkg::Lock::Timeout=300'];
  const permit = forbidServices();
  try {
    execFileSync('apt-get', [...apt, 'update', '-q'], { env, stdio: ['ignore', 2, 2] });
    execFileSync('apt-get', [...apt, ...INSTALL], { env, stdio: ['ignore', 2, 2] });
  } finally {
    permit();
  }
}
