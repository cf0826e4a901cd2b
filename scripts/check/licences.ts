/** Every package that gets installed may be used in a product under Apache-2.0: its licence is on this list. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

const ALLOWED = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    'Apache-2.0',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'CC0-1.0',
    'BlueOak-1.0.0',
    'Python-2.0',
    'Unlicense',
    'Zlib',
  ],
]);

/** File by file copyleft: fine for a tool, which we do not pass on. */
const ALLOWED_FOR_TOOLS = new Set([...ALLOWED, 'MPL-2.0', 'CC-BY-4.0', 'CC-BY-3.0']);

/** Packages that state no licence in package.json, and what their licence file says. */
const READ_BY_HAND: Readonly<Record<string, string>> = {};

type Locked = { license?: string; dev?: boolean; optional?: boolean };

function licenceOf(path: string, locked: Locked): string | undefined {
  const manifest = join(root, path, 'package.json');
  if (locked.license !== undefined || !existsSync(manifest)) return locked.license;
  const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    license?: string | { type: string };
    licenses?: { type: string }[];
  };
  return typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type);
}

/** An SPDX expression of the simple kinds that occur: one licence, or a choice, or all of several. */
function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const text = expression.replaceAll(/[()]/g, '');
  if (text.includes(' OR ')) return text.split(' OR ').some((part) => isAllowed(part, allowed));
  return text.split(' AND ').every((part) => allowed.has(part.trim()));
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
const refused = Object.entries(packages).flatMap(([path, locked]) => {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const licence = READ_BY_HAND[name] ?? licenceOf(path, locked);
  if (path === '' || (licence === undefined && locked.optional && !existsSync(join(root, path)))) return [];
  return isAllowed(licence ?? 'none', locked.dev ? ALLOWED_FOR_TOOLS : ALLOWED) ? [] : [`${name}: ${licence ?? 'states no licence'}`];
});

for (const line of refused) console.log(line);
process.exitCode = refused.length > 0 ? 1 : 0;
