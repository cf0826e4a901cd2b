/** Tokens of types, objects and fields: one value each, so that they compare by identity. Source: Apex Developer Guide, "Using Schema Tokens". */
import type { OrgField, OrgObject } from '../../metadata/model.ts';
import { classOf, type ApexType } from '../types/type.ts';
import { PlatformObject } from '../values.ts';

export type ObjectToken = PlatformObject<OrgObject>;
export type FieldToken = PlatformObject<{ readonly object: OrgObject; readonly field: OrgField }>;
export type TypeToken = PlatformObject<ApexType>;

const objects = new WeakMap<OrgObject, ObjectToken>();
const fields = new WeakMap<OrgField, FieldToken>();
const types = new WeakMap<ApexType, TypeToken>();

/** `Account.SObjectType` */
export function objectToken(object: OrgObject): ObjectToken {
  let token = objects.get(object);
  if (token === undefined) objects.set(object, (token = new PlatformObject(classOf('Schema.SObjectType'), object, object.name)));
  return token;
}

/** `Account.Name` */
export function fieldToken(object: OrgObject, field: OrgField): FieldToken {
  let token = fields.get(field);
  if (token === undefined)
    fields.set(field, (token = new PlatformObject(classOf('Schema.SObjectField'), { object, field }, `${object.name}.${field.name}`)));
  return token;
}

/** `Account.class` */
export function typeToken(type: ApexType): TypeToken {
  let token = types.get(type);
  if (token === undefined) types.set(type, (token = new PlatformObject(classOf('Type'), type, type.name)));
  return token;
}
