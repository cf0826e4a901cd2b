/** Numbers, money and time in the user's locale and time zone. What cannot be read as a number or an instant is an empty text. */
import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';

const MOST_DECIMALS = 4;
const UNITS = /** @type {const} */ ([
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]);

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'always', style: 'short' });
const plain = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: MOST_DECIMALS });
const dayAndTime = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE });
const timeAlone = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short', timeZone: TIME_ZONE });
const localDay = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: TIME_ZONE });
// A date has no time zone: it is the same day everywhere.
const dayAlone = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' });

/** @param {Intl.DateTimeFormat} formatter @param {string | number | null | undefined} when */
function formatted(formatter, when) {
  const instant = typeof when === 'number' ? when : Date.parse(when ?? '');
  return Number.isNaN(instant) ? '' : formatter.format(instant);
}

/** @param {number | null | undefined} value */
export function quantityText(value) {
  return typeof value === 'number' ? plain.format(value) : '';
}

/** An amount; without a currency a plain number, because a wrong currency is worse than none. @param {number | null | undefined} value @param {string | null | undefined} currency */
export function moneyText(value, currency) {
  if (typeof value !== 'number') return '';
  if (!/^[A-Z]{3}$/.test(currency ?? '')) return plain.format(value);
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).format(value);
}

/** @param {string | number | null | undefined} when an instant */
export function dateTimeText(when) {
  return formatted(dayAndTime, when);
}

/** The time of an instant of today, with the day for one of another day. @param {string | number | null | undefined} when @param {number} now */
export function momentText(when, now) {
  return formatted(formatted(localDay, when) === formatted(localDay, now) ? timeAlone : dayAndTime, when);
}

/** @param {string | null | undefined} day an ISO date without a time */
export function dateText(day) {
  return formatted(dayAlone, day);
}

/** "12 sec. ago", "in 3 hr." @param {number} ms negative: in the past */
export function relativeText(ms) {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(ms) >= length) ?? UNITS[UNITS.length - 1];
  return relative.format(Math.trunc(ms / size), unit);
}
