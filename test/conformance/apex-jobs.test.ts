/** Asynchronous Apex in a running org: queueable, scheduled and batch jobs, platform-event triggers, publish callbacks. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { APEX, notesBeginning, STAFF } from './apex-org.ts';
import { logIn, SHOP, soql, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let staff: Rest;
const errors: unknown[] = [];
beforeAll(async () => {
  org = await startTestOrg({
    sources: [SHOP, APEX],
    users: [STAFF],
    apps: [{ clientId: 'integration-app', clientSecret: 'integration-secret', runAs: 'integration@shop.example', scope: 'api' }],
    onError: (error) => void errors.push(error),
  });
  staff = await logIn(org);
});
afterAll(() => org.stop());

const call = async (method: string, args: object): Promise<unknown> => {
  const { status, body } = await staff('POST', `/lwr/apex/v67.0/Stock/${method}`, args);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
};
type Row = Readonly<Record<string, unknown>>;
const query = async (text: string): Promise<Row[]> => {
  const { body } = await staff('GET', soql(text));
  return (body as { records: Row[] }).records;
};
const notes = (start: string): Promise<string[]> => notesBeginning(staff, start);
const job = async (id: unknown): Promise<Row | undefined> =>
  (
    await query(
      `SELECT Status, JobType, NumberOfErrors, ExtendedStatus, JobItemsProcessed, TotalJobItems, ApexClass.Name FROM AsyncApexJob WHERE Id = '${String(id)}'`,
    )
  )[0];
const advance = async (ms: number): Promise<void> => {
  await fetch(`${org.adminUrl}/clock/advance`, { method: 'POST', body: JSON.stringify({ ms }) });
};

describe('a Queueable', () => {
  test('runs after the commit, enqueues the next, and its finalizer hears that it went well', async () => {
    const id = await call('enqueue', { left: 2, fails: false, undone: false });
    await eventually(async () => expect(await notes('count')).toEqual(['count 2 null', 'count 1 null']));
    await eventually(async () => expect(await notes('finalizer SUCCESS')).toHaveLength(2));
    expect(await job(id)).toMatchObject({
      Status: 'Completed',
      JobType: 'Queueable',
      NumberOfErrors: 0,
      ApexClass: { Name: 'Stock' },
    });
  });

  test('that fails is undone, says why, and its finalizer hears of it', async () => {
    const id = await call('enqueue', { left: 7, fails: true, undone: false });
    await eventually(async () => expect(await notes('finalizer UNHANDLED')).toEqual(['finalizer UNHANDLED_EXCEPTION Divide by 0']));
    expect(await job(id)).toMatchObject({ Status: 'Failed', NumberOfErrors: 1, ExtendedStatus: 'System.MathException: Divide by 0' });
    expect(await notes('count 7')).toEqual([]);
  });

  test('of a transaction that is undone never runs', async () => {
    await expect(call('enqueue', { left: 9, fails: false, undone: true })).rejects.toThrow('undone');
    const other = await call('enqueue', { left: 1, fails: false, undone: false });
    await eventually(async () => expect(await job(other)).toMatchObject({ Status: 'Completed' }));
    expect(await notes('count 9')).toEqual([]);
  });

  test('with a delay waits on the clock of the org, unless it is aborted', async () => {
    const [kept, dropped] = [await call('later', { minutes: 5 }), await call('later', { minutes: 5 })];
    expect(await job(kept)).toMatchObject({ Status: 'Queued' });
    await call('abort', { jobId: dropped });
    await advance(300_000);
    await eventually(async () => expect(await job(kept)).toMatchObject({ Status: 'Completed' }));
    expect(await job(dropped)).toMatchObject({ Status: 'Aborted' });
  });
});

describe('a future method', () => {
  test('runs after the commit; one that fails is undone and says why', async () => {
    await call('future', { text: 'future', fails: false });
    await call('future', { text: 'future fails', fails: true });
    await eventually(async () => expect(await notes('future')).toEqual(['future true']));
    await eventually(async () =>
      expect(
        await query(`SELECT Status, MethodName, ExtendedStatus FROM AsyncApexJob WHERE JobType = 'Future' AND Status = 'Failed'`),
      ).toEqual([expect.objectContaining({ MethodName: 'noteLater', ExtendedStatus: 'System.MathException: Divide by 0' })]),
    );
  });
});

describe('a schedule', () => {
  const trigger = async (id: unknown): Promise<Row | undefined> =>
    (
      await query(
        `SELECT State, TimesTriggered, NextFireTime, CronExpression, CronJobDetail.Name FROM CronTrigger WHERE Id = '${String(id)}'`,
      )
    )[0];

  test('fires by itself at its times until it is aborted', async () => {
    const id = await call('every', { name: 'nightly', cron: '0 0 3 * * ?' });
    expect(await trigger(id)).toMatchObject({ State: 'WAITING', TimesTriggered: 0, CronJobDetail: { Name: 'nightly' } });
    await advance(86_400_000);
    staff = await logIn(org);
    await eventually(async () => expect(await notes('nightly')).toEqual(['nightly 1']));
    await advance(86_400_000);
    staff = await logIn(org);
    await eventually(async () => expect(await notes('nightly')).toEqual(['nightly 1', 'nightly 2']));
    await call('abort', { jobId: id });
    expect(await trigger(id)).toBeUndefined();
    await advance(86_400_000);
    staff = await logIn(org);
    expect(await notes('nightly')).toHaveLength(2);
  });

  test.each([
    ['0 0 25 * * ?', 'Illegal cron expression'],
    ['every day', 'Illegal cron expression'],
    ['0 0 3 1 1 ? 2020', 'will never fire'],
  ])('%j is refused', async (cron, message) => {
    await expect(call('every', { name: 'bad', cron })).rejects.toThrow(message);
  });

  test('names are unique', async () => {
    await call('every', { name: 'twice', cron: '0 0 3 * * ?' });
    await expect(call('every', { name: 'twice', cron: '0 0 4 * * ?' })).rejects.toThrow('already scheduled');
  });
});

describe('a batch', () => {
  beforeAll(async () => {
    for (let weight = 1; weight <= 5; weight += 1) await staff('POST', 'sobjects/Purchase__c', { Weight__c: weight, Notes__c: 'waiting' });
  });

  test('goes through its locator chunk by chunk; a Stateful one remembers, and a chunk that fails stops no other', async () => {
    const id = await call('sum', { scope: 2, failAt: 4 });
    await eventually(async () => expect(await job(id)).toMatchObject({ Status: 'Completed' }));
    expect(await job(id)).toMatchObject({
      JobType: 'BatchApex',
      JobItemsProcessed: 3,
      TotalJobItems: 3,
      NumberOfErrors: 1,
      ExtendedStatus: 'First error: Till.TillException: chunk refused',
    });
    expect(await notes('sum')).toEqual(['sum 3 of 3/3 errors 1']);
    expect(await notes('batch')).toHaveLength(3);
    expect(await notes('waiting')).toHaveLength(2);
  });

  test('takes any Iterable', async () => {
    await call('names', {});
    await eventually(async () => expect(await notes('names')).toEqual(['names ab', 'names c']));
  });

  test('that is scheduled begins once, when the clock of the org is there', async () => {
    const id = await call('sumLater', { minutes: 10 });
    expect(await query(`SELECT State FROM CronTrigger WHERE Id = '${String(id)}'`)).toMatchObject([{ State: 'WAITING' }]);
    await advance(601_000);
    await eventually(async () => expect(await notes('names abc')).toEqual(['names abc']));
    expect(await query(`SELECT State, TimesTriggered FROM CronTrigger WHERE Id = '${String(id)}'`)).toMatchObject([
      { State: 'COMPLETE', TimesTriggered: 1 },
    ]);
  });

  test('needs a scope of at least one', async () => {
    await expect(call('sum', { scope: 0, failAt: 0 })).rejects.toThrow('scope size must be greater than 0');
  });
});

describe('a trigger on a platform event', () => {
  test('hears of events from Apex, tries again, and goes on behind its checkpoint', async () => {
    await call('ship', { keys: ['a', 'later', 'b'] });
    await eventually(async () => expect(await notes('published')).toEqual(['published 3']));
    await eventually(
      async () => {
        await advance(5000);
        expect((await notes('shipped')).sort()).toEqual(['shipped a true 2', 'shipped b true 2', 'shipped later true 2']);
      },
      { intervalMs: 100 },
    );
    await call('ship', { keys: ['c', 'broken', 'd'] });
    await eventually(async () => expect(await notes('shipped c')).toEqual(['shipped c true 0']));
  });

  test('hears of those that are published over the REST API', async () => {
    await staff('POST', 'sobjects/Purchase_Shipped__e', { Key__c: 'rest', Parcels__c: 2 });
    await eventually(async () => expect(await notes('shipped rest')).toEqual(['shipped rest true 0']));
  });
});

test('what failed alone is told to the org, and it lives', async () => {
  expect(errors.map(String)).toEqual(expect.arrayContaining([expect.stringContaining('broken')]));
  expect(await staff('GET', 'limits')).toMatchObject({ status: 200 });
});
