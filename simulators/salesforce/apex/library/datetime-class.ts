/** Source: Apex Reference Guide, "Datetime Class". Methods with Gmt in their name count in GMT, the others in the time zone of the user. */
import type { ApexContext } from '../context.ts';
import { ApexDate, ApexDatetime, ApexTime, type Value } from '../values.ts';
import { calendarDate, daysOf, isDate, plusMonths } from './calendar.ts';
import { DatePatternFault, formatDatetime } from './date-format.ts';
import { localDateTime, parseLocal } from './local-format.ts';
import { platformClass, type Members } from './native.ts';
import { DAY_MS, fromLocal, toLocal, zoneId } from '../../time-zones.ts';

type ZoneOf = (context: ApexContext) => string;

const userZone: ZoneOf = (context) => context.user().timeZone;
const gmt: ZoneOf = () => 'GMT';

const invalid = (context: ApexContext, text: string): never => context.fail('TypeException', `Invalid date/time: ${text}`);

const HOUR_MS = 3_600_000;

/** Year, month, day, hour, minute, second; those left out are 1 or 0. Parts beyond their bounds roll over. */
function localTime([year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0]: readonly number[]): number {
  return daysOf({ year, month, day }) * DAY_MS + hour * HOUR_MS + minute * 60_000 + second * 1000;
}

const instant = (context: ApexContext, local: number, zone: ZoneOf): ApexDatetime => new ApexDatetime(fromLocal(local, zone(context)));

const fromParts =
  (zone: ZoneOf) =>
  (context: ApexContext, ...parts: number[]): ApexDatetime =>
    instant(context, localTime(parts), zone);

const fromDateAndTime =
  (zone: ZoneOf) =>
  (context: ApexContext, { days }: ApexDate, { ms }: ApexTime): ApexDatetime =>
    instant(context, days * DAY_MS + ms, zone);

const TEXT = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:\.\d+)?(?:Z|[+-]\d{1,2}(?::?\d{2})?)?\s*$/;

/** Undefined for text in another form, and for a time that no clock shows. */
function readParts(text: string): number[] | undefined {
  const found: readonly (string | undefined)[] | null = TEXT.exec(text);
  if (found === null) return undefined;
  const parts = found.slice(1).map((part) => Number(part ?? 0));
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  return isDate({ year, month, day }) && hour < 24 && minute < 60 && second < 60 ? parts : undefined;
}

function readDatetime(zone: ZoneOf): (context: ApexContext, text: string) => ApexDatetime {
  return (context, text) => {
    const parts = readParts(text);
    return parts === undefined ? invalid(context, text) : instant(context, localTime(parts), zone);
  };
}

/** The guide names field values; tests of public packages give it milliseconds, too. */
function valueOf(context: ApexContext, value: Value): ApexDatetime {
  if (typeof value === 'bigint') return new ApexDatetime(Number(value));
  if (value instanceof ApexDatetime) return value;
  if (value instanceof ApexDate) return new ApexDatetime(value.days * DAY_MS);
  return typeof value === 'string' ? readDatetime(userZone)(context, value) : invalid(context, context.text(value));
}

function parse(context: ApexContext, text: string): ApexDatetime {
  const found = parseLocal(text, context.user().locale, true);
  if (found === undefined || !isDate(found)) return invalid(context, text);
  return instant(context, localTime([found.year, found.month, found.day, found.hour, found.minute]), userZone);
}

function format(context: ApexContext, { ms }: ApexDatetime, [pattern, zone]: readonly [string, string]): string {
  try {
    return formatDatetime({ ms, zone: zoneId(zone), locale: context.user().locale }, pattern);
  } catch (error) {
    if (error instanceof DatePatternFault) return context.fail('IllegalArgumentException', error.message);
    throw error;
  }
}

/** Some of the local time in the time zone. */
const local =
  (zone: ZoneOf, read: (local: number) => unknown) =>
  (context: ApexContext, { ms }: ApexDatetime): unknown =>
    read(toLocal(ms, zone(context)));

const days = (time: number): number => Math.floor(time / DAY_MS);
const within = (time: number, unit: number, count: number): number => Math.floor((((time % DAY_MS) + DAY_MS) % DAY_MS) / unit) % count;

const FACTS: Readonly<Record<string, readonly [type: string, read: (local: number) => unknown]>> = {
  year: ['Integer', (time) => calendarDate(days(time)).year],
  month: ['Integer', (time) => calendarDate(days(time)).month],
  day: ['Integer', (time) => calendarDate(days(time)).day],
  dayOfYear: ['Integer', (time) => days(time) - daysOf({ year: calendarDate(days(time)).year, month: 1, day: 1 }) + 1],
  hour: ['Integer', (time) => within(time, HOUR_MS, 24)],
  minute: ['Integer', (time) => within(time, 60_000, 60)],
  second: ['Integer', (time) => within(time, 1000, 60)],
  millisecond: ['Integer', (time) => within(time, 1, 1000)],
  date: ['Date', (time) => new ApexDate(days(time))],
  time: ['Time', (time) => new ApexTime(within(time, 1, DAY_MS))],
};

/** `hour()` and `hourGmt()`. */
const facts: Members = Object.fromEntries(
  Object.entries(FACTS).flatMap(([name, [type, read]]) => [
    [`${type} ${name}()`, local(userZone, read)],
    [`${type} ${name}Gmt()`, local(gmt, read)],
  ]),
);

/** Adds a fixed length, whatever clocks do. */
const add =
  (unit: number) =>
  (_: ApexContext, { ms }: ApexDatetime, amount: number): ApexDatetime =>
    new ApexDatetime(ms + amount * unit);

/** Days and months keep the local time of day. */
function move(context: ApexContext, { ms }: ApexDatetime, to: (days: number) => number): ApexDatetime {
  const time = toLocal(ms, userZone(context));
  return instant(context, to(days(time)) * DAY_MS + within(time, 1, DAY_MS), userZone);
}

const moves: Members = {
  'Datetime addDays(Integer additionalDays)': (context, self: ApexDatetime, more: number) => move(context, self, (day) => day + more),
  'Datetime addMonths(Integer additionalMonths)': (context, self: ApexDatetime, more: number) =>
    move(context, self, (day) => plusMonths(day, more)),
  'Datetime addYears(Integer additionalYears)': (context, self: ApexDatetime, more: number) =>
    move(context, self, (day) => plusMonths(day, more * 12)),
  'Datetime addHours(Integer additionalHours)': add(HOUR_MS),
  'Datetime addMinutes(Integer additionalMinutes)': add(60_000),
  'Datetime addSeconds(Integer additionalSeconds)': add(1000),
};

const LONG_FORM = 'EEEE, MMMM d, yyyy h:mm a';

const formats: Members = {
  'String format()': (context, { ms }: ApexDatetime) => localDateTime(toLocal(ms, userZone(context)), context.user().locale),
  'String format(String? dateFormatString)': (context, self: ApexDatetime, pattern: string | null) =>
    format(context, self, [pattern ?? LONG_FORM, userZone(context)]),
  'String format(String? dateFormatString, String? timezone)': (context, self: ApexDatetime, pattern: string | null, zone: string | null) =>
    format(context, self, [pattern ?? LONG_FORM, zone ?? userZone(context)]),
  'String formatGmt(String dateFormatString)': (context, self: ApexDatetime, pattern: string) => format(context, self, [pattern, 'GMT']),
  'String formatLong()': (context, self: ApexDatetime) => format(context, self, ['M/d/yyyy h:mm:ss a z', userZone(context)]),
};

const PARTS = ['Integer year, Integer month, Integer day', 'Integer hour, Integer minute, Integer second'];

export const datetimeClass = platformClass('Datetime', {
  'static Datetime newInstance(Long milliseconds)': (_, ms: bigint) => new ApexDatetime(Number(ms)),
  [`static Datetime newInstance(${PARTS[0] ?? ''})`]: fromParts(userZone),
  [`static Datetime newInstance(${PARTS.join(', ')})`]: fromParts(userZone),
  'static Datetime newInstance(Date date, Time time)': fromDateAndTime(userZone),
  [`static Datetime newInstanceGmt(${PARTS[0] ?? ''})`]: fromParts(gmt),
  [`static Datetime newInstanceGmt(${PARTS.join(', ')})`]: fromParts(gmt),
  'static Datetime newInstanceGmt(Date date, Time time)': fromDateAndTime(gmt),
  'static Datetime now()': (context) => new ApexDatetime(context.now()),
  'static Datetime parse(String datetimeString)': parse,
  'static Datetime valueOf(String dateTimeString)': readDatetime(userZone),
  'static Datetime valueOf(Object fieldValue)': valueOf,
  'static Datetime valueOfGmt(String dateTimeString)': readDatetime(gmt),
  'Long getTime()': (_, { ms }: ApexDatetime) => BigInt(ms),
  'Boolean isSameDay(Datetime dateToCompare)': (context, self: ApexDatetime, other: ApexDatetime) =>
    days(toLocal(self.ms, userZone(context))) === days(toLocal(other.ms, userZone(context))),
  ...facts,
  ...moves,
  ...formats,
});
