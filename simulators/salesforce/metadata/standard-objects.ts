/** The standard objects the org carries, with the fields integrations and packages commonly use. Source: the Object Reference for the Salesforce Platform. */
import type { OrgObject } from './model.ts';
import { ACCESS, USER } from './standard/access.ts';
import type { Declaration } from './standard/declaration.ts';
import { DEFINITIONS } from './standard/definitions.ts';
import { FILES } from './standard/files.ts';
import { PRODUCTS } from './standard/products.ts';
import { SALES } from './standard/sales.ts';
import { SERVICE } from './standard/service.ts';
import { APEX, NOTIFICATION_TYPE, ORGANIZATION, RECORD_TYPE } from './standard/setup.ts';
import { systemFields } from './system-fields.ts';

const DECLARATIONS: readonly Declaration[] = [
  ORGANIZATION,
  USER,
  ...ACCESS,
  ...SALES,
  ...PRODUCTS,
  ...SERVICE,
  ...FILES,
  RECORD_TYPE,
  NOTIFICATION_TYPE,
  ...APEX,
  ...DEFINITIONS,
];

/** Fresh copies of the standard objects; the loader adds custom fields of the source to them. */
export function standardObjects(): OrgObject[] {
  return DECLARATIONS.map(declareObject);
}

export function declareObject({ name, label, pluralLabel, keyPrefix, owned, nameField, fields }: Declaration): OrgObject {
  return {
    name,
    label: label ?? name,
    pluralLabel,
    kind: 'standard',
    keyPrefix,
    fields: [...systemFields({ kind: 'standard', owned, name: nameField }), ...fields].map((make) => make(name)),
  };
}
