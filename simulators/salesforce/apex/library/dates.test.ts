/** Date, Datetime, Time and TimeZone. Expected values: the examples of the Apex Reference Guide's pages, and java.text.SimpleDateFormat. The user is in Los Angeles. */
import { describe, expect, test } from '@jest/globals';
import { makeApexBench } from './apex-bench.ts';

const { evaluate, thrown } = makeApexBench();

describe('Date', () => {
  test.each([
    [`Date.newInstance(1960, 2, 17).addDays(2)`, '1960-02-19'],
    [`Date.newInstance(1990, 11, 21).addMonths(12)`, '1991-11-21'],
    [`Date.newInstance(2024, 1, 31).addMonths(1)`, '2024-02-29'],
    [`Date.newInstance(2024, 2, 29).addYears(1)`, '2025-02-28'],
    [`Date.newInstance(1999, 4, 20).day()`, '20'],
    [`Date.newInstance(1998, 10, 21).dayOfYear()`, '294'],
    [`Date.newInstance(2008, 1, 1).daysBetween(Date.newInstance(2008, 1, 31))`, '30'],
    [`Date.daysInMonth(1960, 2)`, '29'],
    [`Date.isLeapYear(2100)`, 'false'],
    [`Date.newInstance(2001, 3, 21).format()`, '3/21/2001'],
    [`Date.newInstance(2006, 10, 1).monthsBetween(Date.newInstance(2006, 12, 1))`, '2'],
    [`Date.parse('12/27/2009')`, '2009-12-27'],
    [`Date.newInstance(1987, 12, 17).toStartOfMonth()`, '1987-12-01'],
    [`Date.newInstance(2026, 11, 21).toStartOfWeek()`, '2026-11-15'],
    [`Date.valueOf('2009-07-04')`, '2009-07-04'],
    [`Date.newInstance(2026, 13, 1)`, '2027-01-01'],
    [`Date.today()`, '2026-11-21'],
    [`Date.newInstance(2026, 11, 21) < Date.newInstance(2026, 11, 22)`, 'true'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  test('today is the date of the user', () => {
    expect(makeApexBench({ user: { timeZone: 'Pacific/Kiritimati' } }).evaluate('Date.today()')).toBe('2026-11-22');
  });

  test.each(['2009-02-30', 'yesterday', ''])('Date.valueOf refuses "%s"', (text) => {
    expect(thrown(`Date.valueOf('${text}');`)).toBe(`TypeException: Invalid date: ${text}`);
  });
});

describe('Datetime', () => {
  const noon = 'Datetime.newInstanceGmt(2026, 7, 4, 19, 5, 9)';
  test.each([
    [noon, '2026-07-04 19:05:09'],
    [`${noon}.hour()`, '12'],
    [`${noon}.hourGmt()`, '19'],
    [`${noon}.date()`, '2026-07-04'],
    [`${noon}.getTime()`, '1783191909000'],
    [`Datetime.newInstance(1783191909000L)`, '2026-07-04 19:05:09'],
    [`${noon}.format('yyyy-MM-dd HH:mm:ss')`, '2026-07-04 12:05:09'],
    [`${noon}.format('EEEE, MMMM d, yyyy h:mm a')`, 'Saturday, July 4, 2026 12:05 PM'],
    [`${noon}.format('EEE d MMM yy')`, 'Sat 4 Jul 26'],
    [`${noon}.formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ss.SSSZ')`, '2026-07-04T19:05:09.000+0000'],
    [`${noon}.format('HH:mm z', 'America/New_York')`, '15:05 EDT'],
    [`${noon}.format('XXX', 'Asia/Kolkata')`, '+05:30'],
    [`${noon}.format('u D')`, '6 185'],
    [`${noon}.format()`, '7/4/2026, 12:05 PM'],
    [`${noon}.addMonths(8).hour()`, '12'],
    [`${noon}.addHours(24 * 243).hour()`, '11'],
    [`${noon}.addDays(1)`, '2026-07-05 19:05:09'],
    [`String.valueOf(Datetime.newInstance(2026, 3, 8, 2, 30, 0))`, '2026-03-08 03:30:00'],
    [`Datetime.valueOf('2008-12-31 23:59:58').formatGmt('dd HH:mm')`, '01 07:59'],
    [`Datetime.valueOfGmt('2008-12-31 23:59:58').formatGmt('dd HH:mm')`, '31 23:59'],
    [`Datetime.parse('10/14/2011, 11:46 AM').format('yyyy-MM-dd HH:mm')`, '2011-10-14 11:46'],
    [`Datetime.newInstance(Date.newInstance(2026, 1, 2), Time.newInstance(3, 4, 5, 6)).millisecond()`, '6'],
    [`${noon}.isSameDay(${noon}.addHours(11))`, 'true'],
    [`${noon}.isSameDay(${noon}.addHours(12))`, 'false'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  test('a pattern with a letter that does not exist is refused', () => {
    expect(thrown(`Datetime.now().format('yyyy-bb');`)).toBe("IllegalArgumentException: Illegal pattern character 'b'");
  });
});

describe('Time', () => {
  test.each([
    [`Time.newInstance(18, 30, 2, 20)`, '18:30:02.020Z'],
    [`Time.newInstance(23, 59, 59, 0).addSeconds(2)`, '00:00:01.000Z'],
    [`Time.newInstance(1, 2, 3, 4).addMinutes(-90).hour()`, '23'],
    [`Time.newInstance(1, 2, 3, 4).millisecond()`, '4'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});

describe('TimeZone', () => {
  test.each([
    [`TimeZone.getTimeZone('America/Los_Angeles').getOffset(Datetime.newInstanceGmt(2012, 10, 23, 12, 0, 0))`, '-25200000'],
    [`TimeZone.getTimeZone('America/Los_Angeles').getID()`, 'America/Los_Angeles'],
    [`TimeZone.getTimeZone('nowhere').getID()`, 'GMT'],
    [`UserInfo.getTimeZone().getOffset(Datetime.newInstanceGmt(2012, 12, 23, 12, 0, 0))`, '-28800000'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});
