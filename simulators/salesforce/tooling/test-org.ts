/**
 * The org that Apex tests run in: a twin of this one with the same sources, users and permissions, and none of its records, as tests see an org
 * ("Isolation of Test Data" of the Apex Developer Guide). It is made for the first test, and again when users have changed.
 */
import type { ApexHost } from '../apex/doors/host.ts';
import type { Actor } from '../storage/actor.ts';
import type { Database } from '../storage/database.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { SeedUser } from '../seed.ts';

/** What of an org tests need. */
export type TestOrg = {
  readonly apex: ApexHost;
  readonly database: Database;
  /** The user of that name. */
  readonly actorOf: (username: string) => Actor;
};

export type TestOrgs = { readonly current: () => TestOrg };

export function makeTestOrgs(database: Database, make: (users: readonly SeedUser[]) => TestOrg): TestOrgs {
  let made: { readonly key: string; readonly org: TestOrg } | undefined;
  return {
    current: () => {
      const users = usersOf(database);
      const key = JSON.stringify(users);
      if (made?.key !== key) made = { key, org: make(users) };
      return made.org;
    },
  };
}

/** People, without the org's own users. */
function usersOf(database: Database): SeedUser[] {
  const nameOf = (object: string, id: unknown): string => String(database.table(object).get(String(id))?.['Name']);
  const assignments = [...database.table('PermissionSetAssignment').records()];
  const setsOf = ({ Id }: StoredRecord): string[] =>
    assignments.filter((row) => row['AssigneeId'] === Id).map((row) => nameOf('PermissionSet', row['PermissionSetId']));
  return [...database.table('User').records()]
    .filter((user) => user['UserType'] === 'Standard' && user['ProfileId'] !== null)
    .map((user) => ({
      username: String(user['Username']),
      lastName: String(user['LastName']),
      profile: nameOf('Profile', user['ProfileId']),
      permissionSets: setsOf(user),
    }));
}
