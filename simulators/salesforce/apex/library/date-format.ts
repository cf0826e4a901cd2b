/** Patterns of dates and times. Source: java.text.SimpleDateFormat, to which the Apex Reference Guide, "Datetime.format", refers. */
import { localeTag } from './number-format.ts';
import { DAY_MS, offsetAt, offsetText, toLocal } from '../../time-zones.ts';

/** An instant, and where it is shown. */
export type Moment = { readonly ms: number; readonly zone: string; readonly locale: string };

/** A letter that SimpleDateFormat does not have, or a quote that does not end. */
export class DatePatternFault extends Error {}

type Local = Moment & { /** The local time as if it were GMT. */ readonly date: Date };

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

const names = new Map<string, Intl.DateTimeFormat>();

function named({ date, locale }: Local, options: Intl.DateTimeFormatOptions, part: Intl.DateTimeFormatPartTypes): string {
  const key = `${locale} ${part} ${Object.values(options).join()}`;
  let format = names.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(localeTag(locale), { ...options, timeZone: 'UTC' });
    names.set(key, format);
  }
  return format.formatToParts(date).find(({ type }) => type === part)?.value ?? '';
}

const dayOfYear = (date: Date): number => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / DAY_MS) + 1;

/** Weeks of the platform begin on Sunday, and the one with January 1 is the first (the locale en_US). */
function sundayWeek(date: Date): { readonly year: number; readonly week: number } {
  const saturday = new Date(date.getTime() + (6 - date.getUTCDay()) * DAY_MS);
  return { year: saturday.getUTCFullYear(), week: Math.ceil(dayOfYear(saturday) / 7) };
}

const year = (value: number, width: number): string => (width === 2 ? padded(value % 100, 2) : padded(value, width));

function zoneName({ ms, zone, locale }: Local, width: number): string {
  const format = new Intl.DateTimeFormat(localeTag(locale), { timeZone: zone, timeZoneName: width >= 4 ? 'long' : 'short' });
  return format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** `X` is `+02`, `XX` `+0200`, `XXX` `+02:00`; GMT is `Z`. */
function isoOffset({ ms, zone }: Local, width: number): string {
  const offset = offsetAt(ms, zone);
  if (offset === 0) return 'Z';
  const text = offsetText(offset);
  if (width === 1) return text.slice(0, 3);
  return width === 2 ? text.replace(':', '') : text;
}

const twelve = (hours: number): number => hours % 12;

const LETTERS: Readonly<Record<string, (local: Local, width: number) => string>> = {
  G: ({ date }) => (date.getUTCFullYear() > 0 ? 'AD' : 'BC'),
  y: ({ date }, width) => year(date.getUTCFullYear(), width),
  Y: ({ date }, width) => year(sundayWeek(date).year, width),
  M: (local, width) => {
    if (width < 3) return padded(local.date.getUTCMonth() + 1, width);
    return named(local, { month: width === 3 ? 'short' : 'long', day: 'numeric' }, 'month');
  },
  L: (local, width) => {
    if (width < 3) return padded(local.date.getUTCMonth() + 1, width);
    return named(local, { month: width === 3 ? 'short' : 'long' }, 'month');
  },
  w: ({ date }, width) => padded(sundayWeek(date).week, width),
  W: ({ date }, width) => {
    const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth()));
    return padded(Math.floor((date.getUTCDate() + first.getUTCDay() - 1) / 7) + 1, width);
  },
  D: ({ date }, width) => padded(dayOfYear(date), width),
  d: ({ date }, width) => padded(date.getUTCDate(), width),
  F: ({ date }, width) => padded(Math.floor((date.getUTCDate() - 1) / 7) + 1, width),
  E: (local, width) => named(local, { weekday: width < 4 ? 'short' : 'long' }, 'weekday'),
  u: ({ date }, width) => padded(((date.getUTCDay() + 6) % 7) + 1, width),
  a: ({ date }) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  H: ({ date }, width) => padded(date.getUTCHours(), width),
  k: ({ date }, width) => padded(date.getUTCHours() || 24, width),
  K: ({ date }, width) => padded(twelve(date.getUTCHours()), width),
  h: ({ date }, width) => padded(twelve(date.getUTCHours()) || 12, width),
  m: ({ date }, width) => padded(date.getUTCMinutes(), width),
  s: ({ date }, width) => padded(date.getUTCSeconds(), width),
  S: ({ date }, width) => padded(date.getUTCMilliseconds(), width),
  z: zoneName,
  Z: ({ ms, zone }) => offsetText(offsetAt(ms, zone)).replace(':', ''),
  X: isoOffset,
};

/** Throws `DatePatternFault` for a pattern that is none. */
export function formatDatetime(moment: Moment, pattern: string): string {
  const local: Local = { ...moment, date: new Date(toLocal(moment.ms, moment.zone)) };
  return pattern.replaceAll(/''|'((?:[^']|'')*)('?)|([A-Za-z])\3*/g, (part: string, ...found: unknown[]) => {
    const [quoted, end, letter] = found as (string | undefined)[];
    if (part === "''") return "'";
    if (quoted !== undefined) {
      if (end === '') throw new DatePatternFault('Unterminated quote');
      return quoted.replaceAll("''", "'");
    }
    const write = LETTERS[letter ?? ''];
    if (write === undefined) throw new DatePatternFault(`Illegal pattern character '${letter ?? ''}'`);
    return write(local, part.length);
  });
}
