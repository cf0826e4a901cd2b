/** Turns a CustomObject of the Metadata API and its fields into an object of the org. */
import { readOnlyField, standardField, type FieldMaker } from './field-parts.ts';
import type { ObjectKind, OrgField, OrgObject } from './model.ts';
import { systemFields } from './system-fields.ts';
import type { XmlElement } from './xml.ts';

export type CustomObjectSource = {
  readonly name: string;
  readonly root: XmlElement;
  readonly keyPrefix: string;
  readonly fields: readonly OrgField[];
};

export function readCustomObject({ name, root, keyPrefix, fields }: CustomObjectSource): OrgObject {
  const kind = kindOf(name, root);
  const owned = !fields.some((field) => field.masterDetail === true);
  const label = root.text('label') ?? name;
  const sharingModel = root.text('sharingModel');
  const system = systemFields({ kind, owned, name: nameField(root.child('nameField')) }).map((make) => make(name));
  return {
    name,
    label,
    pluralLabel: root.text('pluralLabel') ?? label,
    kind,
    keyPrefix,
    fields: [...system, ...fields.toSorted((a, b) => (a.name < b.name ? -1 : 1))],
    ...(kind === 'platformEvent' ? { publishBehavior: publishBehavior(root) } : {}),
    ...(sharingModel === undefined ? {} : { sharingModel }),
    ...(kind === 'customSetting' ? { hierarchy: root.text('customSettingsType') === 'Hierarchy' } : {}),
  };
}

export function kindOf(name: string, root: XmlElement): ObjectKind {
  if (name.endsWith('__e')) return 'platformEvent';
  if (name.endsWith('__mdt')) return 'customMetadata';
  return root.text('customSettingsType') === undefined ? 'custom' : 'customSetting';
}

/** Omitted means PublishImmediately (Platform Events guide). */
function publishBehavior(root: XmlElement): 'PublishAfterCommit' | 'PublishImmediately' {
  return root.text('publishBehavior') === 'PublishAfterCommit' ? 'PublishAfterCommit' : 'PublishImmediately';
}

function nameField(root: XmlElement | undefined): FieldMaker {
  const label = root?.text('label') ?? 'Name';
  if (root?.text('type') !== 'AutoNumber') return standardField('Name', 'string', { length: 80, label, nameField: true });
  return readOnlyField('Name', 'autonumber', { length: 80, label, nameField: true, displayFormat: root.text('displayFormat') ?? '{0}' });
}
