/**
 * The profiles every org has, in the little that matters here. Sources: "Standard Profiles" of Salesforce Help; "Install a Package" (for
 * administrators): the System Administrator gets every object and field of a package. Custom permissions come from permission sets alone.
 */
import { GRANT, type Grant, type ObjectRight } from '../metadata/grants.ts';
import type { OrgMetadata, OrgObject } from '../metadata/model.ts';

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

const MARKETING_USER: typeof STANDARD_USER = { ...STANDARD_USER, Campaign: ['read', 'create', 'edit', 'delete'] };

/** Every profile of the org by its name: the standard ones, with what profile files of the source add. */
export function profilesOf(metadata: OrgMetadata): ReadonlyMap<string, ReadonlySet<Grant>> {
  const profiles = new Map<string, ReadonlySet<Grant>>([
    [PROFILES.administrator, administrator(metadata)],
    [PROFILES.standardUser, new Set(Object.entries(STANDARD_USER).flatMap(([object, rights]) => objectGrants(object, rights)))],
    [PROFILES.marketingUser, new Set(Object.entries(MARKETING_USER).flatMap(([object, rights]) => objectGrants(object, rights)))],
    [PROFILES.readOnly, new Set(Object.keys(STANDARD_USER).flatMap((object) => objectGrants(object, ['read'])))],
    [PROFILES.minimumAccess, new Set()],
    [PROFILES.apiOnly, new Set()],
  ]);
  for (const [file, grants] of metadata.grants.profiles) {
    const name = NAME_OF_FILE[file] ?? decodeURIComponent(file);
    profiles.set(name, new Set([...(profiles.get(name) ?? []), ...grants]));
  }
  return profiles;
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

function fieldGrants({ name, fields }: OrgObject): Grant[] {
  return fields.flatMap((field) => [GRANT.field(name, field.name, 'read'), GRANT.field(name, field.name, 'edit')]);
}
