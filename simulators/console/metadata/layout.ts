/** Page layouts, compact layouts and list views. Sources: Layout, CompactLayout and ListView of the Metadata API guide. */
import { basename, dirname } from 'node:path';
import { readXml } from './xml.ts';
import type { Xml } from './xml.ts';
import type { SourceFiles } from './source-files.ts';

export type RelatedList = { readonly object: string; readonly field: string; readonly columns: readonly string[] };

export type Layout = {
  readonly sections: readonly { readonly label: string; readonly columns: readonly (readonly string[])[] }[];
  readonly relatedLists: readonly RelatedList[];
  readonly actions: readonly string[];
};

export type ListView = {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly string[];
  /** Only what the user owns. */
  readonly mine: boolean;
  readonly filters: readonly { readonly field: string; readonly operator: string; readonly value: string }[];
};

/** Names that list views and related lists have of their own for fields every object has. */
const COLUMN_NAMES: Readonly<Record<string, string>> = {
  NAME: 'Name',
  CREATED_DATE: 'CreatedDate',
  LAST_UPDATE: 'LastModifiedDate',
  'OWNER.ALIAS': 'OwnerId',
  'CORE.USERS.ALIAS': 'OwnerId',
};

const fieldOfColumn = (column: string): string => COLUMN_NAMES[column] ?? column;

/** The first layout of each object; without record types nobody chooses among several but the profile. */
export function readLayouts(files: SourceFiles): ReadonlyMap<string, Layout> {
  const layouts = [...files.named('.layout-meta.xml')].map(
    ([name, file]) => [name.slice(0, name.indexOf('-')), layoutOf(readXml(file))] as const,
  );
  return new Map(layouts.toReversed());
}

function layoutOf(xml: Xml): Layout {
  const sections = xml.children('layoutSections').map((section) => ({
    label: section.text('label') ?? '',
    columns: section.children('layoutColumns').map((column) => column.children('layoutItems').flatMap((item) => item.text('field') ?? [])),
  }));
  const actions = xml.child('platformActionList')?.children('platformActionListItems') ?? [];
  return {
    sections: sections.filter(({ columns }) => columns.some((fields) => fields.length > 0)),
    relatedLists: xml.children('relatedLists').flatMap(relatedListOf),
    actions: actions.filter((item) => item.text('actionType') === 'QuickAction').map((item) => item.text('actionName') ?? ''),
  };
}

function relatedListOf(xml: Xml): RelatedList[] {
  const [object, field] = (xml.text('relatedList') ?? '').split('.');
  if (object === undefined || field === undefined) return [];
  return [{ object, field, columns: xml.texts('fields').map(fieldOfColumn) }];
}

/** List views by object, in the order of their labels. */
export function readListViews(files: SourceFiles): ReadonlyMap<string, readonly ListView[]> {
  const byObject = new Map<string, ListView[]>();
  for (const file of files.ending('.listView-meta.xml')) {
    const object = basename(dirname(dirname(file)));
    byObject.set(object, [...(byObject.get(object) ?? []), listViewOf(readXml(file))]);
  }
  return new Map([...byObject].map(([object, views]) => [object, views.toSorted((a, b) => (a.label < b.label ? -1 : 1))]));
}

function listViewOf(xml: Xml): ListView {
  return {
    name: xml.text('fullName') ?? '',
    label: xml.text('label') ?? '',
    columns: xml.texts('columns').map(fieldOfColumn),
    mine: xml.text('filterScope') === 'Mine',
    filters: xml.children('filters').map((filter) => ({
      field: fieldOfColumn(filter.text('field') ?? ''),
      operator: filter.text('operator') ?? '',
      value: filter.text('value') ?? '',
    })),
  };
}

/** Fields of compact layouts by `Object.Layout`. */
export function readCompactLayouts(files: SourceFiles): ReadonlyMap<string, readonly string[]> {
  const found = files.ending('.compactLayout-meta.xml').map((file) => {
    const xml = readXml(file);
    return [`${basename(dirname(dirname(file)))}.${xml.text('fullName') ?? ''}`, xml.texts('fields')] as const;
  });
  return new Map(found);
}
