/** A report that was run as a table: groups at the start of their lines, subtotals below them, the total at the end. Pure. */
import { isNumber } from '../reports/field-kinds.ts';
import { valueAt } from '../reports/report-groups.ts';
import type { Group, ReportRecord, Total } from '../reports/report-groups.ts';
import type { ReportField } from '../reports/report-fields.ts';
import { BLANK, numberText, textOf } from '../reports/report-values.ts';
import type { Place } from '../reports/report-values.ts';
import type { RanReport } from './run-report.ts';

/** `{0}` of an aggregate's is the name of the field. */
export type TableTexts = Readonly<Record<'recordCount' | 'subtotal' | 'total' | 'Sum' | 'Average' | 'Maximum' | 'Minimum', string>>;

export type TableCell = {
  readonly text: string;
  /** Heads a line or several of them. */
  readonly isHead: boolean;
  readonly isNumber: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly recordId: string | undefined;
};

export type TableLine = { readonly kind: 'record' | 'group' | 'subtotal' | 'total'; readonly cells: readonly TableCell[] };

export type ReportTable = {
  readonly heads: readonly { readonly label: string; readonly isNumber: boolean }[];
  readonly lines: readonly TableLine[];
};

type Shown = { readonly details: boolean; readonly texts: TableTexts; readonly place: Place };

const CELL: TableCell = { text: '', isHead: false, isNumber: false, rows: 1, columns: 1, recordId: undefined };

/** What an aggregate of a field is called. */
export function totalName({ aggregate, column }: Omit<Total, 'value'>, { fields }: RanReport, texts: TableTexts): string {
  const sentence = texts[aggregate as keyof TableTexts];
  return sentence.replace('{0}', fields.get(column)?.label ?? column);
}

export function totalText({ column, value }: Total, { fields }: RanReport, place: Place): string {
  const field = fields.get(column);
  return value === undefined || field === undefined ? BLANK : numberText(value, field, place);
}

/** With `details` its records, else a line for each lowest group. A report without groups has nothing but records. */
export function tableOf(run: RanReport, shown: Shown): ReportTable {
  const { report, fields, all } = run;
  const { texts, place } = shown;
  const depths = report.groupings.length;
  const details = shown.details || depths === 0;
  const columns = report.columns.flatMap(({ field }) => fields.get(field) ?? []);
  const groupHeads = report.groupings.map(({ field }) => ({ label: fields.get(field)?.label ?? field, isNumber: false }));

  const ofColumn = (group: Group, column: ReportField): readonly Total[] => group.totals.filter((total) => total.column === column.path);

  /** Counts and totals of a group under the columns of the table. With details the first of them has the label, if nothing stands before it. */
  function figures(group: Group, label: string): readonly TableCell[] {
    const count = group.count.toLocaleString(place.locale);
    if (!details)
      return [count, ...group.totals.map((total) => totalText(total, run, place))].map((text) => ({ ...CELL, text, isNumber: true }));
    return columns.map((column, index) => {
      const totals = ofColumn(group, column).map((total) => `${totalName(total, run, texts)}: ${totalText(total, run, place)}`);
      const isLabel = index === 0 && label !== '';
      return { ...CELL, text: [...(isLabel ? [label] : []), ...totals].join(' · '), isHead: isLabel, isNumber: !isLabel };
    });
  }

  function summary(kind: 'subtotal' | 'total', group: Group, free: number): TableLine {
    const name = kind === 'total' ? texts.total : texts.subtotal;
    const label = details ? `${name} (${group.count.toLocaleString(place.locale)})` : name;
    const head = { ...CELL, text: label, isHead: true, columns: free };
    return { kind, cells: free > 0 ? [head, ...figures(group, '')] : figures(group, label) };
  }

  const recordLine = (record: ReportRecord): TableLine => ({
    kind: 'record',
    cells: columns.map((column) => ({
      ...CELL,
      text: textOf(valueAt(record, column.path), column, place),
      isNumber: isNumber(column),
      recordId: column.path === 'Name' ? record.Id : undefined,
    })),
  });

  function linesOf(group: Group, depth: number): readonly TableLine[] {
    const isLowest = depth === depths;
    const below = isLowest
      ? details
        ? group.records.map(recordLine)
        : [{ kind: 'group' as const, cells: figures(group, '') }]
      : group.groups.flatMap((one) => headed(one, linesOf(one, depth + 1)));
    const hasSubtotal = depth > 0 && report.shows.subtotals && !(isLowest && !details);
    return hasSubtotal ? [...below, summary('subtotal', group, depths - depth)] : below;
  }

  const total = report.shows.total ? [summary('total', all, depths)] : [];
  return {
    heads: [...groupHeads, ...(details ? columns.map(headOf) : figureHeads(run, texts))],
    lines: [...linesOf(all, 0), ...total],
  };
}

const headOf = (field: ReportField): { label: string; isNumber: boolean } => ({ label: field.label, isNumber: isNumber(field) });

function figureHeads(run: RanReport, texts: TableTexts): ReportTable['heads'] {
  return [texts.recordCount, ...run.all.totals.map((total) => totalName(total, run, texts))].map((label) => ({ label, isNumber: true }));
}

/** Lines of a group, with its name before all of them. */
function headed({ label }: Group, lines: readonly TableLine[]): readonly TableLine[] {
  const [first, ...others] = lines;
  if (first === undefined) return [];
  return [{ ...first, cells: [{ ...CELL, text: label, isHead: true, rows: lines.length }, ...first.cells] }, ...others];
}
