/** Tells a repetition from another body: the same content has the same fingerprint, whatever the order of its keys. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/stable-hash.ts';

export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}
