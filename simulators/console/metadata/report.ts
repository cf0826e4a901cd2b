/**
 * Reports and dashboards. Source: Report and Dashboard of the Metadata API guide. What a file holds and the console does not know is named: a report
 * without one of its filters or groupings would show other figures.
 */
import { basename, dirname } from 'node:path';
import type { SourceFiles } from './source-files.ts';
import { readXml } from './xml.ts';
import type { Xml } from './xml.ts';

export type ReportColumn = { readonly field: string; readonly aggregates: readonly string[] };
export type ReportGrouping = { readonly field: string; readonly granularity: string; readonly descending: boolean };
export type ReportFilter = { readonly field: string; readonly operator: string; readonly value: string };

export type Report = {
  readonly label: string;
  readonly description: string;
  readonly folder: string;
  readonly object: string;
  readonly columns: readonly ReportColumn[];
  readonly groupings: readonly ReportGrouping[];
  readonly filters: readonly ReportFilter[];
  /** `1 AND (2 OR 3)`; absent: all of them. */
  readonly logic?: string;
  readonly time: { readonly field: string; readonly interval: string; readonly start: string; readonly end: string } | undefined;
  readonly mine: boolean;
  readonly shows: { readonly details: boolean; readonly subtotals: boolean; readonly total: boolean };
  readonly sort: { readonly field: string; readonly descending: boolean } | undefined;
  /** What is in the file and changes what it shows, and the console does not know. */
  readonly unknown: readonly string[];
  /** What is in the file, and left out without changing a figure. */
  readonly leftOut: readonly string[];
};

const KNOWN = new Set([
  ...['columns', 'description', 'filter', 'format', 'groupingsDown', 'name', 'params', 'reportType', 'scope', 'showDetails'],
  ...['showGrandTotal', 'showSubTotals', 'sortColumn', 'sortOrder', 'timeFrameFilter'],
]);
const DECORATION = new Set(['chart', 'colorRanges', 'formattingRules']);
const FORMATS = ['Tabular', 'Summary'];
const SCOPES = ['organization', 'user'];
const CUSTOM = 'CustomEntity$';

/** Names that reports of the type `CustomEntity$X` have for fields every object has. */
const COLUMN_NAMES: Readonly<Record<string, string>> = {
  CUST_NAME: 'Name',
  CUST_OWNER_NAME: 'Owner.Name',
  CUST_CREATED_DATE: 'CreatedDate',
};

/** Reports by the name of their file, which is unique in an org. */
export function readReports(files: SourceFiles): Readonly<Record<string, Report>> {
  const folders = files.named('.reportFolder-meta.xml');
  return Object.fromEntries(
    [...files.named('.report-meta.xml')].map(([name, file]) => [name, reportOf(readXml(file), folderOf(file, folders))]),
  );
}

/** The label of the folder a file lies in. */
export function folderOf(file: string, folders: ReadonlyMap<string, string>): string {
  const name = basename(dirname(file));
  const folder = folders.get(name);
  return (folder && readXml(folder).text('name')) ?? name;
}

function reportOf(xml: Xml, folder: string): Report {
  const type = xml.text('reportType') ?? '';
  const object = type.replace(CUSTOM, '');
  const fields = fieldReader(object);
  const logic = xml.child('filter')?.text('booleanFilter');
  const report = {
    label: xml.text('name') ?? '',
    description: xml.text('description') ?? '',
    folder,
    object,
    columns: xml.children('columns').map((one) => ({ field: fields.read(one.text('field')), aggregates: one.texts('aggregateTypes') })),
    groupings: xml.children('groupingsDown').map((one) => ({
      field: fields.read(one.text('field')),
      granularity: one.text('dateGranularity') ?? 'None',
      descending: one.text('sortOrder') === 'Desc',
    })),
    filters: (xml.child('filter')?.children('criteriaItems') ?? []).map((one) => ({
      ...{ field: fields.read(one.text('column')), operator: one.text('operator') ?? '', value: one.text('value') ?? '' },
    })),
    ...(logic !== undefined && { logic }),
    time: timeOf(xml.child('timeFrameFilter'), fields.read),
    mine: xml.text('scope') === 'user',
    shows: {
      details: xml.text('showDetails') !== 'false',
      subtotals: xml.text('showSubTotals') !== 'false',
      total: xml.text('showGrandTotal') !== 'false',
    },
    sort: sortOf(xml, fields.read),
  };
  return {
    ...report,
    unknown: [...unknownParts(xml, type), ...fields.unknown],
    leftOut: xml.names().filter((name) => DECORATION.has(name)),
  };
}

type ReadField = (column: string | undefined) => string;

/** Columns of the report's object by their field; those of other kinds are remembered as unknown. */
function fieldReader(object: string): { readonly read: ReadField; readonly unknown: string[] } {
  const unknown: string[] = [];
  const read = (column = ''): string => {
    const standard = COLUMN_NAMES[column];
    if (standard !== undefined) return standard;
    if (!column.startsWith(`${object}.`)) unknown.push(column);
    return column.slice(object.length + 1);
  };
  return { read, unknown };
}

function timeOf(xml: Xml | undefined, read: ReadField): Report['time'] {
  if (xml === undefined) return undefined;
  const [start = '', end = ''] = [xml.text('startDate'), xml.text('endDate')];
  return { field: read(xml.text('dateColumn')), interval: xml.text('interval') ?? '', start, end };
}

function sortOf(xml: Xml, read: ReadField): Report['sort'] {
  const column = xml.text('sortColumn');
  return column === undefined ? undefined : { field: read(column), descending: xml.text('sortOrder') === 'Desc' };
}

function unknownParts(xml: Xml, type: string): readonly string[] {
  const named = (element: string, known: readonly string[]): string[] => {
    const value = xml.text(element) ?? known[0] ?? '';
    return known.includes(value) ? [] : [`${element} ${value}`];
  };
  return [
    ...new Set(xml.names().filter((name) => !KNOWN.has(name) && !DECORATION.has(name))),
    ...named('format', FORMATS),
    ...named('scope', SCOPES),
    ...(type.startsWith(CUSTOM) ? [] : [`reportType ${type}`]),
    ...xml
      .children('groupingsDown')
      .flatMap((one) => one.names().filter((name) => ['aggregateType', 'sortByName', 'sortType'].includes(name))),
    ...(xml.child('filter')?.children('criteriaItems') ?? [])
      .filter((one) => one.text('columnToColumn') === 'true')
      .map(() => 'columnToColumn'),
  ];
}
