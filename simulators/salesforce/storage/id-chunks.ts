/** The pieces in which the platform works on records that are known by their ids. */

/** As many records a trigger sees at most. */
const CHUNK = 200;

/** Runs of ids of one object, 200 at most. */
export function idChunks(ids: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (const id of ids) {
    const last = chunks.at(-1);
    if (last?.[0]?.slice(0, 3) === id.slice(0, 3) && last.length < CHUNK) last.push(id);
    else chunks.push([id]);
  }
  return chunks;
}
