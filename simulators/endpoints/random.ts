/** Seeded randomness: the same seed gives the same troubles. */

/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number;

/** Mulberry32: 32 bits of state, fast, and even enough for drawing faults and delays. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A source of its own for one subject (FNV-1a over its name), so that its fate does not depend on what came before it. */
export function makeRandomFor(seed: number, subject: string): Random {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < subject.length; index += 1) hash = Math.imul(hash ^ subject.charCodeAt(index), 0x01000193);
  return makeRandom(hash);
}
