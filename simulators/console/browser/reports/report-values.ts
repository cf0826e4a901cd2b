/** Values of a report as its reader reads them, and what of a value a grouping goes by. */
import type { ReportGrouping } from '../../metadata/report.ts';
import { isDate } from './field-kinds.ts';
import type { ReportField } from './report-fields.ts';

export type Place = {
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
  /** 1 is Sunday. */
  readonly firstDayOfWeek: number;
};

/** What stands where there is no value. */
export const BLANK = '-';

const DAY_MS = 86_400_000;
const DAYS: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'numeric', day: 'numeric' };

/** Dates have no time, and are the same day everywhere. */
const zoneOf = ({ type }: ReportField, { timeZone }: Place): string => (type === 'Date' ? 'UTC' : timeZone);

/** What the org answers where a field has no value. */
const isBlank = (value: unknown): boolean => value === null || value === undefined || value === '';

export function textOf(value: unknown, field: ReportField, place: Place): string {
  if (typeof value === 'boolean') return value ? '✓' : '';
  if (typeof value === 'number') return numberText(value, field, place);
  if (typeof value !== 'string' || value === '') return BLANK;
  return isDate(field) ? dateText(value, field, place) : (field.words.get(value) ?? value);
}

function dateText(value: string, field: ReportField, place: Place): string {
  const time = field.type === 'DateTime' ? ({ hour: 'numeric', minute: '2-digit' } as const) : {};
  return new Date(value).toLocaleString(place.locale, { ...DAYS, ...time, timeZone: zoneOf(field, place) });
}

/** Averages have decimals that the field itself has not. */
export function numberText(value: number, { type, scale }: ReportField, { locale, currency }: Place): string {
  if (type === 'Currency') return value.toLocaleString(locale, { style: 'currency', currency });
  const text = value.toLocaleString(locale, { minimumFractionDigits: 0, maximumFractionDigits: Math.max(scale, 2) });
  return type === 'Percent' ? `${text} %` : text;
}

export type GroupKey = {
  readonly label: string;
  /** Where the group stands among others. */
  readonly order: number | string;
};

const NOWHERE: GroupKey = { label: BLANK, order: '' };

/** What a value is grouped by. Words of a picklist stand in its order, dates in theirs, other values by their text; those without one come first. */
export function groupKeyOf(value: unknown, field: ReportField, { granularity }: ReportGrouping, place: Place): GroupKey {
  if (isBlank(value)) return NOWHERE;
  const label = textOf(value, field, place);
  if (typeof value !== 'string') return { label, order: typeof value === 'number' ? value : label };
  if (isDate(field)) return periodOf(value, field, granularity, place);
  const index = [...field.words.keys()].indexOf(value);
  return { label, order: index < 0 ? label : index };
}

type Period = (day: Date, place: Place) => readonly [first: number, label: string];

const dayText = (day: number, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Date(day).toLocaleDateString(locale, { ...options, timeZone: 'UTC' });

const PERIODS: Readonly<Record<string, Period>> = {
  Day: (day, { locale }) => [day.getTime(), dayText(day.getTime(), locale, DAYS)],
  Week: (day, { locale, firstDayOfWeek }) => {
    const first = day.getTime() - ((day.getUTCDay() - (firstDayOfWeek - 1) + 7) % 7) * DAY_MS;
    return [first, `${dayText(first, locale, DAYS)} – ${dayText(first + 6 * DAY_MS, locale, DAYS)}`];
  },
  Month: (day, { locale }) => {
    const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth());
    return [first, dayText(first, locale, { month: 'long', year: 'numeric' })];
  },
  Quarter: (day) => {
    const quarter = Math.floor(day.getUTCMonth() / 3);
    return [Date.UTC(day.getUTCFullYear(), quarter * 3), `Q${String(quarter + 1)} ${String(day.getUTCFullYear())}`];
  },
  Year: (day) => [Date.UTC(day.getUTCFullYear()), String(day.getUTCFullYear())],
};

/** Whether dates can be grouped so. */
export const isKnownGranularity = (granularity: string): boolean => granularity === 'None' || granularity in PERIODS;

function periodOf(value: string, field: ReportField, granularity: string, place: Place): GroupKey {
  const period = PERIODS[granularity];
  if (period === undefined) return { label: textOf(value, field, place), order: Date.parse(value) };
  const [order, label] = period(dayAt(value, zoneOf(field, place)), place);
  return { label, order };
}

/** Midnight UTC of the day that an instant is in a time zone. */
function dayAt(instant: string, timeZone: string): Date {
  const day = new Date(instant).toLocaleDateString('en-CA', { ...DAYS, month: '2-digit', day: '2-digit', timeZone });
  return new Date(`${day}T00:00:00Z`);
}
