/** Record ids: 15 case-sensitive characters, plus 3 that make them safe where case is lost. Source: the ID field type page of the Object Reference. */

const CHECK_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Stands for the instance an org lives on. */
const POD = 'Ob0';

/** The 18-character form of a 15-character id. */
export function to18(id15: string): string {
  let suffix = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i += 1) {
      const code = id15.charCodeAt(block + i);
      if (code >= 65 && code <= 90) bits |= 1 << i;
    }
    suffix += CHECK_ALPHABET.charAt(bits);
  }
  return id15 + suffix;
}

/** The 18-character form of any well-formed id, or undefined for text that is none. */
export function normalizeId(text: string): string | undefined {
  if (!/^[A-Za-z0-9]+$/.test(text)) return undefined;
  if (text.length === 15) return to18(text);
  if (text.length !== 18) return undefined;
  const id = to18(text.slice(0, 15));
  return id.toUpperCase() === text.toUpperCase() ? id : undefined;
}

export type IdSource = (keyPrefix: string) => string;

/** Hands out 18-character ids, counted per key prefix. */
export function makeIdSource(): IdSource {
  const counters = new Map<string, number>();
  return (keyPrefix) => {
    const next = (counters.get(keyPrefix) ?? 0) + 1;
    counters.set(keyPrefix, next);
    return to18(keyPrefix + POD + base62(next).padStart(9, '0'));
  };
}

function base62(value: number): string {
  let rest = value;
  let text = '';
  do {
    text = DIGITS.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  } while (rest > 0);
  return text;
}
