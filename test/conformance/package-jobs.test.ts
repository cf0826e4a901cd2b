/** The package's jobs and escalation in a running org, through its doors: scheduled by an administrator, seen by their effect. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrg, type RunningOrg } from '../../simulators/salesforce/org.ts';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import { eventually } from '../support/eventually.ts';
import { CLIENT_SECRET, logIn, soql, type Rest } from './local-org.ts';
import { PACKAGE } from './package-org.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const SETS: Readonly<Record<string, readonly string[]>> = {
  supervisor: ['OB_Service_Supervisor'],
  administrator: ['OB_Administrator'],
  broker: ['OB_Integration'],
  everything: [],
};

/** Who escalates to a case works with cases. */
const PROFILE_OF: Readonly<Record<string, string>> = { everything: PROFILES.administrator, supervisor: PROFILES.standardUser };

/** What an administrator adds to keep answered commands and the like for thirty days. */
const SETTING = `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>Custom</label>
    <values><field>Retention_Days__c</field><value xsi:type="xsd:double">30.0</value></values>
    <values><field>Automation_Enabled__c</field><value xsi:type="xsd:boolean">true</value></values>
    <values><field>Republish_After_Minutes__c</field><value xsi:type="xsd:double">15.0</value></values>
    <values><field>Sweep_Batch_Size__c</field><value xsi:type="xsd:double">200.0</value></values>
    <values><field>Escalation_Queue__c</field><value xsi:type="xsd:string">OB_Order_Exceptions</value></values>
</CustomMetadata>
`;

let folder = '';
let org: RunningOrg;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-jobs-'));
  await cp(PACKAGE, folder, { recursive: true });
  await writeFile(join(folder, 'main/core/customMetadata/OB_Setting.Custom.md-meta.xml'), SETTING);
  org = await startOrg({
    sources: [folder],
    users: Object.entries(SETS).map(([name, permissionSets]) => ({
      username: `${name}@package.example`,
      lastName: name,
      profile: PROFILE_OF[name] ?? PROFILES.minimumAccess,
      permissionSets,
      groups: name === 'supervisor' ? ['OB_Order_Exceptions'] : [],
    })),
    apps: Object.keys(SETS).map((name) => ({
      clientId: name,
      clientSecret: CLIENT_SECRET,
      runAs: `${name}@package.example`,
      scope: 'api',
    })),
    onError: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await org.stop();
  await rm(folder, { recursive: true });
});

/** Signs in anew each time: a session does not outlive a day without use. */
const as = (name: string): Promise<Rest> => logIn(org, name);

async function call(who: string, method: string, request: object): Promise<Record<string, unknown>> {
  const { status, body } = await (await as(who))('POST', `/lwr/apex/v67.0/${method.replace('.', '/')}`, { request });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as Record<string, unknown>;
}

async function query(text: string): Promise<readonly Record<string, unknown>[]> {
  const { status, body } = await (await as('everything'))('GET', soql(text));
  expect({ status, body }).toMatchObject({ status: 200 });
  return (body as { records: Record<string, unknown>[] }).records;
}

async function pass(ms: number): Promise<void> {
  await fetch(`${org.adminUrl}/clock/advance`, { method: 'POST', body: JSON.stringify({ ms }) });
}

/** The broker writes a record by its key, and answers its id. */
async function mirror(object: string, key: string, values: object): Promise<string> {
  const broker = await as('broker');
  await broker('PATCH', `sobjects/${object}/External_Key__c/${key}`, { ...values, Status_Version__c: 1 });
  const [record] = await query(`SELECT Id FROM ${object} WHERE External_Key__c = '${key}'`);
  return String(record?.['Id']);
}

describe('escalation', () => {
  test('makes one case of the order for the queue, once a key, and takes a case that is named', async () => {
    const orderId = await mirror('OB_Order__c', 'ESCALATED', { Status__c: 'Accepted', Currency__c: 'EUR' });
    const wish = { orderId, idempotencyKey: 'case-1', reason: 'The customer calls every day' };
    const made = await call('supervisor', 'OB_ExceptionActions.escalate', wish);
    expect(made).toMatchObject({ created: true, repeated: false });
    expect(await call('supervisor', 'OB_ExceptionActions.escalate', wish)).toMatchObject({ caseId: made['caseId'], repeated: true });
    const again = { ...wish, idempotencyKey: 'case-2', caseId: made['caseId'] };
    expect(await call('supervisor', 'OB_ExceptionActions.escalate', again)).toMatchObject({ caseId: made['caseId'], created: false });
    const [queue] = await query("SELECT Id FROM Group WHERE DeveloperName = 'OB_Order_Exceptions'");
    expect(await query(`SELECT Id, OwnerId FROM Case WHERE OB_Order__c = '${orderId}'`)).toMatchObject([
      { Id: made['caseId'], OwnerId: queue?.['Id'] },
    ]);
    expect(await query(`SELECT Category__c FROM OB_Timeline_Entry__c WHERE Order__c = '${orderId}'`)).toHaveLength(2);
  });
});

describe('the sweeper', () => {
  test('announces again what nobody took up, and lets what waited too long expire', async () => {
    const orderId = await mirror('OB_Order__c', 'SWEPT', { Status__c: 'Accepted', Currency__c: 'EUR' });
    await call('administrator', 'OB_SetupChecks.schedule', { job: 'sweeper' });
    const { commandId } = await call('supervisor', 'OB_OrderActions.replay', { orderId, idempotencyKey: 'sweep-1', reason: 'Look again' });
    const state = async (): Promise<Record<string, unknown> | undefined> =>
      (
        await query(
          `SELECT Status__c, Publish_State__c, Publish_Attempts__c, Deadline__c FROM OB_Command__c WHERE Id = '${String(commandId)}'`,
        )
      )[0];
    await eventually(async () => expect(await state()).toMatchObject({ Publish_State__c: 'Published', Publish_Attempts__c: 1 }));
    await pass(32 * MINUTE_MS);
    await eventually(async () =>
      expect(await state()).toMatchObject({ Status__c: 'Requested', Publish_State__c: 'Published', Publish_Attempts__c: 2 }),
    );
    await pass(2 * DAY_MS);
    await eventually(async () => expect(await state()).toMatchObject({ Status__c: 'Expired' }));
  });
});

describe('retention', () => {
  test('deletes every night what was kept long enough, and neither orders nor what is under way', async () => {
    const done = await mirror('OB_Order__c', 'ENDED', { Status__c: 'Completed', Currency__c: 'EUR' });
    const going = await mirror('OB_Order__c', 'GOING', { Status__c: 'Accepted', Currency__c: 'EUR' });
    const exception = { Message__c: 'The ERP did not answer', Opened_At__c: new Date(0).toISOString() };
    await mirror('OB_Exception__c', 'ENDED-E', { ...exception, Order__c: done, Status__c: 'Resolved' });
    await mirror('OB_Exception__c', 'GOING-E', { ...exception, Order__c: going, Status__c: 'Open' });
    for (const [key, orderId] of Object.entries({ ended: done, going }))
      await call('supervisor', 'OB_OrderActions.addNote', { orderId, idempotencyKey: `note-${key}`, text: 'Called' });
    await call('administrator', 'OB_SetupChecks.schedule', { job: 'retention' });
    await pass(29 * DAY_MS);
    const kept = async (): Promise<readonly unknown[]> =>
      (await query('SELECT External_Key__c FROM OB_Exception__c ORDER BY External_Key__c')).map((row) => row['External_Key__c']);
    const entries = async (): Promise<readonly unknown[]> =>
      (await query("SELECT Order__c FROM OB_Timeline_Entry__c WHERE Order__r.External_Key__c IN ('ENDED', 'GOING')")).map(
        (row) => row['Order__c'],
      );
    expect(await kept()).toEqual(['ENDED-E', 'GOING-E']);
    await pass(3 * DAY_MS);
    await eventually(async () => expect(await kept()).toEqual(['GOING-E']));
    await eventually(async () => expect(await entries()).toEqual([going]));
    expect(await query("SELECT Id FROM OB_Order__c WHERE External_Key__c IN ('ENDED', 'GOING')")).toHaveLength(2);
  });
});
