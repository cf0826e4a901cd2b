/** Dashboards. Source: Dashboard of the Metadata API guide. */
import { folderOf } from './report.ts';
import type { SourceFiles } from './source-files.ts';
import { readXml } from './xml.ts';
import type { Xml } from './xml.ts';

export type DashboardPart = {
  readonly title: string;
  readonly footer: string;
  /** `Bar`, `Column`, `Metric`, `Table` and others. */
  readonly type: string;
  /** Name of the report's file. */
  readonly report: string;
  readonly sort: string;
  /** How many bars or rows at most. */
  readonly most: number | undefined;
  /** What is measured and by what it is grouped, where the file says so. */
  readonly measure: { readonly column: string; readonly aggregate: string } | undefined;
};

export type Dashboard = {
  readonly label: string;
  readonly description: string;
  readonly folder: string;
  /** With whose eyes it is seen in an org; undefined: with those of whoever opens it. */
  readonly runningUser: string | undefined;
  /** Columns from the start of the page, each from its top. */
  readonly columns: readonly (readonly DashboardPart[])[];
  /** What is in the file, and not shown. */
  readonly leftOut: readonly string[];
};

const SECTIONS = ['leftSection', 'middleSection', 'rightSection'];
const NOT_SHOWN = ['dashboardFilters', 'dashboardGridLayout'];

/** Dashboards by the name of their file. */
export function readDashboards(files: SourceFiles): Readonly<Record<string, Dashboard>> {
  const folders = files.named('.dashboardFolder-meta.xml');
  return Object.fromEntries(
    [...files.named('.dashboard-meta.xml')].map(([name, file]) => [name, dashboardOf(readXml(file), folderOf(file, folders))]),
  );
}

function dashboardOf(xml: Xml, folder: string): Dashboard {
  const sections = SECTIONS.flatMap((name) => xml.child(name) ?? []);
  return {
    label: xml.text('title') ?? '',
    description: xml.text('description') ?? '',
    folder,
    runningUser: xml.text('dashboardType') === 'SpecifiedUser' ? (xml.text('runningUser') ?? '') : undefined,
    columns: sections.map((section) => section.children('components').map(partOf)),
    leftOut: NOT_SHOWN.filter((name) => xml.child(name) !== undefined),
  };
}

function partOf(xml: Xml): DashboardPart {
  const text = (name: string): string => xml.text(name) ?? '';
  const summary = xml.child('chartSummary');
  const most = text('maxValuesDisplayed');
  return {
    title: text('header') || text('title'),
    footer: text('footer'),
    type: text('componentType'),
    report: text('report').split('/').at(-1) ?? '',
    sort: text('sortBy'),
    most: most === '' ? undefined : Number(most),
    measure: summary && { column: summary.text('column') ?? '', aggregate: summary.text('aggregate') ?? '' },
  };
}
