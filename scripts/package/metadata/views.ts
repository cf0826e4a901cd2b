/** Layouts, list views, compact layouts, search layouts and tabs show fields and objects that are there. */
import type { Finding } from '../finding.ts';
import type { Component, PackageModel } from '../source/package-model.ts';
import { all, child, textOf, type XmlNode } from '../source/xml.ts';

/** Fields every custom record has, in the spellings these files use. */
const STANDARD = new Set(['Name', 'NAME', 'OwnerId', 'OWNER.ALIAS', 'CREATED_DATE', 'LAST_UPDATE', 'CreatedById', 'LastModifiedById']);

type Use = { readonly path: string; readonly object: string; readonly field: string; readonly line: number };

/** Every field or object a view names and the package does not have. */
export function checkViews(model: PackageModel): readonly Finding[] {
  const uses = [
    ...model.of('layout').flatMap(layoutFields),
    ...model.of('listView').flatMap(listViewFields),
    ...model.of('compactLayout').flatMap((view) => usesOf(view, view.object, all(view.root, 'fields'))),
    ...model.of('object').flatMap(searchFields),
  ];
  return [...uses.flatMap((use) => unknownField(use, model)), ...requiredFields(model), ...compactLayouts(model), ...tabs(model)];
}

function usesOf({ path }: Component, object: string, nodes: readonly XmlNode[]): readonly Use[] {
  return nodes.map(({ text, line }) => ({ path, object, field: text, line }));
}

function objectOfLayout({ name }: Component): string {
  return name.split('-')[0] ?? '';
}

function layoutItems(root: XmlNode): readonly XmlNode[] {
  const columns = all(root, 'layoutSections').flatMap((section) => all(section, 'layoutColumns'));
  return columns.flatMap((column) => all(column, 'layoutItems')).flatMap((item) => all(item, 'field'));
}

function layoutFields(layout: Component): readonly Use[] {
  const related = all(layout.root, 'relatedLists').flatMap((list) => {
    const [object = '', lookup = ''] = textOf(list, 'relatedList')?.split('.') ?? [];
    return [...usesOf(layout, object, all(list, 'fields')), { path: layout.path, object, field: lookup, line: list.line }];
  });
  return [...usesOf(layout, objectOfLayout(layout), layoutItems(layout.root)), ...related];
}

function listViewFields(view: Component): readonly Use[] {
  const filtered = all(view.root, 'filters').flatMap((filter) => all(filter, 'field'));
  return usesOf(view, view.object, [...all(view.root, 'columns'), ...filtered]);
}

function searchFields(object: Component): readonly Use[] {
  const layouts = child(object.root, 'searchLayouts');
  return layouts === undefined ? [] : usesOf(object, object.name, layouts.children);
}

function unknownField({ path, object, field, line }: Use, model: PackageModel): readonly Finding[] {
  const known = STANDARD.has(field) || model.objects.get(object)?.fields.has(field) === true;
  return known ? [] : [{ path, line, message: `shows ${object}.${field}, which the package does not have` }];
}

/** A layout without a required field keeps people from saving, and the platform refuses it. */
function requiredFields(model: PackageModel): readonly Finding[] {
  return model.of('layout').flatMap((layout) => {
    const shown = new Set(layoutItems(layout.root).map(({ text }) => text));
    return [...(model.objects.get(objectOfLayout(layout))?.fields.values() ?? [])]
      .filter(({ name, isRequired, isMasterDetail }) => (isRequired || isMasterDetail) && !shown.has(name))
      .map(({ name }) => ({ path: layout.path, line: 0, message: `leaves out the required field ${name}` }));
  });
}

function compactLayouts(model: PackageModel): readonly Finding[] {
  const known = new Set(model.of('compactLayout').map(({ object, name }) => `${object}.${name}`));
  return model.of('object').flatMap(({ path, name, root }) => {
    const assigned = textOf(root, 'compactLayoutAssignment');
    if (assigned === undefined || assigned === 'SYSTEM' || known.has(`${name}.${assigned}`)) return [];
    return [{ path, line: 0, message: `assigns the compact layout ${assigned}, which the object does not have` }];
  });
}

function tabs(model: PackageModel): readonly Finding[] {
  return model
    .of('tab')
    .filter(({ name, root }) => textOf(root, 'customObject') === 'true' && !model.objects.has(name))
    .map(({ path, name }) => ({ path, line: 0, message: `is the tab of ${name}, which the package does not have` }));
}
