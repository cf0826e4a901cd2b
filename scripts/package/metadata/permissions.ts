/**
 * Permission sets name what exists, and together open every field to those who need it. Required and master-detail
 * fields must not be listed: the platform refuses the set.
 */
import type { Finding } from '../finding.ts';
import type { Component, PackageField, PackageModel, PackageObject } from '../source/package-model.ts';
import { all, flag, textOf, type XmlNode } from '../source/xml.ts';

/** The set that may write mirrored values: for the broker's integration user alone. */
const INTEGRATION_SET = 'OB_Integration';
export const INTEGRATION_WRITE = 'OB_Integration_Write';
/** Whoever looks after the package reads everything. */
const ADMINISTRATOR_SET = 'OB_Admin';

/** Every dangling, forbidden or missing entry of a permission set or group. */
export function checkPermissions(model: PackageModel): readonly Finding[] {
  const sets = model.of('permissionset');
  return [
    ...sets.flatMap((set) => [...dangling(set, model), ...fieldEntries(set, model), ...parents(set, model), ...authority(set)]),
    ...coverage(model, INTEGRATION_SET, 'editable'),
    ...coverage(model, ADMINISTRATOR_SET, 'readable'),
    ...groups(model),
  ];
}

/** Whether field-level security applies, so that a set must list the field. */
function isListed({ isRequired, isMasterDetail }: PackageField): boolean {
  return !isRequired && !isMasterDetail;
}

function isRecord({ name, root }: PackageObject): boolean {
  return root !== undefined && name.endsWith('__c');
}

function dangling({ path, root }: Component, model: PackageModel): readonly Finding[] {
  const names = (kind: string): Set<string> => new Set(model.of(kind).map(({ name }) => name));
  const references: readonly [entry: string, key: string, known: { has: (name: string) => boolean }][] = [
    ['classAccesses', 'apexClass', names('cls')],
    ['customPermissions', 'name', names('customPermission')],
    ['applicationVisibilities', 'application', names('app')],
    ['tabSettings', 'tab', names('tab')],
    ['objectPermissions', 'object', model.objects],
    ['customMetadataTypeAccesses', 'name', model.objects],
  ];
  return references.flatMap(([entry, key, known]) =>
    all(root, entry).flatMap((node) => {
      const name = textOf(node, key) ?? '';
      return known.has(name) ? [] : [{ path, line: node.line, message: `${entry} names ${name}, which the package does not have` }];
    }),
  );
}

function fieldEntries({ path, root }: Component, model: PackageModel): readonly Finding[] {
  return all(root, 'fieldPermissions').flatMap((node) => {
    const name = textOf(node, 'field') ?? '';
    const message = fieldFault(name, node, model);
    return message === undefined ? [] : [{ path, line: node.line, message }];
  });
}

function fieldFault(name: string, node: XmlNode, model: PackageModel): string | undefined {
  const [object = '', field = ''] = name.split('.');
  const found = model.objects.get(object)?.fields.get(field);
  if (found === undefined) return `fieldPermissions names ${name}, which the package does not have`;
  if (!isListed(found)) return `fieldPermissions lists ${name}, which is required or master-detail`;
  if (flag(node, 'editable') && textOf(found.root, 'formula') !== undefined) return `${name} is a formula and cannot be editable`;
  return undefined;
}

/** Reading a detail record takes reading its master. */
function parents({ path, root }: Component, model: PackageModel): readonly Finding[] {
  const readable = new Set(
    all(root, 'objectPermissions').flatMap((node) => (flag(node, 'allowRead') ? [textOf(node, 'object') ?? ''] : [])),
  );
  return [...readable].flatMap((name) =>
    [...(model.objects.get(name)?.fields.values() ?? [])]
      .filter(({ isMasterDetail }) => isMasterDetail)
      .map((field) => textOf(field.root, 'referenceTo') ?? '')
      .filter((master) => !readable.has(master))
      .map((master) => ({ path, line: 0, message: `opens ${name} without its master ${master}` })),
  );
}

function authority({ name, path, root }: Component): readonly Finding[] {
  const writes = all(root, 'customPermissions').some((node) => textOf(node, 'name') === INTEGRATION_WRITE);
  return writes && name !== INTEGRATION_SET
    ? [{ path, line: 0, message: `grants ${INTEGRATION_WRITE}, which is for ${INTEGRATION_SET} alone` }]
    : [];
}

function coverage(model: PackageModel, setName: string, access: 'readable' | 'editable'): readonly Finding[] {
  const set = model.of('permissionset').find(({ name }) => name === setName);
  if (set === undefined) return [{ path: 'force-app', line: 0, message: `the permission set ${setName} is missing` }];
  const open = new Set(all(set.root, 'fieldPermissions').flatMap((node) => (flag(node, access) ? [textOf(node, 'field') ?? ''] : [])));
  const fields = [...model.objects.values()]
    .filter(isRecord)
    .flatMap((object) => [...object.fields.values()].filter(isListed).map((field) => ({ field, name: `${object.name}.${field.name}` })))
    .filter(({ field }) => access === 'readable' || textOf(field.root, 'formula') === undefined)
    .map(({ name }) => name);
  return fields.filter((name) => !open.has(name)).map((name) => ({ path: set.path, line: 0, message: `${name} is not ${access} here` }));
}

function groups(model: PackageModel): readonly Finding[] {
  const known = new Set(model.of('permissionset').map(({ name }) => name));
  return model.of('permissionsetgroup').flatMap(({ path, root }) =>
    all(root, 'permissionSets')
      .filter(({ text }) => !known.has(text))
      .map(({ line, text }) => ({ path, line, message: `names the permission set ${text}, which the package does not have` })),
  );
}
