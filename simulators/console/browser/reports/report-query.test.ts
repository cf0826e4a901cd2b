import { describe, expect, test } from '@jest/globals';
import type { Report, ReportFilter } from '../../metadata/report.ts';
import type { ReportField } from './report-fields.ts';
import { fieldsOfReport, queryOf } from './report-query.ts';

const field = (path: string, type: string): [string, ReportField] => [path, { path, label: path, type, scale: 0, words: new Map() }];
const FIELDS = new Map([
  field('Name', 'String'),
  field('Kind', 'Picklist'),
  field('Cost', 'Currency'),
  field('Due', 'Date'),
  field('Done', 'Boolean'),
]);
const REPORT: Report = {
  ...{ label: 'Things', description: '', folder: '', object: 'Thing', mine: false, sort: undefined, unknown: [], leftOut: [] },
  columns: [{ field: 'Name', aggregates: [] }],
  groupings: [{ field: 'Kind', granularity: 'Day', descending: false }],
  filters: [],
  time: { field: 'Due', interval: 'INTERVAL_CUSTOM', start: '', end: '' },
  shows: { details: true, subtotals: true, total: true },
};

const whereWith = (changes: Partial<Report>): unknown => {
  const query = queryOf({ ...REPORT, ...changes }, FIELDS, '005');
  return 'soql' in query ? query.soql.replace('SELECT Id, Name, Kind FROM Thing', '').replace(' WHERE ', '') : query;
};
const filter = (name: string, operator: string, value: string): ReportFilter => ({ field: name, operator, value });

describe('a report as a query', () => {
  test('asks for what it shows, of all time and of everybody', () => {
    expect(queryOf(REPORT, FIELDS, '005')).toEqual({ soql: 'SELECT Id, Name, Kind FROM Thing' });
  });

  test.each([
    ['Kind', 'equals', 'Old', "Kind = 'Old'"],
    ['Kind', 'equals', 'Old,New', "(Kind = 'Old' OR Kind = 'New')"],
    ['Kind', 'notEqual', 'Old,New', "(Kind != 'Old' AND Kind != 'New')"],
    ['Kind', 'equals', '', 'Kind = null'],
    ['Name', 'contains', "O'Neill", "(Name LIKE '%O\\'Neill%')"],
    ['Name', 'notContain', 'a,b', "((NOT Name LIKE '%a%') AND (NOT Name LIKE '%b%'))"],
    ['Name', 'startsWith', 'a', "(Name LIKE 'a%')"],
    ['Cost', 'greaterOrEqual', '5.5', 'Cost >= 5.5'],
    ['Done', 'equals', 'True', 'Done = true'],
    ['Due', 'lessThan', '2026-11-22', 'Due < 2026-11-22'],
    ['Due', 'equals', 'LAST_N_DAYS:7', 'Due = LAST_N_DAYS:7'],
  ])('filters: %s %s %s', (name, operator, value, expected) => {
    expect(whereWith({ filters: [filter(name, operator, value)] })).toBe(expected);
  });

  test.each([
    ['Cost', 'lessThan', 'much'],
    ['Due', 'equals', "tomorrow' OR Name != '"],
    ['Kind', 'within', '5'],
    ['Cost', 'greaterThan', '1,2'],
  ])('names a filter that it does not know: %s %s %s', (name, operator, value) => {
    expect(whereWith({ filters: [filter(name, operator, value)] })).toEqual({ unknown: [`${operator} ${value}`], hidden: [] });
  });

  test('joins filters as the file says', () => {
    const filters = [filter('Kind', 'equals', 'Old'), filter('Cost', 'greaterThan', '1'), filter('Done', 'equals', 'True')];
    expect(whereWith({ filters, logic: '1 AND (2 OR 3)' })).toBe("(Kind = 'Old' AND (Cost > 1 OR Done = true))");
    expect(whereWith({ filters, logic: '1); DELETE' })).toEqual({ unknown: ['booleanFilter 1); DELETE'], hidden: [] });
  });

  test.each([
    ['INTERVAL_LAST30', 'Due = LAST_N_DAYS:30'],
    ['INTERVAL_THISMONTH', 'Due = THIS_MONTH'],
    ['INTERVAL_TODAY', 'Due = TODAY'],
  ])('is limited in time: %s', (interval, expected) => {
    expect(whereWith({ time: { field: 'Due', interval, start: '', end: '' } })).toBe(expected);
  });

  test('is limited by two dates, and by its reader', () => {
    const time = { field: 'Due', interval: 'INTERVAL_CUSTOM', start: '2026-01-01', end: '2026-02-01' };
    expect(whereWith({ time, mine: true })).toBe("Due >= 2026-01-01 AND Due <= 2026-02-01 AND OwnerId = '005'");
  });

  test('names fiscal periods, which it does not know', () => {
    expect(whereWith({ time: { field: 'Due', interval: 'INTERVAL_CURFY', start: '', end: '' } })).toEqual({
      unknown: ['INTERVAL_CURFY'],
      hidden: [],
    });
  });

  test('leaves out a column that its reader may not see, and is not run with a grouping or filter of that kind', () => {
    expect(whereWith({ columns: [...REPORT.columns, { field: 'Secret', aggregates: [] }] })).toBe('');
    const hidden = { unknown: [], hidden: ['Secret'] };
    expect(whereWith({ filters: [filter('Secret', 'equals', 'x')] })).toEqual(hidden);
    expect(whereWith({ groupings: [{ field: 'Secret', granularity: 'Day', descending: false }] })).toEqual(hidden);
    expect(whereWith({ time: { field: 'Secret', interval: 'INTERVAL_TODAY', start: '', end: '' } })).toEqual(hidden);
  });

  test('is ordered by a column', () => {
    expect(whereWith({ sort: { field: 'Cost', descending: true } })).toBe(' ORDER BY Cost DESC');
  });

  test('needs the fields it filters by, and no date of a report of all time', () => {
    expect(fieldsOfReport({ ...REPORT, filters: [filter('Cost', 'lessThan', '1')] })).toEqual(['Name', 'Kind', 'Cost']);
  });
});
