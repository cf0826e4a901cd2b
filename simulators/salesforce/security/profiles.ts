/**
 * The profiles every org has, in the little that matters here. Sources: "Standard Profiles" of Salesforce Help; "Install a Package" (for
 * administrators): the System Administrator gets every object and field of a package. Custom permissions come from permission sets alone.
 */
import { GRANT, type Grant, type ObjectRight } from '../metadata/grants.ts';
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import { SELDOM_SHOWN } from '../metadata/standard/field-security.ts';
import { securityName } from './access.ts';

export const PROFILES = {
  administrator: 'System Administrator',
  standardUser: 'Standard User',
  minimumAccess: 'Minimum Access - Salesforce',
  marketingUser: 'Marketing User',
  readOnly: 'Read Only',
  /** For integration users: nothing but the right to log in. */
  apiOnly: 'Minimum Access - API Only Integrations',
} as const;

/** Names of profile files that differ from the profile's own name. */
const NAME_OF_FILE: Readonly<Record<string, string>> = { Admin: PROFILES.administrator, Standard: PROFILES.standardUser };

const EVERYTHING: readonly ObjectRight[] = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'];

/** The Standard User's rights on standard objects, as a new org has them. */
const STANDARD_USER: Readonly<Record<string, readonly ObjectRight[]>> = {
  Account: ['read', 'create', 'edit', 'delete'],
  Contact: ['read', 'create', 'edit', 'delete'],
  Case: ['read', 'create', 'edit'],
  Product2: ['read'],
  Pricebook2: ['read'],
  PricebookEntry: ['read'],
  Opportunity: ['read', 'create', 'edit', 'delete'],
  OpportunityLineItem: ['read', 'create', 'edit', 'delete'],
  OpportunityContactRole: ['read', 'create', 'edit', 'delete'],
  Lead: ['read', 'create', 'edit'],
  Campaign: ['read'],
  CampaignMember: ['read', 'create', 'edit', 'delete'],
  Contract: ['read', 'create', 'edit', 'delete'],
  Order: ['read', 'create', 'edit', 'delete'],
  OrderItem: ['read', 'create', 'edit', 'delete'],
  Asset: ['read', 'create', 'edit', 'delete'],
  CaseComment: ['read', 'create', 'edit', 'delete'],
  Task: ['read', 'create', 'edit', 'delete'],
  Event: ['read', 'create', 'edit', 'delete'],
  EmailMessage: ['read', 'create', 'edit', 'delete'],
  Attachment: ['read', 'create', 'edit', 'delete'],
  Note: ['read', 'create', 'edit', 'delete'],
  ContentDocument: ['read', 'create', 'edit', 'delete'],
  ContentVersion: ['read', 'create', 'edit', 'delete'],
  ContentDocumentLink: ['read', 'create', 'edit', 'delete'],
  FeedItem: ['read', 'create', 'edit', 'delete'],
};

const READ_ONLY: typeof STANDARD_USER = Object.fromEntries(Object.keys(STANDARD_USER).map((object) => [object, ['read']]));

const MARKETING_USER: typeof STANDARD_USER = { ...STANDARD_USER, Campaign: ['read', 'create', 'edit', 'delete'] };

/** Every profile of the org by its name: the standard ones, with what profile files of the source add. */
export function profilesOf(metadata: OrgMetadata): ReadonlyMap<string, ReadonlySet<Grant>> {
  const profiles = new Map<string, ReadonlySet<Grant>>([
    [PROFILES.administrator, administrator(metadata)],
    [PROFILES.standardUser, ofNewOrg(metadata, STANDARD_USER)],
    [PROFILES.marketingUser, ofNewOrg(metadata, MARKETING_USER)],
    [PROFILES.readOnly, ofNewOrg(metadata, READ_ONLY)],
    [PROFILES.minimumAccess, new Set()],
    [PROFILES.apiOnly, new Set()],
  ]);
  for (const [file, grants] of metadata.grants.profiles) {
    const name = NAME_OF_FILE[file] ?? decodeURIComponent(file);
    profiles.set(name, new Set([...(profiles.get(name) ?? []), ...grants]));
  }
  return profiles;
}

const isShown = ({ custom, name }: OrgField): boolean => !custom && !SELDOM_SHOWN.has(name);

/** A new org's profiles show the standard fields of the objects they open; the object says whether it may be written. */
function ofNewOrg(metadata: OrgMetadata, rights: typeof STANDARD_USER): ReadonlySet<Grant> {
  const objects = Object.keys(rights).flatMap((name) => metadata.object(name) ?? []);
  return new Set([
    ...Object.entries(rights).flatMap(([object, given]) => objectGrants(object, given)),
    ...objects.flatMap((object) => fieldGrants({ ...object, fields: object.fields.filter(isShown) })),
  ]);
}

function objectGrants(object: string, rights: readonly ObjectRight[]): Grant[] {
  return rights.map((right) => GRANT.object(object, right));
}

function administrator(metadata: OrgMetadata): ReadonlySet<Grant> {
  const objects = [...metadata.objects.values()];
  return new Set([
    GRANT.user('ViewAllData'),
    GRANT.user('ModifyAllData'),
    GRANT.user('CustomizeApplication'),
    GRANT.user('ManageUsers'),
    GRANT.user('AuthorApex'),
    ...objects.flatMap((object) => [...objectGrants(object.name, EVERYTHING), ...fieldGrants(object)]),
  ]);
}

function fieldGrants(object: OrgObject): Grant[] {
  const names = object.fields.flatMap((field) => securityName(object, field) ?? []);
  return [...new Set(names)].flatMap((field) => [GRANT.field(object.name, field, 'read'), GRANT.field(object.name, field, 'edit')]);
}
