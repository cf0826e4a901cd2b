import { describe, expect, test } from '@jest/globals';
import type { DashboardPart } from '../../metadata/dashboard.ts';
import type { Report } from '../../metadata/report.ts';
import type { ReportField } from '../reports/report-fields.ts';
import { groupRecords } from '../reports/report-groups.ts';
import type { ReportRecord } from '../reports/report-groups.ts';
import type { Place } from '../reports/report-values.ts';
import { figuresOf } from './dashboard-figures.ts';
import { tableOf } from './report-table.ts';
import type { ReportTable, TableTexts } from './report-table.ts';
import type { RanReport } from './run-report.ts';

const PLACE: Place = { locale: 'en-US', timeZone: 'Europe/Berlin', currency: 'EUR', firstDayOfWeek: 2 };
const TEXTS: TableTexts = {
  ...{ recordCount: 'Count', subtotal: 'Subtotal', total: 'Total', Sum: 'Sum of {0}', Average: 'Average of {0}' },
  ...{ Maximum: 'Most {0}', Minimum: 'Least {0}' },
};
const WORDS = new Map([
  ['New', 'new ones'],
  ['Old', 'old ones'],
]);
const field = (path: string, type: string, words = new Map<string, string>()): [string, ReportField] => [
  path,
  { path, label: path, type, scale: 0, words },
];
const FIELDS = new Map([field('Name', 'String'), field('Kind', 'Picklist', WORDS), field('At', 'DateTime'), field('Cost', 'Currency')]);

const RECORDS: readonly ReportRecord[] = [
  { Id: '1', Name: 'a', Kind: 'Old', At: '2026-11-21T23:30:00Z', Cost: 10 },
  { Id: '2', Name: 'b', Kind: 'New', At: '2026-11-21T12:00:00Z', Cost: 2 },
  { Id: '3', Name: 'c', Kind: 'Old', At: '2026-11-21T12:00:00Z', Cost: null },
  { Id: '4', Name: 'd', Kind: null, At: null, Cost: 1 },
];

const REPORT: Report = {
  ...{ label: 'Things', description: '', folder: '', object: 'Thing', mine: false, sort: undefined, unknown: [], leftOut: [] },
  columns: [
    { field: 'Name', aggregates: [] },
    { field: 'Cost', aggregates: ['Sum', 'Average'] },
  ],
  groupings: [
    { field: 'Kind', granularity: 'None', descending: false },
    { field: 'At', granularity: 'Day', descending: true },
  ],
  filters: [],
  time: undefined,
  shows: { details: true, subtotals: true, total: true },
};

function run(changes: Partial<Report> = {}): RanReport {
  const report = { ...REPORT, ...changes };
  return { kind: 'done', report, fields: FIELDS, all: groupRecords(RECORDS, report, FIELDS, PLACE), hiddenColumns: [], filters: [] };
}

const show = (changes: Partial<Report>, details: boolean): ReportTable => tableOf(run(changes), { details, texts: TEXTS, place: PLACE });
const written = ({ lines }: ReportTable): string[] => lines.map(({ cells }) => cells.map(({ text }) => text).join(' | '));

describe('a report as a table', () => {
  test('has a line for each lowest group: words in the order of their picklist, days as they are where its reader is', () => {
    expect(written(show({}, false))).toEqual([
      '- | - | 1 | €1.00 | €1.00',
      'Subtotal | 1 | €1.00 | €1.00',
      'new ones | 11/21/2026 | 1 | €2.00 | €2.00',
      'Subtotal | 1 | €2.00 | €2.00',
      'old ones | 11/22/2026 | 1 | €10.00 | €10.00',
      '11/21/2026 | 1 | - | -',
      'Subtotal | 2 | €10.00 | €10.00',
      'Total | 4 | €13.00 | €4.33',
    ]);
  });

  test('has the name of a group before all its lines', () => {
    const { lines } = show({}, false);
    expect(lines.map(({ cells }) => cells[0]).filter((cell) => cell?.isHead && cell.rows > 1)).toMatchObject([
      { rows: 2 },
      { rows: 2 },
      { rows: 3 },
    ]);
    const widths = lines.map(({ cells }) => cells.reduce((sum, { columns }) => sum + columns, 0));
    expect(widths).toEqual([5, 4, 5, 4, 5, 4, 4, 5]);
  });

  test('has its records, each leading to itself, with subtotals below them', () => {
    const table = show({ groupings: REPORT.groupings.slice(0, 1) }, true);
    expect(table.heads.map(({ label }) => label)).toEqual(['Kind', 'Name', 'Cost']);
    expect(written(table)).toEqual([
      '- | d | €1.00',
      'Subtotal (1) | Sum of Cost: €1.00 · Average of Cost: €1.00',
      'new ones | b | €2.00',
      'Subtotal (1) | Sum of Cost: €2.00 · Average of Cost: €2.00',
      'old ones | a | €10.00',
      'c | -',
      'Subtotal (2) | Sum of Cost: €10.00 · Average of Cost: €10.00',
      'Total (4) |  | Sum of Cost: €13.00 · Average of Cost: €4.33',
    ]);
    expect(table.lines[0]?.cells[1]?.recordId).toBe('4');
  });

  test('without groups has its records and the total, as it says whether to show them or not', () => {
    const groupings: Report['groupings'] = [];
    expect(written(show({ groupings }, false)).at(-1)).toBe('Total (4) | Sum of Cost: €13.00 · Average of Cost: €4.33');
    const shows = { details: true, subtotals: false, total: false };
    expect(written(show({ groupings, shows }, true))).toHaveLength(4);
    expect(written(show({ shows }, false))).toHaveLength(4);
  });

  test.each([
    ['Week', ['-', '11/16/2026 – 11/22/2026']],
    ['Month', ['-', 'November 2026']],
    ['Quarter', ['-', 'Q4 2026']],
    ['Year', ['-', '2026']],
  ])('puts dates into periods: %s', (granularity, expected) => {
    const { all } = run({ groupings: [{ field: 'At', granularity, descending: false }] });
    expect(all.groups.map(({ label }) => label)).toEqual(expected);
  });
});

describe('what a component of a dashboard shows', () => {
  const PART: DashboardPart = {
    title: '',
    footer: '',
    type: 'Bar',
    report: '',
    sort: 'RowLabelAscending',
    most: undefined,
    measure: undefined,
  };
  const figures = (changes: Partial<DashboardPart>) => figuresOf(run(), { ...PART, ...changes }, { texts: TEXTS, place: PLACE });

  test('is the first aggregate, by the first grouping', () => {
    expect(figures({})).toEqual({
      ...{ measure: 'Sum of Cost', by: 'Kind', all: '€13.00', leftOut: 0 },
      each: [
        { label: '-', text: '€1.00', share: 0.1 },
        { label: 'new ones', text: '€2.00', share: 0.2 },
        { label: 'old ones', text: '€10.00', share: 1 },
      ],
    });
  });

  test('is the count, or another aggregate, where its file says so', () => {
    expect(figures({ measure: { column: 'RowCount', aggregate: 'Sum' } })).toMatchObject({ measure: 'Count', all: '4' });
    expect(figures({ measure: { column: 'Thing.Cost', aggregate: 'Average' } })).toMatchObject({
      measure: 'Average of Cost',
      all: '€4.33',
    });
  });

  test.each([
    ['RowValueDescending', ['old ones', 'new ones', '-']],
    ['RowValueAscending', ['-', 'new ones', 'old ones']],
    ['RowLabelDescending', ['old ones', 'new ones', '-']],
  ])('is sorted: %s', (sort, expected) => {
    expect(figures({ sort }).each.map(({ label }) => label)).toEqual(expected);
  });

  test('is no more than its file allows, and says how many are left out', () => {
    expect(figures({ sort: 'RowValueDescending', most: 1 })).toMatchObject({ each: [{ label: 'old ones' }], leftOut: 2, all: '€13.00' });
  });
});
