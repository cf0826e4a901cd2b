/** The standard objects the org carries, with the fields integrations and packages commonly use. Source: the Object Reference for the Salesforce Platform. */
import type { OrgField, OrgObject } from './model.ts';
import { ADMINISTRATION } from './standard/administration.ts';
import { CONTACT_POINTS } from './standard/contact-points.ts';
import { ACCESS, USER } from './standard/access.ts';
import type { Declaration } from './standard/declaration.ts';
import { ENTITY_DEFINITION, ENTITY_PARTICLE, FIELD_DEFINITION } from './standard/definitions.ts';
import { securityName } from './standard/field-security.ts';
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
  ENTITY_DEFINITION,
];

/** Objects that few sources know: an org whose source does not name them starts without them, and the sooner. */
const SELDOM: readonly Declaration[] = [...CONTACT_POINTS, ...ADMINISTRATION, FIELD_DEFINITION, ENTITY_PARTICLE];

const SELDOM_NAMES = new RegExp(`\\b(?:${SELDOM.map(({ name }) => name).join('|')}|\\w+__Share)\\b`, 'gi');

/** In lower case: of the objects that few sources know, share objects among them, those that the texts name, and what these refer to. */
export function seldomNamed(texts: Iterable<string>): ReadonlySet<string> {
  const named = new Set<string>();
  for (const text of texts) for (const [name] of text.matchAll(SELDOM_NAMES)) addWithParents(named, name.toLowerCase());
  return named;
}

function addWithParents(named: Set<string>, name: string): void {
  if (named.has(name)) return;
  named.add(name);
  const declaration = SELDOM.find((each) => each.name.toLowerCase() === name);
  for (const { referenceTo = [] } of declaration === undefined ? [] : declareObject(declaration).fields)
    for (const parent of referenceTo) if (SELDOM.some((each) => each.name === parent)) addWithParents(named, parent.toLowerCase());
}

/** Fresh copies of the standard objects; the loader adds custom fields of the source to them. */
export function standardObjects(seldom: ReadonlySet<string> = new Set()): OrgObject[] {
  const absent = new Set(SELDOM.map(({ name }) => name).filter((name) => !seldom.has(name.toLowerCase())));
  const isKnown = ({ referenceTo = [] }: OrgField): boolean => !referenceTo.some((name) => absent.has(name));
  return [...DECLARATIONS, ...SELDOM]
    .filter(({ name }) => !absent.has(name))
    .map(declareObject)
    .map((object) => (object.fields.every(isKnown) ? object : { ...object, fields: object.fields.filter(isKnown) }));
}

export function declareObject({ name, label, pluralLabel, keyPrefix, owned, nameField, fields }: Declaration): OrgObject {
  return {
    name,
    label: label ?? name,
    pluralLabel,
    kind: 'standard',
    keyPrefix,
    fields: [...systemFields({ kind: 'standard', owned, name: nameField }), ...fields].map((make) => secured(name, make(name))),
  };
}

function secured(object: string, field: OrgField): OrgField {
  const known = securityName(object, field.name);
  return known === undefined ? field : { ...field, securityName: known };
}
