/** Share objects: with whom a record is shared beyond what the settings say. Source: Apex Developer Guide, "Understanding Apex Managed Sharing". */
import { picklistField, referenceField } from './field-parts.ts';
import type { OrgObject } from './model.ts';
import { systemFields } from './system-fields.ts';

export const shareName = (object: string): string => object.replace(/__c$/, '__Share');

/** Objects that everybody may change have none, nor have details. */
export const hasShares = ({ kind, sharingModel }: OrgObject): boolean =>
  kind === 'custom' && (sharingModel === 'Private' || sharingModel === 'Read');

/** `reasons` are those that the source declares for Apex, `Project_Lead__c`. */
export function shareObject(of: OrgObject, keyPrefix: string, reasons: readonly string[]): OrgObject {
  const name = shareName(of.name);
  const fields = [
    ...systemFields({ kind: 'standard', owned: false }),
    referenceField('ParentId', [of.name], { required: true, deleteConstraint: 'Cascade', childRelationshipName: 'Shares' }),
    referenceField('UserOrGroupId', ['Group', 'User'], { required: true, deleteConstraint: 'Cascade' }),
    picklistField('AccessLevel', ['Read', 'Edit', 'All'], { required: true }),
    picklistField('RowCause', ['Owner', 'Manual', 'Rule', ...reasons], { defaultValue: 'Manual' }),
  ];
  return {
    name,
    label: `Share: ${of.label}`,
    pluralLabel: `Share: ${of.label}`,
    kind: 'standard',
    keyPrefix,
    fields: fields.map((make) => make(name)),
  };
}
