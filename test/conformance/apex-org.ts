/** The shop with Apex behind its doors, for tests that call it over HTTP: a member of staff who may, and a clerk who may not. */
import { fileURLToPath } from 'node:url';
import { CLERK_APP, logIn, SHOP, soql, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

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

/** What Apex has noted in purchases, oldest first. All are read: queries filter no long text. */
export async function notesBeginning(rest: Rest, start: string): Promise<string[]> {
  const { body } = await rest('GET', soql('SELECT Notes__c FROM Purchase__c ORDER BY CreatedDate, Name'));
  const { records } = body as { records: readonly { readonly Notes__c: string | null }[] };
  return records.map(({ Notes__c }) => Notes__c ?? '').filter((note) => note.startsWith(start));
}
