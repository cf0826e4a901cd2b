/** Dates and times as the locale of a user writes and reads them: `Date.format()`, `Date.parse(…)`. */
import { localeTag } from './number-format.ts';

const DATE = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
const DATE_TIME = { ...DATE, hour: 'numeric', minute: 'numeric' } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${withTime}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(localeTag(locale), { ...(withTime ? DATE_TIME : DATE), timeZone: 'UTC' });
    formats.set(key, format);
  }
  return format;
}

/** Java writes an ordinary space where newer locale data has a narrow one. */
const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** `local` is the local time as if it were GMT. */
export const localDate = (local: number, locale: string): string => plainSpaces(formatOf(locale, false).format(local));

export const localDateTime = (local: number, locale: string): string => plainSpaces(formatOf(locale, true).format(local));

type Parsed = { readonly year: number; readonly month: number; readonly day: number; readonly hour: number; readonly minute: number };

/** The local time a text in the locale's form stands for; undefined for another form. */
export function parseLocal(text: string, locale: string, withTime: boolean): Parsed | undefined {
  const order = formatOf(locale, withTime)
    .formatToParts(0)
    .map(({ type }) => type)
    .filter((type) => type !== 'literal');
  const numbers = order.filter((type) => type !== 'dayPeriod');
  const halves = order.includes('dayPeriod') ? '\\s*([AaPp][Mm])' : '()';
  const pattern = new RegExp(`^\\s*${numbers.map(() => '(\\d{1,4})').join('[^\\d]+?')}${halves}\\s*$`);
  const found = pattern.exec(plainSpaces(text));
  if (found === null) return undefined;
  const part = (name: string): number => (numbers.includes(name as never) ? Number(found[numbers.indexOf(name as never) + 1]) : 0);
  const half = found.at(-1)?.toLowerCase() ?? '';
  const hour = half === '' ? part('hour') : (part('hour') % 12) + (half === 'pm' ? 12 : 0);
  return { year: part('year'), month: part('month'), day: part('day'), hour, minute: part('minute') };
}
