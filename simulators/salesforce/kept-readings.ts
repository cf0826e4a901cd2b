/**
 * Keeps in files what was read of texts: reading is most of the work of a start, and sources seldom change. Nothing is taken from a file but what this
 * very code, with this version of its library, read of this very text.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

export type KeptReadings<Reading> = {
  /** Undefined for a text that was not read before, or whose file is damaged. */
  readonly find: (text: string) => Reading | undefined;
  readonly keep: (text: string, reading: Reading) => void;
};

/** What reads: the code of a folder, and a package it stands on. */
export type ReadingCode = { readonly folder: string; readonly library: string };

/** Others may use the files in `folder` at the same time. Readings are JSON. */
export function openReadings<Reading>(folder: string, code: ReadingCode): KeptReadings<Reading> {
  mkdirSync(folder, { recursive: true });
  const version = versionOf(code);
  const keyOf = (text: string): string => createHash('sha256').update(`${version} ${text}`).digest('hex');
  return {
    find: (text) => {
      const key = keyOf(text);
      const json = readWhole(join(folder, `${key}.json`), key);
      return json === undefined ? undefined : (JSON.parse(json) as Reading);
    },
    keep: (text, reading) => {
      const key = keyOf(text);
      const json = JSON.stringify(reading);
      writeWhole(join(folder, `${key}.json`), `${checksum(key, json)}\n${json}`);
    },
  };
}

function versionOf({ folder, library }: ReadingCode): string {
  const own = readdirSync(folder).filter((name) => !name.endsWith('.test.ts'));
  const files = [...own.sort().map((name) => join(folder, name)), findPackageJSON(library, join(folder, 'any.ts')) ?? ''];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** Of name and content, so that a file under the name of another is damaged, too. */
const checksum = (key: string, json: string): string => crc32(json, crc32(key)).toString(16);

function readWhole(path: string, key: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf('\n');
    const json = text.slice(end + 1);
    return text.slice(0, end) === checksum(key, json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Nobody sees a file that is half written. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}
