/** Date literals as half-open ranges of local time, as if it were UTC. Source: "Date Formats and Date Literals in WHERE" of the SOQL and SOSL Reference. */

/** From `start` (included) to `end` (excluded), both ms since the epoch. */
export type Range = { readonly start: number; readonly end: number };

const DAY_MS = 86_400_000;

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/** The literal's range at `now`, or undefined for a word that is no date literal. `count` is the N of `LAST_N_DAYS:N`. */
export function dateLiteralRange(literal: string, count: number, now: number): Range | undefined {
  const word = literal.toUpperCase().replace(/:.*$/, '').replace('FISCAL_', '');
  const simple = { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 }[word];
  if (simple !== undefined) return span('DAY', now, simple, simple + 1);
  const relative = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(word);
  if (relative !== null) {
    const shift = { LAST: -1, THIS: 0, NEXT: 1 }[relative[1] ?? ''] ?? 0;
    return span(relative[2] as Unit, now, shift, shift + 1);
  }
  if (word === 'LAST_90_DAYS') return { start: span('DAY', now, -90, 0).start, end: span('DAY', now, 0, 1).end };
  if (word === 'NEXT_90_DAYS') return span('DAY', now, 1, 91);
  return countedRange(word, count, now);
}

function countedRange(word: string, count: number, now: number): Range | undefined {
  const last = /^LAST_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(word)?.[1] as Unit | undefined;
  // "Last n days" runs to the end of today; the larger units end before the current one.
  if (last === 'DAY') return span('DAY', now, -count, 1);
  if (last !== undefined) return span(last, now, -count, 0);
  const next = /^NEXT_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(word)?.[1] as Unit | undefined;
  if (next !== undefined) return span(next, now, 1, count + 1);
  const ago = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(word)?.[1] as Unit | undefined;
  return ago === undefined ? undefined : span(ago, now, -count, -count + 1);
}

function span(unit: Unit, now: number, from: number, to: number): Range {
  return { start: unitStart(unit, now, from), end: unitStart(unit, now, to) };
}

/** Start of the unit `shift` units away from the one `now` lies in. Weeks start on Sunday. */
function unitStart(unit: Unit, now: number, shift: number): number {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === 'DAY') return Date.UTC(year, month, day) + shift * DAY_MS;
  if (unit === 'WEEK') return Date.UTC(year, month, day - date.getUTCDay()) + shift * 7 * DAY_MS;
  if (unit === 'MONTH') return Date.UTC(year, month + shift, 1);
  if (unit === 'QUARTER') return Date.UTC(year, Math.floor(month / 3) * 3 + shift * 3, 1);
  return Date.UTC(year + shift, 0, 1);
}
