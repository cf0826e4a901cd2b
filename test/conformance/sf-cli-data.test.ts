/** The real sf CLI against the local org: login, records, describes, limits. Source: Salesforce CLI Command Reference, "org", "data", "sobject". */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithSf } from '../support/sf.ts';
import type { TestOrg } from './local-org.ts';
import { ADMINISTRATOR, clerkToken, SF_TIMEOUT_MS, startSfOrg } from './sf-org.ts';

describeWithSf('the sf CLI works with the local org as with any other', (sf) => {
  let org: TestOrg;
  beforeAll(async () => {
    org = await startSfOrg(sf);
  }, SF_TIMEOUT_MS);
  afterAll(() => org.stop());

  test(
    'it shows the org it logged in to by JWT',
    async () => {
      const { status, result } = await sf.json('org display --target-org local');
      expect({ status, result }).toMatchObject({
        status: 0,
        result: { username: ADMINISTRATOR, id: org.orgId, instanceUrl: org.restUrl, connectedStatus: 'Connected' },
      });
    },
    SF_TIMEOUT_MS,
  );

  test(
    'a record is created, read, updated and deleted',
    async () => {
      const made = await sf.json('data create record --target-org local --sobject Account --values', "Name='Acme Retail' AccountNumber=42");
      const { id } = made.result as { id: string };
      const place = `record --target-org local --sobject Account --record-id ${id}`;
      expect((await sf.json(`data update ${place} --values`, "Name='Acme Stores'")).status).toBe(0);
      expect((await sf.json(`data get ${place}`)).result).toMatchObject({ Id: id, Name: 'Acme Stores', AccountNumber: '42' });
      expect((await sf.json(`data delete ${place}`)).status).toBe(0);
      expect((await sf.json(`data get ${place}`)).status).toBe(1);
    },
    SF_TIMEOUT_MS,
  );

  test(
    'a query is shown as a table, with parents and functions',
    async () => {
      const soql = "SELECT Username, Profile.Name FROM User WHERE LastName = 'Administrator'";
      const { stdout } = await sf.run('data query --target-org local --query', soql);
      expect(stdout).toMatch(/USERNAME\s+PROFILE\.NAME/);
      expect(stdout).toMatch(new RegExp(`${ADMINISTRATOR}\\s+System Administrator`));
      const counted = await sf.run(
        'data query --target-org local --query',
        'SELECT UserType, COUNT(Id) people FROM User GROUP BY UserType',
      );
      expect(counted.stdout).toMatch(/Standard\s+2/);
    },
    SF_TIMEOUT_MS,
  );

  test(
    'a query of the Tooling API shows the code of the package',
    async () => {
      const soql = "SELECT Name, ApiVersion, Status FROM ApexClass WHERE Name = 'OB_OrderSubmission'";
      const { result } = await sf.json('data query --target-org local --use-tooling-api --query', soql);
      expect(result).toMatchObject({ records: [{ Name: 'OB_OrderSubmission', ApiVersion: 67, Status: 'Active' }], totalSize: 1 });
    },
    SF_TIMEOUT_MS,
  );

  test(
    'a tree of records is exported and imported',
    async () => {
      const tree = join(sf.folder(), 'tree');
      mkdirSync(tree);
      const made = await sf.json('data create record --target-org local --sobject Account --values', "Name='Tree'");
      const { id } = made.result as { id: string };
      await sf.json('data create record --target-org local --sobject Contact --values', `LastName=Leaf AccountId=${id}`);
      const soql = "SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'Tree'";
      expect((await sf.json(`data export tree --target-org local --output-dir ${tree} --query`, soql)).status).toBe(0);
      const [file = ''] = readdirSync(tree);
      expect(JSON.parse(readFileSync(join(tree, file), 'utf8'))).toMatchObject({
        records: [{ Name: 'Tree', Contacts: { records: [{}] } }],
      });
      expect((await sf.json(`data import tree --target-org local --files ${join(tree, file)}`)).status).toBe(0);
      const { database } = org.admin.core;
      expect([...database.table('Account').records()].filter(({ Name }) => Name === 'Tree')).toHaveLength(2);
      expect([...database.table('Contact').records()].filter(({ LastName }) => LastName === 'Leaf')).toHaveLength(2);
    },
    SF_TIMEOUT_MS,
  );

  test(
    'objects are listed and described, limits are shown',
    async () => {
      expect((await sf.json('sobject list --target-org local --sobject custom')).result).toContain('OB_Order__c');
      expect((await sf.json('sobject describe --target-org local --sobject OB_Order__c')).result).toMatchObject({
        name: 'OB_Order__c',
        custom: true,
      });
      const { result } = await sf.json('org list limits --target-org local');
      expect(result).toContainEqual({ name: 'DailyApiRequests', max: 101_000, remaining: expect.any(Number) });
    },
    SF_TIMEOUT_MS,
  );

  test(
    'what the org refuses is told in its words',
    async () => {
      const bad = await sf.json('data query --target-org local --query', 'SELECT Nonsense FROM Account');
      expect(bad).toMatchObject({ status: 1, name: 'INVALID_FIELD', message: expect.stringContaining("No such column 'Nonsense'") });
      const missing = await sf.json('data create record --target-org local --sobject Account --values', "AccountNumber='1'");
      expect(missing).toMatchObject({ status: 1, name: 'REQUIRED_FIELD_MISSING' });
      const nobody = await sf.json('org display --target-org nobody');
      expect(nobody).toMatchObject({ status: 2, name: 'NamedOrgNotFoundError' });
    },
    SF_TIMEOUT_MS,
  );

  test(
    'a session that ended is renewed where there is a key, and told where there is none',
    async () => {
      const token = await clerkToken(org);
      expect((await sf.useToken('clerk', org.restUrl, token)).exitCode).toBe(0);
      org.admin.core.sessions.expireAll();
      const soql = 'SELECT Id FROM User';
      expect((await sf.json('data query --target-org local --query', soql)).status).toBe(0);
      const ended = await sf.json('data query --target-org clerk --query', soql);
      expect(ended.status).toBe(1);
      expect(ended.message).toMatch(/session|expired/i);
    },
    SF_TIMEOUT_MS,
  );
});
