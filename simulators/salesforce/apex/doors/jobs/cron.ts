/**
 * Cron expressions: seconds, minutes, hours, day of month, month, day of week, and maybe the year. Source: Apex Developer Guide, "Using the
 * System.schedule Method". Minutes and seconds are single numbers there, and so here.
 */
import { DAY_MS, fromLocal, toLocal } from '../../../time-zones.ts';

export type Cron = {
  /** The first time after an instant, in the time zone; undefined when there is none before 2100. */
  readonly after: (ms: number, zone: string) => number | undefined;
};

type Day = { readonly year: number; readonly month: number; readonly date: number; readonly weekday: number };
type Rule = (day: Day) => boolean;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAYS_END = Date.UTC(2100, 0, 1) / DAY_MS;

class BadCron extends Error {}

/** Undefined for an expression that is none. */
export function parseCron(expression: string): Cron | undefined {
  try {
    return readCron(expression.trim().toUpperCase().split(/\s+/));
  } catch (error) {
    if (error instanceof BadCron) return undefined;
    throw error;
  }
}

function readCron(parts: readonly string[]): Cron {
  if (parts.length < 6 || parts.length > 7) throw new BadCron();
  const [seconds, minutes, hours, dates, months, weekdays, years = '*'] = parts as [
    string,
    string,
    string,
    string,
    string,
    string,
    string?,
  ];
  // One of the two days is left open.
  if ((dates === '?') === (weekdays === '?')) throw new BadCron();
  const rules: Rule[] = [
    byNumber(months, { from: 1, to: 12, names: MONTHS, first: 1 }, ({ month }) => month),
    byNumber(years, { from: 1970, to: 2099 }, ({ year }) => year),
    dates === '?' ? onWeekday(weekdays) : onDate(dates),
  ];
  const times = timesOfDay({ seconds: single(seconds, 59), minutes: single(minutes, 59), hours: numbers(hours, { from: 0, to: 23 }) });
  return { after: (ms, zone) => firstAfter(ms, zone, { times, matches: (day) => rules.every((rule) => rule(day)) }) };
}

type Range = {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
  /** Number of the first name. */ readonly first?: number;
};

function byNumber(text: string, range: Range, of: (day: Day) => number): Rule {
  const allowed = new Set(numbers(text, range));
  return (day) => allowed.has(of(day));
}

/** `*`, `1,5`, `2-6`, `0/4`, names of months and days. */
function numbers(text: string, range: Range): number[] {
  return text.split(',').flatMap((part) => {
    const [span = '', step, more] = part.split('/');
    const by = step === undefined ? 1 : Number(step);
    const { from, to } = spanOf(span, range, step !== undefined);
    if (more !== undefined || !Number.isInteger(by) || by < 1 || from > to) throw new BadCron();
    return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
  });
}

/** A single number with a step begins a row up to the end of the range. */
function spanOf(span: string, range: Range, isRow: boolean): Pick<Range, 'from' | 'to'> {
  if (span === '*') return range;
  const [low = '', high] = span.split('-');
  const from = valueOf(low, range);
  if (high !== undefined) return { from, to: valueOf(high, range) };
  return { from, to: isRow ? range.to : from };
}

function valueOf(text: string, { from, to, names = [], first = 0 }: Range): number {
  const named = names.indexOf(text);
  const value = named >= 0 ? named + first : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to)) throw new BadCron();
  return value;
}

function single(text: string, to: number): number {
  return valueOf(text, { from: 0, to });
}

/** Numbers, `L` (the last day), `15W` (the weekday nearest to the 15th). */
function onDate(text: string): Rule {
  if (text === 'L') return ({ year, month, date }) => date === lastDate(year, month);
  const nearest = /^(\d{1,2})W$/.exec(text)?.[1];
  if (nearest === undefined) return byNumber(text, { from: 1, to: 31 }, ({ date }) => date);
  return ({ year, month, date }) => date === nearestWeekday(year, month, Number(nearest));
}

/** Numbers from 1 (Sunday), names, `6L` (the last Friday), `2#1` (the first Monday). */
function onWeekday(text: string): Rule {
  const range = { from: 1, to: 7, names: WEEKDAYS, first: 1 };
  const [, day = '', last, place] = /^(\w+?)(?:(L)|#([1-5]))$/.exec(text) ?? [];
  if (last === undefined && place === undefined) return byNumber(text === 'L' ? '7' : text, range, ({ weekday }) => weekday + 1);
  const wanted = valueOf(day, range) - 1;
  return ({ year, month, date, weekday }) => {
    if (weekday !== wanted) return false;
    return place === undefined ? date + 7 > lastDate(year, month) : Math.ceil(date / 7) === Number(place);
  };
}

const lastDate = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function nearestWeekday(year: number, month: number, wanted: number): number {
  const end = lastDate(year, month);
  const date = Math.min(wanted, end);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  if (weekday === 6) return date > 1 ? date - 1 : date + 2;
  if (weekday === 0) return date < end ? date + 1 : date - 2;
  return date;
}

/** Ms after midnight, ascending. */
function timesOfDay({ seconds, minutes, hours }: { seconds: number; minutes: number; hours: readonly number[] }): number[] {
  return [...new Set(hours)].sort((a, b) => a - b).map((hour) => ((hour * 60 + minutes) * 60 + seconds) * 1000);
}

type Plan = { readonly times: readonly number[]; readonly matches: Rule };

function firstAfter(ms: number, zone: string, { times, matches }: Plan): number | undefined {
  const today = Math.floor(toLocal(ms, zone) / DAY_MS);
  for (let day = today; day < DAYS_END; day += 1) {
    if (!matches(dayOf(day))) continue;
    const found = times.map((time) => fromLocal(day * DAY_MS + time, zone)).find((instant) => instant > ms);
    if (found !== undefined) return found;
  }
  return undefined;
}

function dayOf(days: number): Day {
  const day = new Date(days * DAY_MS);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, date: day.getUTCDate(), weekday: day.getUTCDay() };
}
