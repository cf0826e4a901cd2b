/** Everything the shell shows of the package, as one JSON document. */
import { basename, dirname } from 'node:path';
import { pageOverrides, readApps, readQuickActions, readTabs } from './app.ts';
import type { App, QuickAction, Tab } from './app.ts';
import { readPage } from './flexipage.ts';
import type { LightningPage } from './flexipage.ts';
import { readDashboards } from './dashboard.ts';
import type { Dashboard } from './dashboard.ts';
import { readReports } from './report.ts';
import type { Report } from './report.ts';
import { readCompactLayouts, readLayouts, readListViews } from './layout.ts';
import type { Layout, ListView } from './layout.ts';
import type { SourceFiles } from './source-files.ts';
import { readNames } from './names.ts';
import type { Names } from './names.ts';
import { readXml } from './xml.ts';
import type { Xml } from './xml.ts';

export type ObjectModel = {
  readonly label: string;
  readonly pluralLabel: string;
  readonly icon: string;
  readonly compactFields: readonly string[];
  readonly layout: Layout;
  readonly listViews: readonly ListView[];
  readonly searchColumns: readonly string[];
  /** The Lightning page of its records, if one is activated. */
  readonly page: string | undefined;
  /** Lookup fields and what they point to. */
  readonly references: Readonly<Record<string, string>>;
};

export type NavigationItem = { readonly name: string; readonly label: string; readonly icon: string; readonly opens: Tab['opens'] };

export type ConsoleModel = {
  readonly app: {
    readonly label: string;
    readonly items: readonly NavigationItem[];
    readonly parents: Readonly<Record<string, { readonly field: string; readonly object: string }>>;
    readonly utilityBar: string | undefined;
  };
  readonly objects: Readonly<Record<string, ObjectModel>>;
  readonly pages: Readonly<Record<string, LightningPage>>;
  readonly quickActions: Readonly<Record<string, QuickAction>>;
  readonly reports: Readonly<Record<string, Report>>;
  readonly dashboards: Readonly<Record<string, Dashboard>>;
};

const NO_LAYOUT: Layout = { sections: [], relatedLists: [], actions: [] };

/** Standard objects that a console shows, with what every org has for them. */
const STANDARD: Readonly<Record<string, readonly [label: string, plural: string, compact: readonly string[]]>> = {
  Account: ['Account', 'Accounts', ['Name', 'Phone', 'Industry', 'OwnerId']],
  Contact: ['Contact', 'Contacts', ['Name', 'Email', 'Phone', 'AccountId']],
  Case: ['Case', 'Cases', ['CaseNumber', 'Subject', 'Status', 'Priority']],
};

/** Throws with the file's name for one that is not well-formed. The app is the first there is, else one of all tabs. `language`: of its names. */
export function readModel(files: SourceFiles, language: string): ConsoleModel {
  const names = readNames(files, language);
  const tabs = readTabs(files);
  const pages = Object.fromEntries([...files.named('.flexipage-meta.xml')].map(([name, file]) => [name, readPage(file)]));
  const app = readApps(files)[0] ?? allTabs(tabs);
  const objects = readObjects(files, { tabs, app, names });
  return {
    app: {
      label: names.apps.get(app.name) ?? app.label,
      items: app.tabs.flatMap((name) => navigationItem(app, { tabs, objects, pages, names, language }, name)),
      parents: parentsOf(app, objects),
      utilityBar: app.utilityBar,
    },
    objects,
    pages,
    quickActions: readQuickActions(files, names),
    reports: readReports(files),
    dashboards: readDashboards(files),
  };
}

const allTabs = (tabs: ReadonlyMap<string, Tab>): App => ({
  name: 'all',
  label: 'All tabs',
  tabs: [...tabs.keys()],
  mappings: {},
  utilityBar: undefined,
  pages: {},
});

type Named = { readonly tabs: ReadonlyMap<string, Tab>; readonly app: App; readonly names: Names };

function readObjects(files: SourceFiles, { tabs, app, names }: Named): Record<string, ObjectModel> {
  const [layouts, views, compacts] = [readLayouts(files), readListViews(files), readCompactLayouts(files)];
  const about = (name: string): Pick<ObjectModel, 'layout' | 'listViews' | 'icon' | 'references'> => ({
    layout: layouts.get(name) ?? NO_LAYOUT,
    listViews: views.get(name) ?? [],
    icon: tabs.get(name)?.icon ?? (name in STANDARD ? `standard:${name.toLowerCase()}` : 'standard:record'),
    references: referencesOf(files, name),
  });
  const custom = [...files.named('.object-meta.xml')]
    .filter(([name]) => name.endsWith('__c'))
    .map(([name, file]): [string, ObjectModel] => {
      const xml = readXml(file);
      const { label, pluralLabel } = names.objects.get(name) ?? labelsOf(xml, name);
      const compactFields = compacts.get(`${name}.${xml.text('compactLayoutAssignment') ?? ''}`) ?? ['Name'];
      const searchColumns = xml.child('searchLayouts')?.texts('searchResultsAdditionalFields') ?? [];
      const page = app.pages[name] ?? pageOverrides(xml, name)[name];
      return [name, { ...about(name), label, pluralLabel, compactFields, searchColumns, page }];
    });
  const standard = Object.entries(STANDARD).map(([name, [label, pluralLabel, compactFields]]): [string, ObjectModel] => {
    const file = files.named('.object-meta.xml').get(name);
    const page = app.pages[name] ?? (file && pageOverrides(readXml(file), name)[name]);
    return [name, { ...about(name), label, pluralLabel, compactFields, searchColumns: compactFields.slice(1, 3), page }];
  });
  return Object.fromEntries([...standard, ...custom]);
}

function labelsOf(xml: Xml, name: string): { label: string; pluralLabel: string } {
  const label = xml.text('label') ?? name;
  return { label, pluralLabel: xml.text('pluralLabel') ?? label };
}

function referencesOf(files: SourceFiles, object: string): Record<string, string> {
  const own = files.ending('.field-meta.xml').filter((file) => basename(dirname(dirname(file))) === object);
  const targets = own.flatMap((file) => {
    const target = readXml(file).text('referenceTo');
    return target === undefined ? [] : [[basename(file, '.field-meta.xml'), target] as const];
  });
  return Object.fromEntries(targets);
}

type Objects = Readonly<Record<string, ObjectModel>>;

type Known = {
  readonly tabs: ReadonlyMap<string, Tab>;
  readonly objects: Objects;
  readonly pages: Readonly<Record<string, LightningPage>>;
  readonly names: Names;
  readonly language: string;
};

/** Tabs of the platform for what a package brings as reports and dashboards, in English unless the console speaks the language. */
function analyticsItem(name: string, language: string): NavigationItem | undefined {
  if (name === 'standard-report') {
    const label = language === 'de' ? 'Berichte' : 'Reports';
    return { name, label, icon: 'standard:report', opens: { object: 'Report' } };
  }
  return name === 'standard-Dashboard'
    ? { name, label: 'Dashboards', icon: 'standard:dashboard', opens: { object: 'Dashboard' } }
    : undefined;
}

/** Nothing for a tab of the platform that the console does not have. */
function navigationItem(app: App, known: Known, name: string): NavigationItem[] {
  const analytics = analyticsItem(name, known.language);
  return analytics === undefined ? tabItem(app, known, name) : [analytics];
}

function tabItem(app: App, known: Known, name: string): NavigationItem[] {
  const home = app.pages[name];
  if (name === 'standard-home') return home === undefined ? [] : [{ name, label: 'Home', icon: 'standard:home', opens: { page: home } }];
  const tab = known.tabs.get(name);
  const opens = tab?.opens ?? { object: name.replace(/^standard-/, '') };
  if ('object' in opens) return objectItem(known.objects[opens.object], name, opens);
  return [{ name, label: known.names.tabs.get(name) ?? labelOf(tab, known) ?? name, icon: tab?.icon ?? 'standard:record', opens }];
}

/** A tab without a label is called what its page is called. */
function labelOf(tab: Tab | undefined, { pages }: Known): string | undefined {
  return tab?.label ?? (tab !== undefined && 'page' in tab.opens ? pages[tab.opens.page]?.label : undefined);
}

function objectItem(object: ObjectModel | undefined, name: string, opens: Tab['opens']): NavigationItem[] {
  return object === undefined ? [] : [{ name, label: object.pluralLabel, icon: object.icon, opens }];
}

function parentsOf({ mappings }: App, objects: Objects): ConsoleModel['app']['parents'] {
  const parents = Object.entries(mappings).flatMap(([tab, field]) => {
    const target = objects[tab]?.references[field];
    return target === undefined ? [] : [[tab, { field, object: target }] as const];
  });
  return Object.fromEntries(parents);
}
