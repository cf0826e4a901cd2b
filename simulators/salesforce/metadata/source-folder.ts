/** Finds the metadata files of an SFDX source folder, whatever the layers it is cut into. Only the file suffix and the object folder matter. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { filesBelow } from '../source-tree.ts';
import { parseXml, type XmlElement } from './xml.ts';

const KINDS = {
  object: 'object',
  field: 'field',
  fieldSet: 'fieldSet',
  validationRule: 'validationRule',
  recordType: 'recordType',
  globalValueSet: 'globalValueSet',
  globalValueSetTranslation: 'globalValueSetTranslation',
  objectTranslation: 'objectTranslation',
  translation: 'translation',
  platformEventChannel: 'channel',
  platformEventChannelMember: 'channelMember',
  md: 'customMetadata',
  permissionset: 'permissionSet',
  permissionsetgroup: 'permissionSetGroup',
  mutingpermissionset: 'mutingPermissionSet',
  profile: 'profile',
  sharingRules: 'sharingRules',
  group: 'group',
  queue: 'queue',
  role: 'role',
  customPermission: 'customPermission',
  labels: 'labels',
  namedCredential: 'namedCredential',
  notiftype: 'notificationType',
  cachePartition: 'cachePartition',
  sharingReason: 'sharingReason',
  flow: 'flow',
} as const;

export type SourceKind = (typeof KINDS)[keyof typeof KINDS];

export type SourceFile = {
  readonly kind: SourceKind;
  /** File name without suffix: the component's API name. */
  readonly name: string;
  /** The object folder a field or rule lies in. */
  readonly object: string;
  readonly path: string;
  readonly root: XmlElement;
};

/** Reads every known component below `folder`. `refuse` is told the path of one that is not well-formed XML. */
export function readSourceFolder(folder: string, refuse: (problem: string) => void): SourceFile[] {
  return filesBelow(folder)
    .filter((path) => path.endsWith('-meta.xml'))
    .flatMap((path) => readComponent(join(folder, path), refuse));
}

function readComponent(path: string, refuse: (problem: string) => void): SourceFile[] {
  const match = /^(.+)\.([A-Za-z]+)-meta\.xml$/.exec(basename(path));
  if (match?.[1] === undefined || !isKnown(match[2])) return [];
  try {
    const root = parseXml(readFileSync(path, 'utf8'));
    return [{ kind: KINDS[match[2]], name: match[1], object: basename(dirname(dirname(path))), path, root }];
  } catch (error) {
    refuse(`${path} is not well-formed XML: ${(error as Error).message}`);
    return [];
  }
}

function isKnown(suffix: string | undefined): suffix is keyof typeof KINDS {
  return suffix !== undefined && suffix in KINDS;
}
