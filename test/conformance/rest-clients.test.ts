/** Published clients, unmodified, against the local org. Their exact calls are listed in docs/local-org.md. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jsforceNode from '@jsforce/jsforce-node';
import jsforce from 'jsforce';
import { CLIENT_ID, CLIENT_SECRET, INTEGRATION, PASSWORD, startTestOrg, type TestOrg } from './local-org.ts';

let org: TestOrg;
beforeAll(async () => {
  org = await startTestOrg();
});
afterAll(() => org.stop());

type Row = Readonly<Record<string, unknown>>;

describe.each([
  ['jsforce', jsforce.Connection],
  ['@jsforce/jsforce-node', jsforceNode.Connection as unknown as typeof jsforce.Connection],
])('%s', (name, Connection) => {
  const key = name.replace(/\W/g, '').slice(-8);

  const connect = async (): Promise<jsforce.Connection> => {
    const oauth2 = { loginUrl: org.restUrl, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
    const connection = new Connection({
      instanceUrl: org.restUrl,
      loginUrl: org.restUrl,
      version: '67.0',
      oauth2,
      callOptions: { client: 'sync' },
    });
    await connection.authorize({ grant_type: 'client_credentials' });
    return connection;
  };

  test('logs in by client credentials and knows its user', async () => {
    const connection = await connect();
    const identity = await connection.identity();
    expect(identity).toMatchObject({ username: INTEGRATION, organization_id: org.orgId });
    expect(connection.userInfo).toMatchObject({ organizationId: org.orgId });
  });

  test('logs in by SOAP with user name and password', async () => {
    const connection = new Connection({ loginUrl: org.restUrl, version: '58.0' });
    const user = await connection.login(INTEGRATION, PASSWORD);
    expect(user.organizationId).toBe(org.orgId);
    await expect(connection.query('SELECT Id FROM User')).resolves.toMatchObject({ done: true });
  });

  test('is told why a password is refused', async () => {
    const connection = new Connection({ loginUrl: org.restUrl, version: '58.0' });
    await expect(connection.login(INTEGRATION, 'wrong')).rejects.toThrow(/INVALID_LOGIN/);
  });

  test('creates, reads, changes and deletes a record', async () => {
    const purchases = (await connect()).sobject('Purchase__c');
    const created = await purchases.create({ External_Key__c: `${key}-1`, Amount__c: 12.5 });
    expect(created.success).toBe(true);
    const id = String(created.id);
    expect(await purchases.update({ Id: id, Amount__c: 13 })).toMatchObject({ success: true, id });
    expect((await purchases.retrieve(id)) as Row).toMatchObject({ Amount__c: 13, Status__c: 'New', Express__c: true });
    expect(await purchases.delete(id)).toMatchObject({ success: true });
    await expect(purchases.retrieve(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  });

  test('upserts one and many by external id, the client named as the origin', async () => {
    const connection = await connect();
    const purchases = connection.sobject('Purchase__c');
    expect(await purchases.upsert({ External_Key__c: `${key}-2`, Amount__c: 1 }, 'External_Key__c')).toMatchObject({ created: true });
    expect(await purchases.upsert({ External_Key__c: `${key}-2`, Amount__c: 2 }, 'External_Key__c')).toMatchObject({ created: false });
    const many = Array.from({ length: 450 }, (_, index) => ({ External_Key__c: `${key}#${index}`, Amount__c: index }));
    const results = await purchases.upsert(many, 'External_Key__c', { allowRecursive: true });
    expect(results.filter((result) => result.success)).toHaveLength(450);
    const { effects } = org.admin.core.effects.after(0, 10_000, 'Purchase__c');
    expect(effects.at(-1)?.origin).toBe('com/salesforce/api/rest/67.0;client=sync');
  });

  test('pages through a query of more than 2,000 rows', async () => {
    const connection = await connect();
    const lines = Array.from({ length: 2100 }, (_, index) => ({ LastName: `Row ${index}`, FirstName: name }));
    await connection.sobject('Contact').create(lines, { allowRecursive: true });
    const rows = await connection.query(`SELECT Id, Name FROM Contact WHERE FirstName = '${name}'`, { autoFetch: true, maxFetch: 5000 });
    expect(rows.records).toHaveLength(2100);
    expect(rows.totalSize).toBe(2100);
  });

  test('describes, lists objects and reads the limits', async () => {
    const connection = await connect();
    const description = await connection.sobject('Purchase__c').describe();
    const status = description.fields.find((field) => field.name === 'Status__c');
    expect(status?.picklistValues).toMatchObject([{ value: 'New' }, { value: 'Shipped' }, { value: 'Retired' }]);
    expect((await connection.describeGlobal()).sobjects.map((entry) => entry.name)).toContain('Purchase_Shipped__e');
    expect(await connection.limits()).toHaveProperty('DailyApiRequests.Max', 101_000);
    expect(connection.limitInfo.apiUsage?.limit).toBe(101_000);
  });

  test('publishes a platform event', async () => {
    const connection = await connect();
    const result = await connection.sobject('Purchase_Shipped__e').create({ Key__c: 'K1', Parcels__c: 2 });
    expect(result).toMatchObject({ success: true, errors: [{ statusCode: 'OPERATION_ENQUEUED' }] });
  });

  test('asks what changed and what was deleted', async () => {
    const connection = await connect();
    const gone = await connection.sobject('Account').create({ Name: 'Gone' });
    await connection.sobject('Account').delete(String(gone.id));
    const start = new Date(org.admin.core.clock.now() - 3_600_000);
    const end = new Date(org.admin.core.clock.now() + 60_000);
    const deleted = await connection.deleted('Account', start, end);
    expect(deleted.deletedRecords.map((entry) => entry.id)).toContain(gone.id);
    const updated = await connection.updated('Account', start, end);
    expect(updated.ids).not.toContain(gone.id);
  });

  test('renews an expired session by itself', async () => {
    const oauth2 = { loginUrl: org.restUrl, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
    let renewals = 0;
    const connection = new Connection({
      instanceUrl: org.restUrl,
      accessToken: '00D000000000000!gone',
      version: '67.0',
      oauth2,
      refreshFn: (inner, done) => {
        renewals += 1;
        void inner.authorize({ grant_type: 'client_credentials' }).then(() => {
          done(null, inner.accessToken ?? undefined);
        }, done);
      },
    });
    await expect(connection.query('SELECT Id FROM Account')).resolves.toMatchObject({ done: true });
    expect(renewals).toBe(1);
  });
});
