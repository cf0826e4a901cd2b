/** Tokens of objects and fields. Source: Apex Reference Guide, "SObjectType Class" and "SObjectField Class". */
import type { ApexContext } from '../../context.ts';
import type { OrgField, OrgMetadata, OrgObject } from '../../../metadata/model.ts';
import { classOf } from '../../types/type.ts';
import { PlatformObject } from '../../values.ts';

export type FieldOfObject = { readonly object: OrgObject; readonly field: OrgField };

export type ObjectToken = PlatformObject<OrgObject>;
export type FieldToken = PlatformObject<FieldOfObject>;

/** Tokens of one object are equal. */
export const tokenOf = (object: OrgObject): ObjectToken => new PlatformObject(classOf('Schema.SObjectType'), object, object.name);

/** Two fields of one name on different objects are not equal; the text is the field's name alone. */
export const fieldTokenOf = (object: OrgObject, field: OrgField): FieldToken =>
  new PlatformObject(classOf('Schema.SObjectField'), { object, field }, `${object.name}.${field.name}`, field.name);

/** What is never stored has a token, but no field: what aggregate queries give, and what the parents of a polymorphic reference have in common. */
const NEVER_STORED: readonly OrgObject[] = [
  ['AggregateResult', 'Aggregate Result'],
  ['Name', 'Name'],
].map(([name = '', label = '']) => ({ name, label, pluralLabel: label, kind: 'standard', keyPrefix: '', fields: [] }));

/** Whatever the case of the name; undefined for none, such as SObject. */
export function objectNamed({ object }: Pick<OrgMetadata, 'object'>, name: string): OrgObject | undefined {
  return object(name) ?? NEVER_STORED.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/** Null for a name that is no object's. */
export function objectToken({ org }: ApexContext, name: string): ObjectToken | null {
  const object = objectNamed(org.metadata, name);
  return object === undefined ? null : tokenOf(object);
}

export function fieldToken({ org }: ApexContext, objectName: string, fieldName: string): FieldToken | null {
  const object = org.metadata.object(objectName);
  const field = object === undefined ? undefined : org.metadata.field(object, fieldName);
  return object === undefined || field === undefined ? null : fieldTokenOf(object, field);
}

export const describeObject = (object: OrgObject): PlatformObject<OrgObject> =>
  new PlatformObject(classOf('Schema.DescribeSObjectResult'), object, object.name);

export const describeField = (object: OrgObject, field: OrgField): PlatformObject<FieldOfObject> =>
  new PlatformObject(classOf('Schema.DescribeFieldResult'), { object, field }, `${object.name}.${field.name}`);
