import type { OrgField, OrgObject } from '../../metadata/model.ts';
import { changeEntityOf } from '../topics/topic-name.ts';
import { type CompoundField, compoundFieldsOf } from './compound-field.ts';

/** A body field of a change event; its place in the list, plus one for the header, is its bit in the bitmaps. */
export type ShapeField = { readonly single: OrgField } | { readonly compound: CompoundField; readonly custom?: OrgField };

/** What an object's change events carry besides their header. */
export type ChangeEventShape = { readonly entity: string; readonly object: OrgObject; readonly fields: readonly ShapeField[] };

/** Fields that real change events leave out, besides those the platform computes. */
const neverCarried = new Set([
  'Id',
  'IsDeleted',
  'SystemModstamp',
  'LastActivityDate',
  'LastReferencedDate',
  'LastViewedDate',
  'MasterRecordId',
  'PhotoUrl',
  'UserRecordAccessId',
]);

/** Fields keep the order in which the object lists them; a compound field stands where its first member stood. */
export function changeEventShape(object: OrgObject): ChangeEventShape {
  const compounds = compoundFieldsOf(object);
  const placed = new Set<CompoundField>();
  const fields: ShapeField[] = [];
  for (const field of object.fields) {
    const compound = compounds.get(field.name);
    if (compound !== undefined) {
      if (!placed.has(compound)) fields.push(field.custom ? { compound, custom: field } : { compound });
      placed.add(compound);
    } else if (!neverCarried.has(field.name) && field.calculated !== true) {
      fields.push({ single: field });
    }
  }
  return { entity: changeEntityOf(object.name), object, fields };
}
