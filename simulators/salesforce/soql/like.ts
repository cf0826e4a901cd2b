/**
 * LIKE: `%` stands for any text, `_` for one character, case does not count. The parts between the wildcards are looked for from left to right,
 * each once: a regular expression of a pattern with many wildcards can search for longer than anybody waits.
 */

/** Characters in a row; null is any one. */
type Part = readonly (string | null)[];

/** `\%` and `\_` stand for themselves. */
export function compileLike(pattern: string): (text: string) => boolean {
  const [head = [], ...others] = partsOf(pattern.toLowerCase());
  const tail = others.at(-1);
  const middle = others.slice(0, -1);
  return (written) => {
    const text = written.toLowerCase();
    if (!standsAt(head, text, 0)) return false;
    if (tail === undefined) return text.length === head.length;
    let end = head.length;
    for (const part of middle) {
      const found = indexOf(part, text, end);
      if (found === undefined) return false;
      end = found + part.length;
    }
    const last = text.length - tail.length;
    return last >= end && standsAt(tail, text, last);
  };
}

function partsOf(pattern: string): Part[] {
  const parts: (string | null)[][] = [[]];
  for (const [token] of pattern.matchAll(/\\[%_]|[\s\S]/g)) {
    if (token === '%') parts.push([]);
    else parts.at(-1)?.push(token === '_' ? null : token.slice(-1));
  }
  return parts;
}

function indexOf(part: Part, text: string, from: number): number | undefined {
  for (let at = from; at + part.length <= text.length; at += 1) if (standsAt(part, text, at)) return at;
  return undefined;
}

function standsAt(part: Part, text: string, at: number): boolean {
  return at + part.length <= text.length && part.every((wanted, index) => wanted === null || wanted === text[at + index]);
}
