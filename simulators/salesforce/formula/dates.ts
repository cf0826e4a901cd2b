/** Source: "Date and Time" functions of the formula functions reference of Salesforce Help. */
import { isDate } from '../storage/instants.ts';
import { DAY_MS, localDays, toLocal } from '../time-zones.ts';
import { pure, scoped, type Builder, type FunctionTable } from './signature.ts';
import { FormulaError, type FormulaScope } from './values.ts';

/** Days are those of the viewer's time zone. */
function zoneOf({ database, viewer }: FormulaScope): string {
  return String(database.table('User').get(viewer.userId)?.['TimeZoneSidKey'] ?? 'GMT');
}

const midnightOf = (scope: FormulaScope, ms: number): number => localDays(ms, zoneOf(scope)) * DAY_MS;

const timeOf = (ms: number): number => ((ms % DAY_MS) + DAY_MS) % DAY_MS;

/** Midnight of a day; an error for one the calendar does not have. */
function midnight(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.trunc(year), Math.trunc(month) - 1, Math.trunc(day));
  if (date.getUTCMonth() !== Math.trunc(month) - 1 || date.getUTCDate() !== Math.trunc(day)) throw new FormulaError('no such day');
  return date.getTime();
}

function dateValue(scope: FormulaScope, value: string | number): number {
  if (typeof value === 'number') return midnightOf(scope, value);
  if (!isDate(value)) throw new FormulaError(`"${value}" is not a date`);
  return Date.parse(`${value}T00:00:00Z`);
}

/** A text is read as GMT. */
function datetimeValue(value: string | number): number {
  if (typeof value === 'number') return value;
  const ms = Date.parse(`${value.trim().replace(' ', 'T').replace(/Z$/, '')}${value.includes(':') ? '' : 'T00:00:00'}Z`);
  if (!/^\s*\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?Z?)?\s*$/.test(value) || Number.isNaN(ms))
    throw new FormulaError(`"${value}" is not a datetime`);
  return ms;
}

function timeValue(scope: FormulaScope, value: string | number): number {
  if (typeof value === 'number') return timeOf(toLocal(value, zoneOf(scope)));
  const ms = Date.parse(`1970-01-01T${value}Z`);
  if (Number.isNaN(ms)) throw new FormulaError(`"${value}" is not a time`);
  return ms;
}

/** The last day of a month leads to the last day of the other. */
function addMonths(ms: number, months: number): number {
  const date = new Date(ms);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const last = (of: number): number => new Date(Date.UTC(year, of + 1, 0)).getUTCDate();
  const target = month + Math.trunc(months);
  const isLast = day === last(month);
  return Date.UTC(year, target, isLast ? last(target) : Math.min(day, last(target))) + timeOf(ms);
}

/** ISO 8601 weeks begin on Monday, and the first has the year's first Thursday. */
function isoWeek(ms: number): { readonly year: number; readonly week: number } {
  const thursday = new Date(ms + (3 - ((new Date(ms).getUTCDay() + 6) % 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1 };
}

const ofDate = (part: (date: Date) => number): FunctionTable[string] => pure('date -> number', (ms: number) => part(new Date(ms)));
const ofTime = (unitMs: number, count: number): FunctionTable[string] =>
  pure('time -> number', (ms: number) => Math.floor(ms / unitMs) % count);

const two = (value: number): string => String(value).padStart(2, '0');

/** `HH:MM:SS`, with days before them where they are asked for. */
function duration(seconds: number, days: boolean): string {
  const whole = Math.floor(Math.abs(seconds));
  const hours = Math.floor(whole / 3600);
  const clock = [days ? hours % 24 : hours, Math.floor(whole / 60) % 60, whole % 60].map(two).join(':');
  return `${seconds < 0 ? '-' : ''}${days ? `${Math.floor(hours / 24)}:` : ''}${clock}`;
}

/** Of a number of seconds, or between two datetimes or times: between datetimes it shows the days, too. */
const formatDuration: Builder = (operands, name) => {
  const [first] = operands;
  if (first?.type === 'number')
    return pure('number boolean? -> text', (seconds: number, days = false) => duration(seconds, days))(operands, name);
  const ofDatetimes = first?.type === 'datetime';
  const between = (from: number, to: number): string => duration(Math.abs(to - from) / 1000, ofDatetimes);
  return pure(ofDatetimes ? 'datetime datetime -> text' : 'time time -> text', between)(operands, name);
};

export const DATE_FUNCTIONS: FunctionTable = {
  NOW: scoped('-> datetime', ({ nowMs }) => Math.floor(nowMs / 1000) * 1000),
  TODAY: scoped('-> date', (scope) => midnightOf(scope, scope.nowMs)),
  TIMENOW: scoped('-> time', (scope) => timeOf(toLocal(scope.nowMs, zoneOf(scope)))),
  DATE: pure('number number number -> date', midnight),
  DATEVALUE: scoped('text|datetime -> date', dateValue),
  DATETIMEVALUE: pure('text|date|datetime -> datetime', datetimeValue),
  TIMEVALUE: scoped('text|datetime -> time', timeValue),
  YEAR: ofDate((date) => date.getUTCFullYear()),
  MONTH: ofDate((date) => date.getUTCMonth() + 1),
  DAY: ofDate((date) => date.getUTCDate()),
  // Sunday is 1.
  WEEKDAY: ofDate((date) => date.getUTCDay() + 1),
  DAYOFYEAR: ofDate((date) => (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS + 1),
  ISOWEEK: ofDate((date) => isoWeek(date.getTime()).week),
  ISOYEAR: ofDate((date) => isoWeek(date.getTime()).year),
  ADDMONTHS: pure('date|datetime number -> same', addMonths),
  FORMATDURATION: formatDuration,
  HOUR: ofTime(3_600_000, 24),
  MINUTE: ofTime(60_000, 60),
  SECOND: ofTime(1000, 60),
  MILLISECOND: ofTime(1, 1000),
  UNIXTIMESTAMP: pure('date|datetime|time -> number', (ms: number) => Math.floor(ms / 1000)),
  FROMUNIXTIME: pure('number -> datetime', (seconds: number) => seconds * 1000),
};
