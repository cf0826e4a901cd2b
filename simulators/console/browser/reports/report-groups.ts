/** Records of a report in their groups, counted and added up. Pure. */
import type { Report } from '../../metadata/report.ts';
import type { ReportField, ReportFields } from './report-fields.ts';
import { groupKeyOf } from './report-values.ts';
import type { GroupKey, Place } from './report-values.ts';

export type ReportRecord = Readonly<Record<string, unknown>> & { readonly Id: string };

export type Total = { readonly column: string; readonly aggregate: string; readonly value: number | undefined };

/** All records are the group of no grouping. */
export type Group = {
  readonly label: string;
  readonly count: number;
  readonly totals: readonly Total[];
  /** Of the next grouping; empty below the last one. */
  readonly groups: readonly Group[];
  readonly records: readonly ReportRecord[];
};

const AGGREGATES: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
};

/** Aggregates in the report that the console cannot compute. */
export function unknownAggregates({ columns }: Report): readonly string[] {
  return columns.flatMap(({ aggregates }) => aggregates).filter((name) => !(name in AGGREGATES));
}

/** The value at `Name` or `Owner.Name`. */
export function valueAt(record: ReportRecord, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], record);
}

export function groupRecords(records: readonly ReportRecord[], report: Report, fields: ReportFields, place: Place): Group {
  const measured = report.columns
    .filter(({ field }) => fields.has(field))
    .flatMap(({ field, aggregates }) => aggregates.map((name) => [field, name] as const));

  function groupOf(label: string, members: readonly ReportRecord[], depth: number): Group {
    const grouping = report.groupings[depth];
    const field = grouping && fields.get(grouping.field);
    const groups =
      grouping && field
        ? divided(members, (record) => groupKeyOf(valueAt(record, field.path), field, grouping, place), grouping.descending)
        : [];
    return {
      label,
      count: members.length,
      totals: measured.map(([column, aggregate]) => ({ column, aggregate, value: totalOf(members, fields.get(column), aggregate) })),
      groups: groups.map(([name, some]) => groupOf(name, some, depth + 1)),
      records: members,
    };
  }

  return groupOf('', records, 0);
}

/** What has no value is not counted in. */
function totalOf(records: readonly ReportRecord[], field: ReportField | undefined, aggregate: string): number | undefined {
  const values = records.map((record) => valueAt(record, field?.path ?? '')).filter((value) => typeof value === 'number');
  return values.length === 0 ? undefined : AGGREGATES[aggregate]?.(values);
}

function divided(
  records: readonly ReportRecord[],
  keyOf: (record: ReportRecord) => GroupKey,
  descending: boolean,
): readonly (readonly [string, readonly ReportRecord[]])[] {
  const groups = new Map<string, { readonly key: GroupKey; readonly members: ReportRecord[] }>();
  for (const record of records) {
    const key = keyOf(record);
    const group = groups.get(key.label) ?? { key, members: [] };
    group.members.push(record);
    groups.set(key.label, group);
  }
  const sorted = [...groups.values()].sort((a, b) => before(a.key, b.key));
  return (descending ? sorted.toReversed() : sorted).map(({ key, members }) => [key.label, members]);
}

function before({ order: a }: GroupKey, { order: b }: GroupKey): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b);
  return typeof a === 'string' ? -1 : 1;
}
