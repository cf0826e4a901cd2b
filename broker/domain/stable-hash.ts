/** Hashes that are the same on every machine and in every year: they spread orders over routes and recognise content. */

/** FNV-1a over UTF-16 code units with a final mix, 32 bits. Spreads well; keeps no secrets. */
export function stableHash(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** JSON with the keys of every object in order, so that equal content is equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((part) => canonicalJson(part)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join()}}`;
}

/** Sixteen hex digits that stand for a JSON value, whatever the order of its keys. */
export function fingerprint(value: unknown): string {
  const text = canonicalJson(value);
  return [1, 2].map((seed) => stableHash(text, seed).toString(16).padStart(8, '0')).join('');
}
