/** Dates and datetimes as the org stores and shows them: whole seconds, `2026-11-21T10:00:00.000+0000`. */

/** Milliseconds since the epoch to stored text; the part below a second is dropped. */
export function toDatetime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}.000+0000`;
}

/** Milliseconds since the epoch of a stored or ISO 8601 datetime, or undefined. An offset is required, as the platform requires it. */
export function parseDatetime(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)$/i.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const offset = match[2].toUpperCase() === 'Z' ? 'Z' : `${match[2].slice(0, 3)}:${match[2].slice(-2)}`;
  const ms = Date.parse(match[1] + offset);
  return Number.isNaN(ms) ? undefined : ms;
}

/** True for a real calendar date `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
