import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { GRANT, type ObjectRight } from '../metadata/grants.ts';
import { loadMetadata } from '../metadata/load-metadata.ts';
import type { OrgField, OrgObject } from '../metadata/model.ts';
import { accessOf, type FieldAccess, type UserAccess } from './access.ts';
import { assignableSets, assignedGrants } from './assigned-grants.ts';
import { PROFILES, profilesOf } from './profiles.ts';

const shop = loadMetadata([fileURLToPath(new URL('../fixtures/shop', import.meta.url))]);
const profiles = profilesOf(shop);
const RIGHTS: readonly ObjectRight[] = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'];

function user(assigned: readonly string[], profile: string = PROFILES.minimumAccess): UserAccess {
  return accessOf(assignedGrants(shop.grants, profiles.get(profile)!, assigned));
}

const object = (name: string): OrgObject => shop.object(name)!;
const rights = (access: UserAccess, name: string): string => RIGHTS.filter((right) => access.can(object(name), right)).join(' ');

function field(access: UserAccess, path: string): FieldAccess {
  const [of = '', name = ''] = path.split('.');
  return access.field(object(of), shop.field(object(of), name)!);
}

describe('a user with no permission set', () => {
  test('may do nothing with custom objects, and sees who else is in the org', () => {
    const nobody = user([]);
    expect(rights(nobody, 'Purchase__c')).toBe('');
    expect(rights(nobody, 'Account')).toBe('');
    expect(field(nobody, 'Purchase__c.Amount__c')).toEqual({ read: false, edit: false });
    expect(rights(nobody, 'User')).toBe('read');
    expect(rights(nobody, 'Shop_Setting__mdt')).toBe('');
  });

  test('works with standard records by the profile Standard User, and never deletes cases', () => {
    const standard = user([], PROFILES.standardUser);
    expect(rights(standard, 'Account')).toBe('read create edit delete');
    expect(rights(standard, 'Case')).toBe('read create edit');
    expect(field(standard, 'Account.Phone')).toEqual({ read: true, edit: true });
  });

  test('deactivates users as an administrator, and deletes none', () => {
    const administrator = user([], PROFILES.administrator);
    expect(rights(administrator, 'User')).toBe('read create edit viewAll modifyAll');
    expect(rights(administrator, 'Account')).toBe('read create edit delete viewAll modifyAll');
  });
});

describe('standard fields', () => {
  const reads = GRANT.object('Account', 'read');

  test('with field-level security need their own permission, which a profile of a new org gives', () => {
    expect(field(accessOf(new Set([reads])), 'Account.Phone')).toEqual({ read: false, edit: false });
    expect(field(accessOf(new Set([reads, GRANT.field('Account', 'Phone', 'read')])), 'Account.Phone')).toEqual({
      read: true,
      edit: false,
    });
    expect(field(user([], PROFILES.readOnly), 'Account.Phone')).toEqual({ read: true, edit: false });
  });

  test('without it follow their object: names, owners, what is required, what the platform keeps', () => {
    for (const name of ['Name', 'OwnerId', 'CreatedDate', 'LastActivityDate'])
      expect(field(accessOf(new Set([reads])), `Account.${name}`).read).toBe(true);
    expect(field(accessOf(new Set([GRANT.object('Opportunity', 'read')])), 'Opportunity.StageName').read).toBe(true);
  });

  test('of an address have one permission', () => {
    const shipping = accessOf(new Set([reads, GRANT.field('Account', 'ShippingAddress', 'read')]));
    expect([field(shipping, 'Account.ShippingCity').read, field(shipping, 'Account.BillingCity').read]).toEqual([true, false]);
  });

  test('of Data.com are shown to administrators alone', () => {
    expect(field(user([], PROFILES.standardUser), 'Account.Tradestyle').read).toBe(false);
    expect(field(user([], PROFILES.administrator), 'Account.Tradestyle')).toEqual({ read: true, edit: true });
  });
});

describe('a permission set', () => {
  const clerk = user(['Shop_Clerk']);

  test('gives objects, fields, tabs, events and configuration', () => {
    expect(rights(clerk, 'Purchase__c')).toBe('read create edit delete');
    expect(rights(clerk, 'Purchase_Shipped__e')).toBe('read create');
    expect(field(clerk, 'Purchase_Shipped__e.Key__c')).toEqual({ read: true, edit: true });
    expect(rights(clerk, 'Shop_Setting__mdt')).toBe('read');
    expect(field(clerk, 'Purchase__c.Amount__c')).toEqual({ read: true, edit: true });
    expect(clerk.tab('Purchase__c')).toBe(true);
    expect([...clerk.customPermissions]).toEqual([]);
  });

  test('need not name fields that follow their object: required ones, master-detail, the name', () => {
    expect(field(clerk, 'Purchase_Line__c.Purchase__c')).toEqual({ read: true, edit: true });
    expect(field(clerk, 'Purchase__c.Name')).toEqual({ read: true, edit: true });
  });

  test('gives no field of an object it does not give', () => {
    const grants = new Set([GRANT.field('Purchase__c', 'Amount__c', 'edit')]);
    expect(field(accessOf(grants), 'Purchase__c.Amount__c')).toEqual({ read: false, edit: false });
  });

  test('with View All Fields shows each field of the object and lets none be written', () => {
    const grants = new Set([GRANT.object('Purchase__c', 'viewAllFields'), GRANT.object('Purchase__c', 'edit')]);
    expect(field(accessOf(grants), 'Purchase__c.Amount__c')).toEqual({ read: true, edit: false });
  });
});

describe('a group', () => {
  test('gives what its sets give together', () => {
    const staff = user(['Shop_Staff']);
    expect(rights(staff, 'Purchase__c')).toBe('read create edit delete viewAll modifyAll');
    expect([...staff.customPermissions]).toEqual(['Change_Shipped']);
  });

  test('takes away what it mutes', () => {
    const trainee = user(['Shop_Trainees']);
    expect(rights(trainee, 'Purchase__c')).toBe('read create edit');
    expect(field(trainee, 'Purchase__c.Amount__c')).toEqual({ read: true, edit: false });
    expect(field(trainee, 'Purchase__c.Notes__c')).toEqual({ read: false, edit: false });
  });

  test('mutes nothing of a set the user holds besides it', () => {
    expect(rights(user(['Shop_Trainees', 'Shop_Clerk']), 'Purchase__c')).toBe('read create edit delete');
  });
});

test('the System Administrator may do everything with every field, and holds no custom permission', () => {
  const administrator = user([], PROFILES.administrator);
  expect(rights(administrator, 'Purchase__c')).toBe('read create edit delete viewAll modifyAll');
  expect(field(administrator, 'Purchase__c.Amount__c')).toEqual({ read: true, edit: true });
  expect(administrator.apexClass('Anything')).toBe(true);
  expect([...administrator.customPermissions]).toEqual([]);
});

test('Modify All Data opens every record and no field', () => {
  const powerful = accessOf(new Set([GRANT.user('ModifyAllData')]));
  expect(rights(powerful, 'Purchase__c')).toBe('read edit delete viewAll modifyAll');
  expect(field(powerful, 'Purchase__c.Amount__c')).toEqual({ read: false, edit: false });
});

test('one more permission set never takes anything away', () => {
  const names = assignableSets(shop);
  const pairs = [...shop.objects.values()].flatMap((of) => of.fields.map((one): [OrgObject, OrgField] => [of, one]));
  fc.assert(
    fc.property(fc.subarray(names), fc.constantFrom(...names), fc.constantFrom(...pairs), (held, added, [of, one]) => {
      const [before, after] = [user(held), user([...held, added])];
      for (const right of RIGHTS) expect(after.can(of, right) || !before.can(of, right)).toBe(true);
      expect(after.field(of, one).read || !before.field(of, one).read).toBe(true);
      expect(after.field(of, one).edit || !before.field(of, one).edit).toBe(true);
    }),
  );
});
