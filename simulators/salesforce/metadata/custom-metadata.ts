/** Custom metadata records (`Type.Record.md-meta.xml`) as plain rows. */
import type { SourceFile } from './source-folder.ts';
import type { XmlElement } from './xml.ts';

export type CustomMetadataRow = Readonly<Record<string, unknown>>;

/** Rows by custom metadata type, `OB_Setting__mdt`. */
export function readCustomMetadata(files: readonly SourceFile[]): ReadonlyMap<string, readonly CustomMetadataRow[]> {
  const rows = new Map<string, CustomMetadataRow[]>();
  for (const { kind, name, root } of files) {
    if (kind !== 'customMetadata') continue;
    const [type, developerName = ''] = name.split('.');
    const object = `${type}__mdt`;
    const label = root.text('label') ?? developerName;
    const identity = { DeveloperName: developerName, MasterLabel: label, Label: label, QualifiedApiName: developerName, Language: 'en_US' };
    const list = rows.get(object) ?? [];
    list.push({ ...identity, ...Object.fromEntries(root.children('values').map(readValue)) });
    rows.set(object, list);
  }
  return rows;
}

function readValue(element: XmlElement): [string, unknown] {
  const text = element.text('value');
  return [element.text('field') ?? '', text === undefined || text === '' ? null : text];
}
