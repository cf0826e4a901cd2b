/** How standard objects are written down, and the fields that come in every second one. */
import { readOnlyField, referenceField, standardField, type FieldMaker, type FieldTraits } from '../field-parts.ts';
import type { FieldKind } from '../model.ts';

export type Declaration = {
  readonly name: string;
  /** The name when left out. */
  readonly label?: string;
  readonly pluralLabel: string;
  readonly keyPrefix: string;
  /** May queues own it, too? */
  readonly owned: boolean | 'byUser';
  readonly nameField?: FieldMaker;
  readonly fields: readonly FieldMaker[];
};

export const text = (name: string, length: number, traits: FieldTraits = {}): FieldMaker =>
  standardField(name, 'string', { length, ...traits });
export const flag = (name: string, traits: FieldTraits = {}): FieldMaker =>
  standardField(name, 'boolean', { defaultValue: false, ...traits });
export const percent = (name: string): FieldMaker => standardField(name, 'percent', { precision: 3, scale: 0 });
export const money = (name: string, traits: FieldTraits = {}): FieldMaker =>
  standardField(name, 'currency', { precision: 18, scale: 2, ...traits });
export const whole = (name: string, precision = 9): FieldMaker => standardField(name, 'int', { precision, scale: 0 });
export const day = (name: string, traits: FieldTraits = {}): FieldMaker => standardField(name, 'date', traits);
export const moment = (name: string): FieldMaker => standardField(name, 'datetime');
export const longText = (name: string, length = 32_000): FieldMaker => standardField(name, 'textarea', { length });
export const phone = (name: string): FieldMaker => standardField(name, 'phone', { length: 40 });
export const email = (name: string, traits: FieldTraits = {}): FieldMaker => standardField(name, 'email', { length: 80, ...traits });
/** A lookup to one object, which has the records as a list under the second name. */
export const lookup = (name: string, to: string, list?: string): FieldMaker =>
  referenceField(name, [to], list === undefined ? {} : { childRelationshipName: list });
/** A lookup without which there is no record: it goes with its parent. */
export const detail = (name: string, to: string, list?: string): FieldMaker =>
  referenceField(name, [to], {
    required: true,
    deleteConstraint: 'Cascade',
    ...(list === undefined ? {} : { childRelationshipName: list }),
  });
/** Set by the platform alone. */
export const shown = (name: string, kind: FieldKind, traits: FieldTraits = {}): FieldMaker => readOnlyField(name, kind, traits);
export const nameText = (name: string, length: number, traits: FieldTraits = {}): FieldMaker =>
  text(name, length, { nameField: true, required: true, ...traits });

export const address = (prefix: string): FieldMaker[] => [
  standardField(`${prefix}Street`, 'textarea', { length: 255 }),
  text(`${prefix}City`, 40),
  text(`${prefix}State`, 80),
  text(`${prefix}PostalCode`, 20),
  text(`${prefix}Country`, 80),
  standardField(`${prefix}Latitude`, 'double', { precision: 18, scale: 15 }),
  standardField(`${prefix}Longitude`, 'double', { precision: 18, scale: 15 }),
];

/** Of what was merged away: the record it was merged into. */
export const mergedInto = (object: string): FieldMaker =>
  referenceField('MasterRecordId', [object], { createable: false, updateable: false, deleteConstraint: 'SetNull' });
