/** Reads SFDX source folders and adds the standard objects: what a deploy into a fresh org would leave behind. */
import { makeFormulas, unsupportedFormulas } from '../formula/formulas.ts';
import type { FormulaMetadata } from '../formula/values.ts';
import { readCachePartitions } from './cache-partitions.ts';
import { readCustomField, readPicklistValue, type ValueSets } from './custom-field.ts';
import { readCustomMetadata } from './custom-metadata.ts';
import { kindOf, readCustomObject } from './custom-object.ts';
import { withFieldSets } from './field-sets.ts';
import { withFileOwners } from './file-owners.ts';
import { readGrants } from './grants.ts';
import { assignKeyPrefixes } from './key-prefixes.ts';
import { indexMetadata } from './lookups.ts';
import type { OrgField, OrgMetadata, OrgObject } from './model.ts';
import { readNamedCredentials } from './named-credentials.ts';
import { readRecordFlows } from './record-flows.ts';
import { withRecordTypes } from './record-types.ts';
import { completeRollUps } from './roll-up.ts';
import { hasShares, shareName, shareObject } from './shares.ts';
import { readSharing } from './sharing.ts';
import { readSourceFolder, type SourceFile } from './source-folder.ts';
import { seldomNamed, standardObjects } from './standard-objects.ts';
import { readLabelTranslations, translateObjects, translateValueSets } from './translations.ts';

/** Told of a component that a real deploy would refuse or this org cannot honour; it is left out. */
export type LeaveOut = (problem: string) => void;

const refuse: LeaveOut = (problem) => {
  throw new Error(problem);
};

/** Loads all folders as one deploy; `apex` are the texts of its code. Throws on metadata a real deploy would refuse or this org cannot honour, naming the component; unless it may be left out. */
export function loadMetadata(folders: readonly string[], leaveOut: LeaveOut = refuse, apex: readonly string[] = []): OrgMetadata {
  const files = folders.flatMap((folder) => readSourceFolder(folder, leaveOut));
  const of = (kind: SourceFile['kind']): SourceFile[] => files.filter((file) => file.kind === kind);
  const valueSets = translateValueSets(readValueSets(of('globalValueSet')), of('globalValueSetTranslation'));
  const seldom = seldomNamed([...apex, ...files.flatMap(namesIn)]);
  const objects = translateObjects(objectsOf(of, { valueSets, seldom }, leaveOut), of('objectTranslation'));
  checkReferences(objects, leaveOut);
  const indexed = indexMetadata(objects);
  const labels = new Map(of('labels').flatMap(readLabels));
  for (const problem of unsupportedFormulas({ objects, ...indexed, labels })) leaveOut(problem);
  return {
    objects,
    ...indexed,
    channels: of('channel').map(({ name, root }) => ({ name, type: root.text('channelType') === 'event' ? 'event' : 'data' })),
    channelMembers: of('channelMember').map(readMember),
    validationRules: of('validationRule')
      .map(readRule)
      .filter(canBeEvaluated({ objects, ...indexed, labels }, leaveOut)),
    grants: readGrants(files),
    sharing: readSharing(files),
    customMetadata: withObjects(readCustomMetadata(files), indexed, leaveOut),
    labels,
    labelTranslations: readLabelTranslations(of('translation')),
    namedCredentials: readNamedCredentials(files),
    cachePartitions: readCachePartitions(files),
    customPermissions: of('customPermission').map(({ name, root }) => ({ name, label: root.text('label') ?? name })),
    recordFlows: readRecordFlows(files),
    notificationTypes: of('notificationType').map(({ name, root }) => ({ name, label: root.text('masterLabel') ?? name })),
  };
}

/** Objects that a component names. */
function namesIn({ kind, object, root }: SourceFile): string[] {
  return kind === 'field' ? [object, root.text('referenceTo') ?? ''] : [object];
}

type Known = {
  readonly valueSets: ValueSets;
  /** Names of standard objects that few sources know. */ readonly seldom: ReadonlySet<string>;
};

function objectsOf(of: (kind: SourceFile['kind']) => SourceFile[], known: Known, leaveOut: LeaveOut): Map<string, OrgObject> {
  const built = withFileOwners(buildObjects(of('object'), of('field'), known, leaveOut));
  addShares(built, known.seldom, of('sharingReason'));
  return withFieldSets(withRecordTypes(completeRollUps(built), of('recordType')), of('fieldSet'), leaveOut);
}

function readValueSets(files: readonly SourceFile[]): ValueSets {
  return new Map(files.map(({ name, root }) => [name, root.children('customValue').map(readPicklistValue)]));
}

function buildObjects(
  objectFiles: readonly SourceFile[],
  fieldFiles: readonly SourceFile[],
  { valueSets, seldom }: Known,
  leaveOut: LeaveOut,
): Map<string, OrgObject> {
  const objects = new Map(standardObjects(seldom).map((object) => [object.name, object]));
  const fields = readFields(fieldFiles, valueSets, leaveOut);
  for (const object of customObjects(objectFiles, objects, fields)) objects.set(object.name, object);
  for (const [name, added] of fields) {
    const object = objects.get(name);
    if (object === undefined) leaveOut(`${namesOf(added)}: its object ${name} is neither in the source nor standard here`);
    else if (object.kind === 'standard') objects.set(name, { ...object, fields: [...object.fields, ...added] });
  }
  return objects;
}

/** The platform gives all share objects one key prefix; here an id says which of them it is of. */
function addShares(objects: Map<string, OrgObject>, seldom: ReadonlySet<string>, reasonFiles: readonly SourceFile[]): void {
  const shared = [...objects.values()].filter((object) => hasShares(object) && seldom.has(shareName(object.name).toLowerCase()));
  for (const [index, object] of shared.entries()) {
    const reasons = reasonFiles.filter((file) => file.object === object.name).map(({ name }) => name);
    objects.set(shareName(object.name), shareObject(object, `z${String(index).padStart(2, '0')}`, reasons));
  }
}

/** The objects of the source that are not among the `known`. */
function customObjects(
  files: readonly SourceFile[],
  known: ReadonlyMap<string, OrgObject>,
  fields: ReadonlyMap<string, OrgField[]>,
): OrgObject[] {
  const custom = files.filter((file) => !known.has(file.name));
  const prefixes = assignKeyPrefixes(custom.map(({ name, root }) => ({ name, kind: kindOf(name, root) })));
  return custom.map(({ name, root }) =>
    readCustomObject({ name, root, keyPrefix: prefixes.get(name) ?? 'a00', fields: fields.get(name) ?? [] }),
  );
}

function namesOf(fields: readonly OrgField[]): string {
  return fields.map(({ name }) => name).join(', ');
}

/** By object. A file about a standard field says how an admin set it up, not that it is one more. */
function readFields(files: readonly SourceFile[], valueSets: ValueSets, leaveOut: LeaveOut): ReadonlyMap<string, OrgField[]> {
  const custom = files.filter(({ name }) => name.endsWith('__c'));
  const byObject = Map.groupBy(custom, ({ object }) => object);
  const read = ({ object, root }: SourceFile): OrgField[] => orLeaveOut(leaveOut, () => readCustomField(object, root, valueSets));
  return new Map([...byObject].map(([object, of]) => [object, of.flatMap(read)]));
}

/** The component, or nothing when it cannot be read and may be left out. */
function orLeaveOut<Component>(leaveOut: LeaveOut, read: () => Component): Component[] {
  try {
    return [read()];
  } catch (error) {
    leaveOut((error as Error).message);
    return [];
  }
}

function checkReferences(objects: Map<string, OrgObject>, leaveOut: LeaveOut): void {
  for (const object of objects.values()) {
    const fields = object.fields.filter((field) => {
      const unknown = field.referenceTo?.find((target) => !objects.has(target));
      if (unknown !== undefined) leaveOut(`${object.name}.${field.name} refers to ${unknown}, which the org does not have`);
      return unknown === undefined;
    });
    if (fields.length < object.fields.length) objects.set(object.name, { ...object, fields });
  }
}

function readMember({ root }: SourceFile): OrgMetadata['channelMembers'][number] {
  const filterExpression = root.text('filterExpression');
  return {
    channel: root.text('eventChannel') ?? '',
    selectedEntity: root.text('selectedEntity') ?? '',
    enrichedFields: root.children('enrichedFields').map((field) => field.text('name') ?? ''),
    ...(filterExpression === undefined || filterExpression === '' ? {} : { filterExpression }),
  };
}

function readLabels({ root }: SourceFile): [string, string][] {
  return root.children('labels').map((label) => [(label.text('fullName') ?? '').toLowerCase(), label.text('value') ?? '']);
}

function withObjects(
  records: OrgMetadata['customMetadata'],
  { object }: Pick<OrgMetadata, 'object'>,
  leaveOut: LeaveOut,
): OrgMetadata['customMetadata'] {
  const known = [...records].filter(([type]) => {
    if (object(type) === undefined) leaveOut(`the source has records of ${type} but not the object`);
    return object(type) !== undefined;
  });
  return new Map(known);
}

/** A rule of an object that is not there has nothing to check. Rules that cannot be evaluated stop the org when it is built, unless they may be left out. */
function canBeEvaluated(metadata: FormulaMetadata, leaveOut: LeaveOut): (rule: Rule) => boolean {
  const formulas = makeFormulas(metadata);
  return (rule) => {
    const owner = metadata.object(rule.object);
    if (leaveOut === refuse || owner === undefined) return true;
    return orLeaveOut(leaveOut, () => formulas.ofRule(owner, rule.formula)).length > 0;
  };
}

type Rule = OrgMetadata['validationRules'][number];

function readRule({ object, name, root }: SourceFile): Rule {
  const formula = root.text('errorConditionFormula') ?? '';
  return { object, name, formula, message: root.text('errorMessage') ?? '', active: root.flag('active') };
}
