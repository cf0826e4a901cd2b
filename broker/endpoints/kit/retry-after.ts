/** The wait a system asks for. Source: RFC 9110, section 10.2.3: seconds, or a date. */

/** Milliseconds from `now` (epoch ms), or undefined where the header says nothing understandable. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /\d{4}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
