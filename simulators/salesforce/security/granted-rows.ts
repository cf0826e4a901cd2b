/**
 * What the records of a permission set allow, for sets that are made or widened while the org runs. Source: Object Reference, "PermissionSet",
 * "ObjectPermissions", "FieldPermissions", "SetupEntityAccess".
 */
import { GRANT, type Grant, type ObjectRight } from '../metadata/grants.ts';
import type { Database } from '../storage/database.ts';
import type { StoredRecord } from '../storage/transaction.ts';

const OBJECT_RIGHTS: Readonly<Record<string, ObjectRight>> = {
  PermissionsRead: 'read',
  PermissionsCreate: 'create',
  PermissionsEdit: 'edit',
  PermissionsDelete: 'delete',
  PermissionsViewAllRecords: 'viewAll',
  PermissionsModifyAllRecords: 'modifyAll',
};

/** By the id of the permission set. */
export type GrantedRows = (setId: string) => readonly Grant[];

export function makeGrantedRows(database: Database): GrantedRows {
  const childrenOf = (object: string): ((setId: string) => StoredRecord[]) => {
    const table = database.table(object);
    const parent = table.object.fields.find(({ name }) => name === 'ParentId');
    if (parent === undefined) throw new Error(`the standard objects lack ${object}.ParentId`);
    return (setId) => table.find(parent, setId).map((id) => table.get(id) ?? {});
  };
  const [objects, fields, entities] = [childrenOf('ObjectPermissions'), childrenOf('FieldPermissions'), childrenOf('SetupEntityAccess')];
  const sets = database.table('PermissionSet');
  return (setId) => [
    ...ofSystem(sets.get(setId)),
    ...objects(setId).flatMap(ofObject),
    ...fields(setId).flatMap(ofField),
    ...entities(setId).flatMap((row) => ofEntity(database, String(row['SetupEntityId']))),
  ];
}

/** `PermissionsViewSetup` and its like. */
function ofSystem(set: StoredRecord | undefined): Grant[] {
  return Object.entries(set ?? {}).flatMap(([name, value]) =>
    name.startsWith('Permissions') && value === true ? [GRANT.user(name.slice('Permissions'.length))] : [],
  );
}

function ofObject(row: StoredRecord): Grant[] {
  return Object.entries(OBJECT_RIGHTS).flatMap(([name, right]) =>
    row[name] === true ? [GRANT.object(String(row['SobjectType']), right)] : [],
  );
}

function ofField(row: StoredRecord): Grant[] {
  const [object = '', field = ''] = String(row['Field']).split('.');
  return [
    ...(row['PermissionsRead'] === true ? [GRANT.field(object, field, 'read')] : []),
    ...(row['PermissionsEdit'] === true ? [GRANT.field(object, field, 'edit')] : []),
  ];
}

function ofEntity(database: Database, id: string): Grant[] {
  const permission = database.table('CustomPermission').get(id);
  if (permission !== undefined) return [GRANT.customPermission(String(permission['DeveloperName']))];
  const apexClass = database.table('ApexClass').get(id);
  return apexClass === undefined ? [] : [GRANT.apexClass(String(apexClass['Name']))];
}
