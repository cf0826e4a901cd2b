import { expect, test } from '@jest/globals';
import { makeShopOrg, type ShopOrg } from '../fixtures/shop-org.ts';
import type { Database } from '../storage/database.ts';
import { makeOrgSecurity, type OrgSecurity } from './org-security.ts';

/** Security over the shop's records that tells how often the rows of permission sets were looked for. */
function countedSecurity({ database, metadata }: ShopOrg): { readonly accessOf: OrgSecurity; readonly reads: () => number } {
  let reads = 0;
  const counted: Database = {
    ...database,
    table: (object) => {
      const table = database.table(object);
      const find: typeof table.find = (...wanted) => {
        reads += 1;
        return table.find(...wanted);
      };
      return { ...table, find };
    },
  };
  return { accessOf: makeOrgSecurity(metadata, counted), reads: () => reads };
}

function insert({ database, dml, metadata, clerk }: ShopOrg, object: string, values: Readonly<Record<string, unknown>>): string {
  const of = metadata.object(object);
  if (of === undefined) throw new Error(`the org lacks ${object}`);
  const [result] = database.transact(clerk, (transaction) => dml.insert(transaction, of, [values]));
  expect(result).toMatchObject({ success: true });
  return String(result?.id);
}

test('access is worked out again when records that grant it change, and not before', () => {
  const shop = makeShopOrg();
  const set = insert(shop, 'PermissionSet', { Name: 'Reader', Label: 'Reader' });
  insert(shop, 'PermissionSetAssignment', { AssigneeId: shop.clerk.userId, PermissionSetId: set });
  const { accessOf, reads } = countedSecurity(shop);
  const account = shop.metadata.object('Account')!;

  const before = accessOf(shop.clerk.userId);
  expect(before.can(account, 'modifyAll')).toBe(false);
  const read = reads();
  expect(read).toBeGreaterThan(0);
  insert(shop, 'Account', { Name: 'Ann' });
  expect(accessOf(shop.clerk.userId)).toBe(before);
  expect(reads()).toBe(read);

  const everything = { PermissionsRead: true, PermissionsEdit: true, PermissionsDelete: true, PermissionsViewAllRecords: true };
  insert(shop, 'ObjectPermissions', { ParentId: set, SobjectType: 'Account', ...everything, PermissionsModifyAllRecords: true });
  expect(accessOf(shop.clerk.userId).can(account, 'modifyAll')).toBe(true);
});

test('a grant that is rolled back is forgotten', () => {
  const shop = makeShopOrg();
  const set = insert(shop, 'PermissionSet', { Name: 'Reader', Label: 'Reader' });
  const { accessOf } = countedSecurity(shop);
  const assignments = shop.metadata.object('PermissionSetAssignment')!;
  const rows = shop.metadata.object('ObjectPermissions')!;
  const account = shop.metadata.object('Account')!;
  shop.database.transact(shop.clerk, (transaction) => {
    const savepoint = transaction.savepoint();
    shop.dml.insert(transaction, assignments, [{ AssigneeId: shop.clerk.userId, PermissionSetId: set }]);
    const grant = { ParentId: set, SobjectType: 'Account', PermissionsRead: true, PermissionsViewAllRecords: true };
    shop.dml.insert(transaction, rows, [grant]);
    expect(accessOf(shop.clerk.userId).can(account, 'viewAll')).toBe(true);
    transaction.rollbackTo(savepoint);
    expect(accessOf(shop.clerk.userId).can(account, 'viewAll')).toBe(false);
  });
});
