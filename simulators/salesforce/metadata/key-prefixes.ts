/** Three-character key prefixes: fixed for standard objects, numbered by name for custom ones. */
import type { ObjectKind } from './model.ts';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const FIRST: Readonly<Record<ObjectKind, string>> = {
  standard: '0',
  custom: 'a',
  customSetting: 'a',
  platformEvent: 'e',
  customMetadata: 'm',
};

/** Gives each custom object the next prefix of its kind, in order of name, so the same source always gets the same prefixes. */
export function assignKeyPrefixes(objects: readonly { readonly name: string; readonly kind: ObjectKind }[]): ReadonlyMap<string, string> {
  const used = new Map<string, number>();
  const prefixes = new Map<string, string>();
  for (const { name, kind } of objects.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const first = FIRST[kind];
    const ordinal = used.get(first) ?? 0;
    used.set(first, ordinal + 1);
    prefixes.set(name, first + ALPHABET.charAt(Math.floor(ordinal / ALPHABET.length)) + ALPHABET.charAt(ordinal % ALPHABET.length));
  }
  return prefixes;
}
