/** What a component of a dashboard shows of its report: a figure for all, and one for each group of the first grouping. Pure. */
import type { DashboardPart } from '../../metadata/dashboard.ts';
import type { Group } from '../reports/report-groups.ts';
import type { Place } from '../reports/report-values.ts';
import { totalName, totalText } from './report-table.ts';
import type { TableTexts } from './report-table.ts';
import type { RanReport } from './run-report.ts';

export type Figure = {
  readonly label: string;
  readonly text: string;
  /** Of the largest, from 0 to 1. */
  readonly share: number;
};

export type Figures = {
  /** What is measured, and by what it is grouped; empty without a grouping. */
  readonly measure: string;
  readonly by: string;
  readonly all: string;
  readonly each: readonly Figure[];
  readonly leftOut: number;
};

const ROW_COUNT = 'RowCount';

/** The first aggregate of the report unless the component names another or the count; without any, the count of records. */
export function figuresOf(run: RanReport, part: DashboardPart, { texts, place }: { texts: TableTexts; place: Place }): Figures {
  const { all, report, fields } = run;
  const index = totalIndex(all, part);
  const valueOf = (group: Group): number => (index < 0 ? group.count : (group.totals[index]?.value ?? 0));
  const wordsOf = (group: Group): string => {
    const total = group.totals[index];
    return total === undefined ? group.count.toLocaleString(place.locale) : totalText(total, run, place);
  };
  const sorted = inOrder(all.groups, part.sort, valueOf);
  const shown = sorted.slice(0, part.most ?? sorted.length);
  const largest = Math.max(0, ...shown.map(valueOf));
  const measured = all.totals[index];
  const grouping = report.groupings[0];
  return {
    measure: measured === undefined ? texts.recordCount : totalName(measured, run, texts),
    by: (grouping && fields.get(grouping.field)?.label) ?? '',
    all: wordsOf(all),
    each: shown.map((group) => ({
      label: group.label,
      text: wordsOf(group),
      share: largest > 0 ? Math.max(0, valueOf(group)) / largest : 0,
    })),
    leftOut: sorted.length - shown.length,
  };
}

/** Below 0: the count of records. */
function totalIndex({ totals }: Group, { measure }: DashboardPart): number {
  if (measure === undefined) return totals.length > 0 ? 0 : -1;
  if (measure.column === ROW_COUNT) return -1;
  return totals.findIndex(({ column, aggregate }) => measure.column.endsWith(`.${column}`) && aggregate === measure.aggregate);
}

function inOrder(groups: readonly Group[], sort: string, valueOf: (group: Group) => number): readonly Group[] {
  if (sort === 'RowLabelDescending') return groups.toReversed();
  if (sort === 'RowValueAscending') return groups.toSorted((a, b) => valueOf(a) - valueOf(b));
  if (sort === 'RowValueDescending') return groups.toSorted((a, b) => valueOf(b) - valueOf(a));
  return groups;
}
