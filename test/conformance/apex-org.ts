/** The shop with Apex behind its doors, for tests that call it over HTTP: a member of staff who may, and a clerk who may not. */
import { fileURLToPath } from 'node:url';
import { CLERK_APP, logIn, SHOP, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

/** Classes and permission sets of the fixtures. */
export const APEX = fileURLToPath(new URL('../../simulators/salesforce/apex/doors/fixtures', import.meta.url));

export const STAFF = { username: 'integration@shop.example', lastName: 'Staff', permissionSets: ['Shop_Staff', 'Till_User'] } as const;

export type ApexOrg = { readonly org: TestOrg; readonly staff: Rest; readonly clerk: Rest };

/** Starts it with both logged in. */
export async function startApexOrg(): Promise<ApexOrg> {
  const org = await startTestOrg({
    sources: [SHOP, APEX],
    users: [STAFF, { username: 'clerk@shop.example', lastName: 'Clerk', permissionSets: ['Shop_Clerk'] }],
  });
  const [staff, clerk] = await Promise.all([logIn(org), logIn(org, CLERK_APP)]);
  return { org, staff, clerk };
}
