/**
 * What permission sets, muting permission sets, groups and profiles of the source allow. Source: the PermissionSet, MutingPermissionSet,
 * PermissionSetGroup and Profile pages of the Metadata API guide.
 */
import type { SourceFile, SourceKind } from './source-folder.ts';
import type { XmlElement } from './xml.ts';

export type ObjectRight = 'read' | 'create' | 'edit' | 'delete' | 'viewAll' | 'modifyAll' | 'viewAllFields';

/** One thing that is allowed, as text, so that sets of them can be united and muted. Made by the functions of `GRANT` alone. */
export type Grant = string;

export const GRANT = {
  object: (object: string, right: ObjectRight): Grant => `object ${object} ${right}`,
  field: (object: string, field: string, right: 'read' | 'edit'): Grant => `field ${object}.${field} ${right}`,
  customPermission: (name: string): Grant => `customPermission ${name}`,
  apexClass: (name: string): Grant => `apexClass ${name}`,
  externalCredential: (name: string): Grant => `externalCredential ${name}`,
  tab: (name: string): Grant => `tab ${name}`,
  app: (name: string): Grant => `app ${name}`,
  /** Custom metadata types and custom settings, whose rows are read like records. */
  configuration: (object: string): Grant => `configuration ${object}`,
  /** `Account.Partner` */
  recordType: (name: string): Grant => `recordType ${name}`,
  /** What new records of the object get; profiles alone say so. */
  defaultRecordType: (name: string): Grant => `defaultRecordType ${name}`,
  /** A permission of the whole org, `ViewAllData`. */
  user: (name: string): Grant => `user ${name}`,
} as const;

export type PermissionSetGroup = { readonly sets: readonly string[]; readonly muted: readonly string[] };

export type GrantSource = {
  /** Permission sets by name. */
  readonly permissionSets: ReadonlyMap<string, ReadonlySet<Grant>>;
  readonly mutingPermissionSets: ReadonlyMap<string, ReadonlySet<Grant>>;
  readonly permissionSetGroups: ReadonlyMap<string, PermissionSetGroup>;
  /** Profiles by the name of their file: `Admin` is the System Administrator. */
  readonly profiles: ReadonlyMap<string, ReadonlySet<Grant>>;
};

export function readGrants(files: readonly SourceFile[]): GrantSource {
  const of = (kind: SourceKind): SourceFile[] => files.filter((file) => file.kind === kind);
  const grants = (kind: SourceKind): Map<string, ReadonlySet<Grant>> => new Map(of(kind).map(({ name, root }) => [name, grantsOf(root)]));
  return {
    permissionSets: grants('permissionSet'),
    mutingPermissionSets: grants('mutingPermissionSet'),
    permissionSetGroups: new Map(of('permissionSetGroup').map(({ name, root }) => [name, groupOf(root)])),
    profiles: grants('profile'),
  };
}

function groupOf(root: XmlElement): PermissionSetGroup {
  const names = (child: string): string[] => root.children(child).map((element) => element.content);
  return { sets: names('permissionSets'), muted: names('mutingPermissionSets') };
}

const OBJECT_RIGHTS: readonly (readonly [string, ObjectRight])[] = [
  ['allowRead', 'read'],
  ['allowCreate', 'create'],
  ['allowEdit', 'edit'],
  ['allowDelete', 'delete'],
  ['viewAllRecords', 'viewAll'],
  ['modifyAllRecords', 'modifyAll'],
  ['viewAllFields', 'viewAllFields'],
];

function grantsOf(root: XmlElement): ReadonlySet<Grant> {
  const enabled = (child: string, name: string, grant: (name: string) => Grant): Grant[] =>
    root
      .children(child)
      .filter((element) => element.flag('enabled'))
      .map((element) => grant(element.text(name) ?? ''));
  return new Set([
    ...root.children('objectPermissions').flatMap(objectGrants),
    ...root.children('fieldPermissions').flatMap(fieldGrants),
    ...enabled('customPermissions', 'name', GRANT.customPermission),
    ...enabled('classAccesses', 'apexClass', GRANT.apexClass),
    // The principal is `Credential-Principal`; the org tells no principals of one credential apart.
    ...enabled('externalCredentialPrincipalAccesses', 'externalCredentialPrincipal', (name) =>
      GRANT.externalCredential(name.split('-')[0] ?? ''),
    ),
    ...enabled('customMetadataTypeAccesses', 'name', GRANT.configuration),
    ...enabled('customSettingAccesses', 'name', GRANT.configuration),
    ...enabled('userPermissions', 'name', GRANT.user),
    ...visible(root, 'applicationVisibilities', 'application').map(GRANT.app),
    ...visible(root, 'recordTypeVisibilities', 'recordType').map(GRANT.recordType),
    ...root
      .children('recordTypeVisibilities')
      .filter((element) => element.flag('default'))
      .map((element) => GRANT.defaultRecordType(element.text('recordType') ?? '')),
    ...tabs(root).map(GRANT.tab),
  ]);
}

function objectGrants(element: XmlElement): Grant[] {
  const object = element.text('object') ?? '';
  return OBJECT_RIGHTS.filter(([flag]) => element.flag(flag)).map(([, right]) => GRANT.object(object, right));
}

function fieldGrants(element: XmlElement): Grant[] {
  const [object = '', field = ''] = (element.text('field') ?? '').split('.');
  return (['read', 'edit'] as const)
    .filter((right) => element.flag(right === 'read' ? 'readable' : 'editable'))
    .map((right) => GRANT.field(object, field, right));
}

function visible(root: XmlElement, child: string, name: string): string[] {
  return root
    .children(child)
    .filter((element) => element.flag('visible'))
    .map((element) => element.text(name) ?? '');
}

/** Permission sets say `tabSettings` Available or Visible, profiles `tabVisibilities` DefaultOn or DefaultOff: both can be opened. */
function tabs(root: XmlElement): string[] {
  return [...root.children('tabSettings'), ...root.children('tabVisibilities')]
    .filter((element) => !['None', 'Hidden', undefined].includes(element.text('visibility')))
    .map((element) => element.text('tab') ?? '');
}
