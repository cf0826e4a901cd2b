/** Source: Apex Reference Guide, "Date Class". */
import type { ApexContext } from '../context.ts';
import { ApexDate, ApexDatetime, type Value } from '../values.ts';
import { calendarDate, daysInMonth, daysOf, isDate, isLeapYear, plusMonths } from './calendar.ts';
import { localDate, parseLocal } from './local-format.ts';
import { platformClass, type Members } from './native.ts';
import { DAY_MS, localDays } from '../../time-zones.ts';

const invalid = (context: ApexContext, text: string): never => context.fail('TypeException', `Invalid date: ${text}`);

/** `2026-11-21`, and a time behind it that does not count. */
function readDate(context: ApexContext, text: string): ApexDate {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(text);
  const [year = 0, month = 0, day = 0] = match?.slice(1).map(Number) ?? [];
  return isDate({ year, month, day }) && match !== null ? new ApexDate(daysOf({ year, month, day })) : invalid(context, text);
}

function parse(context: ApexContext, text: string): ApexDate {
  const found = parseLocal(text, context.user().locale, false);
  return found !== undefined && isDate(found) ? new ApexDate(daysOf(found)) : invalid(context, text);
}

function dateOf(context: ApexContext, value: Value): ApexDate {
  if (value instanceof ApexDate) return value;
  if (value instanceof ApexDatetime) return new ApexDate(localDays(value.ms, context.user().timeZone));
  if (typeof value === 'string') return readDate(context, value);
  return invalid(context, context.text(value));
}

/** Sunday is the first day of the week in the locale en_US, Monday in most others. */
function startOfWeek(context: ApexContext, days: number): ApexDate {
  const weekday = (((days + 4) % 7) + 7) % 7;
  const first = firstWeekday(context.user().locale);
  return new ApexDate(days - ((weekday - first + 7) % 7));
}

type WeekInfo = { readonly firstDay: number };

function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale.replaceAll('_', '-')) as Intl.Locale & { readonly getWeekInfo?: () => WeekInfo };
  return (known.getWeekInfo?.().firstDay ?? 7) % 7;
}

const parts = ({ days }: ApexDate): ReturnType<typeof calendarDate> => calendarDate(days);

const monthsBetween = (from: ApexDate, to: ApexDate): number =>
  (parts(to).year - parts(from).year) * 12 + parts(to).month - parts(from).month;

const moves: Members = {
  'Date addDays(Integer additionalDays)': (_, { days }: ApexDate, more: number) => new ApexDate(days + more),
  'Date addMonths(Integer additionalMonths)': (_, { days }: ApexDate, more: number) => new ApexDate(plusMonths(days, more)),
  'Date addYears(Integer additionalYears)': (_, { days }: ApexDate, more: number) => new ApexDate(plusMonths(days, more * 12)),
  'Date toStartOfMonth()': (_, self: ApexDate) => new ApexDate(daysOf({ ...parts(self), day: 1 })),
  'Date toStartOfWeek()': (context, { days }: ApexDate) => startOfWeek(context, days),
};

const facts: Members = {
  'Integer day()': (_, self: ApexDate) => parts(self).day,
  'Integer month()': (_, self: ApexDate) => parts(self).month,
  'Integer year()': (_, self: ApexDate) => parts(self).year,
  'Integer dayOfYear()': (_, self: ApexDate) => self.days - daysOf({ year: parts(self).year, month: 1, day: 1 }) + 1,
  'Integer daysBetween(Date secondDate)': (_, self: ApexDate, other: ApexDate) => other.days - self.days,
  'Integer monthsBetween(Date secondDate)': (_, self: ApexDate, other: ApexDate) => monthsBetween(self, other),
  'Boolean isSameDay(Date dateToCompare)': (_, self: ApexDate, other: ApexDate) => self.days === other.days,
  'String format()': (context, { days }: ApexDate) => localDate(days * DAY_MS, context.user().locale),
};

export const dateClass = platformClass('Date', {
  'static Date newInstance(Integer year, Integer month, Integer day)': (_, year: number, month: number, day: number) =>
    new ApexDate(daysOf({ year, month, day })),
  'static Date today()': (context) => new ApexDate(localDays(context.now(), context.user().timeZone)),
  'static Date parse(String stringDate)': parse,
  'static Date valueOf(String stringDate)': readDate,
  'static Date valueOf(Object fieldValue)': dateOf,
  'static Integer daysInMonth(Integer year, Integer month)': (_, year: number, month: number) => daysInMonth(year, month),
  'static Boolean isLeapYear(Integer year)': (_, year: number) => isLeapYear(year),
  ...moves,
  ...facts,
});
