/**
 * The lockfile must install anywhere: from any registry, and on any platform.
 *
 *   node scripts/check/lockfile.ts         lists what is wrong and exits 1
 *   node scripts/check/lockfile.ts --fix   adds the platform packages that are missing
 *
 * npm leaves a package for another platform out of the lockfile if the registry in use does not carry it, and then
 * refuses its own lockfile in `npm ci`. Its entry needs no more than a version and the platform, which the name says.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Locked = {
  version?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lockfile = { packages: Record<string, Locked> };

const path = join(import.meta.dirname, '..', '..', 'package-lock.json');
const MODULES = 'node_modules/';
const OS_BY_WORD: Readonly<Record<string, string>> = { windows: 'win32' };
const CPU_BY_WORD: Readonly<Record<string, string>> = { armv7: 'arm' };
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'windows'];
const PROCESSORS = ['arm', 'arm64', 'armv7', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** Looks a name up as Node does: in the package's own node_modules, then in those around it. */
function isLocked(packages: Lockfile['packages'], from: string, name: string): boolean {
  if (packages[`${from === '' ? '' : `${from}/`}${MODULES}${name}`] !== undefined) return true;
  return from !== '' && isLocked(packages, from.slice(0, Math.max(0, from.lastIndexOf(MODULES) - 1)), name);
}

function missingPackages({ packages }: Lockfile): Record<string, Locked> {
  const missing = Object.entries(packages).flatMap(([from, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, from, name))
      .map(([name, version]): [string, Locked] => [MODULES + name, { version, ...platformOf(name), ...(dev && { dev }), optional: true }]),
  );
  return Object.fromEntries(missing);
}

function platformOf(name: string): { cpu: string[]; os: string[] } {
  const words = name.split(/[/-]/);
  const cpu = words.find((word) => PROCESSORS.includes(word));
  const os = words.find((word) => SYSTEMS.includes(word));
  if (cpu === undefined || os === undefined) throw new Error(`${name} is optional, not in the lockfile, and its name tells no platform`);
  return { cpu: [CPU_BY_WORD[cpu] ?? cpu], os: [OS_BY_WORD[os] ?? os] };
}

function complete(lockfile: Lockfile): void {
  const { '': root, ...others } = { ...lockfile.packages, ...missingPackages(lockfile) };
  const sorted = Object.entries(others).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(path, `${JSON.stringify({ ...lockfile, packages: { '': root, ...Object.fromEntries(sorted) } }, null, 2)}\n`);
}

const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile;
if (process.argv.includes('--fix')) {
  complete(lockfile);
} else {
  const tied = Object.entries(lockfile.packages).filter(([, { resolved }]) => resolved !== undefined);
  for (const [name] of tied) console.log(`${name} is tied to one registry by "resolved"`);
  const missing = Object.keys(missingPackages(lockfile));
  for (const name of missing) console.log(`${name} is missing, and npm ci will refuse; run node scripts/check/lockfile.ts --fix`);
  process.exitCode = tied.length + missing.length > 0 ? 1 : 0;
}
