/** The Gregorian calendar: days since 1970-01-01, and what a person calls them. */
import { DAY_MS } from '../../time-zones.ts';

export type CalendarDate = { readonly year: number; readonly month: number; readonly day: number };

/** Months and days beyond their bounds roll over: month 13 is January of the next year. */
export function daysOf({ year, month, day }: CalendarDate): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / DAY_MS);
}

export function calendarDate(days: number): CalendarDate {
  const date = new Date(days * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export const daysInMonth = (year: number, month: number): number =>
  daysOf({ year, month: month + 1, day: 0 }) - daysOf({ year, month, day: 0 });

/** The same day in another month; its last where it has no such day. */
export function plusMonths(days: number, months: number): number {
  const { year, month, day } = calendarDate(days);
  const total = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
  return daysOf({ year: newYear, month: newMonth, day: Math.min(day, daysInMonth(newYear, newMonth)) });
}

export const isLeapYear = (year: number): boolean => daysInMonth(year, 2) === 29;

/** Does the calendar have that day? */
export function isDate({ year, month, day }: CalendarDate): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** `2026-11-21`; more than four digits where the year has them. */
export const isoDate = (days: number): string => new Date(days * DAY_MS).toISOString().replace(/^\+0?|T.*$/g, '');
