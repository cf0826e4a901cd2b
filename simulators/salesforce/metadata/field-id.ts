/** Ids of metadata rows (fields, channels) that stay the same for the same name in every run. */
import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A 15-character id with the given key prefix, a pure function of `name`. */
export function stableId(keyPrefix: string, name: string): string {
  const digest = createHash('sha256').update(name).digest();
  const tail = Array.from(digest.subarray(0, 12), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return keyPrefix + tail;
}

/** Field ids are `00N…`, as change event schemas carry them. */
export function fieldId(object: string, field: string): string {
  return stableId('00N', `${object}.${field}`);
}
