/** The promises of broker/engine/ledger.ts. Every ledger passes them: PostgreSQL, and the twin of the simulation. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { TurnResult } from '../../broker/domain/turn.ts';
import type { Caller, Ledger } from '../../broker/engine/ledger.ts';
import { fresh, issue, LEASE_MS, release, remember, T0, timerMessage, turnsSeen } from './ledger-moves.ts';

export function ledgerContract(name: string, open: () => Promise<{ ledger: Ledger; close: () => Promise<void> }>): void {
  describe(`${name} keeps the promises of a ledger`, () => {
    let ledger: Ledger;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ ledger, close } = await open());
    });
    afterAll(() => close());

    describe('turns', () => {
      it('drain an inbox in order, once', async () => {
        const id = fresh('ORDER');
        await ledger.accept({ messages: ['a', 'b'].map((timer) => timerMessage(id, timer)) });
        await ledger.accept({ messages: [timerMessage(id, 'c')] });
        const { reports } = await ledger.runTurns([id], remember(), T0);
        expect(reports).toEqual([{ aggregateId: id, commands: [], dirty: false, more: false }]);
        expect((await ledger.runTurns([id], remember(), T0)).reports).toEqual([]);
        expect(await turnsSeen(ledger, id)).toEqual(['a', 'b', 'c']);
      });

      it('pass by an order it has never heard of: a queue may remember more than the ledger', async () => {
        expect(await ledger.runTurns([fresh('ORDER')], remember(), T0)).toEqual({ reports: [], busy: [] });
      });

      it('fire a timer when it is due, and only then', async () => {
        const id = fresh('ORDER');
        await ledger.accept({ messages: [timerMessage(id, 'a')] });
        await ledger.runTurns(
          [id],
          remember(() => ({ wakeAt: { timer: 'alarm', at: T0 + 1000 } })),
          T0,
        );
        expect((await ledger.runTurns([id], remember(), T0 + 999)).reports).toEqual([]);
        expect(await ledger.waitingAggregates(T0 + 999, 1000)).not.toContain(id);
        expect(await ledger.waitingAggregates(T0 + 1000, 1000)).toContain(id);
        expect((await ledger.runTurns([id], remember(), T0 + 1000)).reports).toHaveLength(1);
        expect(await turnsSeen(ledger, id)).toEqual(['a', 'alarm']);
      });
    });

    describe('commands', () => {
      it("are in one holder's hands at a time, and settle once", async () => {
        const { commandId } = await issue(ledger);
        const [claim] = await ledger.claimCommands([commandId], 'one', T0, LEASE_MS);
        expect(claim).toMatchObject({ mode: 'SEND', attempts: 1, emptyProbes: 0, createdAt: T0, sentAt: T0 });
        expect(await ledger.claimCommands([commandId], 'two', T0, LEASE_MS)).toEqual([]);
        const settlement = { commandId, token: claim?.token ?? 0, state: 'ACKED' as const };
        expect(await ledger.settleCommands([settlement])).toEqual([true]);
        expect(await ledger.settleCommands([settlement])).toEqual([false]);
        expect(await ledger.claimCommands([commandId], 'two', T0 + 99 * LEASE_MS, LEASE_MS)).toEqual([]);
      });

      it('whose holder vanished are in doubt: probed, and settled by the new holder alone', async () => {
        const { commandId, endpoint, aggregateId } = await issue(ledger);
        const [lost] = await ledger.claimCommands([commandId], 'one', T0, LEASE_MS);
        const later = T0 + LEASE_MS + 1;
        const due = await ledger.dueCommands(later, 1000);
        expect(due.filter((command) => command.endpoint === endpoint)).toMatchObject([{ commandId, dueAt: later }]);
        const [claim] = await ledger.claimCommands([commandId], 'two', later, LEASE_MS);
        expect(claim).toMatchObject({ mode: 'PROBE', attempts: 1, sentAt: T0 + LEASE_MS });

        const message = timerMessage(aggregateId, 'from the lost holder');
        expect(await ledger.settleCommands([{ commandId, token: lost?.token ?? 0, state: 'ACKED', message }])).toEqual([false]);
        const answer = timerMessage(aggregateId, 'answer');
        expect(await ledger.settleCommands([{ commandId, token: claim?.token ?? 0, state: 'ACKED', message: answer }])).toEqual([true]);
        expect(await turnsSeen(ledger, aggregateId)).toEqual(['a', 'answer']);
      });

      it('stay with a holder who renews', async () => {
        const { commandId, endpoint } = await issue(ledger);
        const [claim] = await ledger.claimCommands([commandId], 'one', T0, LEASE_MS);
        const token = claim?.token ?? 0;
        expect(await ledger.renewCommands([{ commandId, token }], T0 + 3 * LEASE_MS)).toEqual([commandId]);
        expect(await ledger.renewCommands([{ commandId, token: token + 1 }], T0 + 9 * LEASE_MS)).toEqual([]);
        const due = await ledger.dueCommands(T0 + 2 * LEASE_MS, 1000);
        expect(due.filter((command) => command.endpoint === endpoint)).toEqual([]);
      });

      it('wait for their time, and then count another send', async () => {
        const { commandId, endpoint } = await issue(ledger);
        const [claim] = await ledger.claimCommands([commandId], 'one', T0, LEASE_MS);
        await ledger.settleCommands([{ commandId, token: claim?.token ?? 0, state: 'RETRY_WAIT', dueAt: T0 + 10_000, code: 'BUSY' }]);
        expect(await ledger.claimCommands([commandId], 'one', T0 + 5000, LEASE_MS)).toEqual([]);
        expect((await ledger.dueCommands(T0 + 5000, 1000)).filter((command) => command.endpoint === endpoint)).toEqual([]);
        expect(await ledger.claimCommands([commandId], 'one', T0 + 10_000, LEASE_MS)).toMatchObject([{ mode: 'SEND', attempts: 2 }]);
      });

      it('come due in the order of their priority, a bounded number for each endpoint', async () => {
        const endpoint = fresh('endpoint-');
        const ids = [await issue(ledger, endpoint), await issue(ledger, endpoint), await issue(ledger, endpoint)];
        const due = (await ledger.dueCommands(T0, 2)).filter((command) => command.endpoint === endpoint);
        expect(due).toHaveLength(2);
        expect(ids.map((id) => id.commandId)).toEqual(expect.arrayContaining(due.map((command) => command.commandId)));
      });

      it('return to work when a person sends them back, asking first whether the last send went through', async () => {
        const { commandId, aggregateId } = await issue(ledger);
        const [claim] = await ledger.claimCommands([commandId], 'one', T0, LEASE_MS);
        await ledger.settleCommands([{ commandId, token: claim?.token ?? 0, state: 'PARKED' }]);
        await ledger.accept({ messages: [timerMessage(aggregateId, 'retry')] });
        await ledger.runTurns(
          [aggregateId],
          remember(() => ({ revived: [commandId] })),
          T0 + 1,
        );
        expect(await ledger.claimCommands([commandId], 'one', T0 + 1, LEASE_MS)).toMatchObject([{ mode: 'PROBE', attempts: 1 }]);
      });
    });

    describe('records', () => {
      const record = (externalId: string, fields: SalesforceRecord['fields'] = { Status__c: 'Received' }): SalesforceRecord => ({
        object: 'OB_Order__c',
        externalId,
        fields,
      });

      async function project(id: string, status: string, now = T0): Promise<void> {
        await ledger.accept({ messages: [timerMessage(id, status)] });
        await ledger.runTurns(
          [id],
          remember(() => ({ records: [record(id, { Status__c: status })] })),
          now,
        );
      }

      async function dirty(id: string, now = T0, patienceMs = 0): Promise<readonly unknown[]> {
        const records = await ledger.dirtyRecords({ now, limit: 1000, except: [], patienceMs });
        return records.filter((item) => item.aggregateId === id);
      }

      it('coalesce: only the newest values are sent, and they carry their version', async () => {
        const id = fresh('ORDER');
        await project(id, 'Received');
        await project(id, 'Submitted');
        expect(await dirty(id)).toEqual([
          {
            object: 'OB_Order__c',
            externalId: id,
            aggregateId: id,
            fields: { Status__c: 'Submitted', Status_Version__c: 2 },
            version: 2,
            attempts: 0,
          },
        ]);
      });

      it('stay behind when they changed while being sent', async () => {
        const id = fresh('ORDER');
        await project(id, 'Received');
        await project(id, 'Submitted');
        await ledger.settleRecords([{ aggregateId: id, object: 'OB_Order__c', externalId: id, version: 1, result: 'ACCEPTED' }], T0);
        expect(await dirty(id)).toHaveLength(1);
        await ledger.settleRecords([{ aggregateId: id, object: 'OB_Order__c', externalId: id, version: 2, result: 'ACCEPTED' }], T0);
        expect(await dirty(id)).toEqual([]);
      });

      it('are sent again when told so, and a refused one not before its values change', async () => {
        const id = fresh('ORDER');
        await project(id, 'Received');
        const settle = (result: 'RETRY' | 'REFUSED') =>
          ledger.settleRecords(
            [{ aggregateId: id, object: 'OB_Order__c', externalId: id, version: 1, result, dueAt: T0 + 500, code: 'X' }],
            T0,
          );
        await settle('RETRY');
        expect(await dirty(id)).toEqual([]);
        expect(await dirty(id, T0 + 500)).toMatchObject([{ attempts: 1 }]);
        await settle('REFUSED');
        expect(await dirty(id, T0 + 99_999)).toEqual([]);
        await project(id, 'Accepted', T0 + 1000);
        expect(await dirty(id, T0 + 1000)).toMatchObject([{ version: 2, attempts: 0 }]);
      });

      it('are sent again as they were when a person says so, also those no turn has the values of any more', async () => {
        const id = fresh('ORDER');
        await project(id, 'Received');
        const refusal = { aggregateId: id, object: 'OB_Order__c', externalId: id, version: 1, result: 'REFUSED', code: 'X' } as const;
        await ledger.settleRecords([refusal], T0);
        await ledger.runTurns([id], remember(), T0);
        expect(await dirty(id)).toEqual([]);
        await ledger.accept({ messages: [timerMessage(id, 'again')] });
        const again = await ledger.runTurns(
          [id],
          remember(() => ({ retried: true })),
          T0,
        );
        expect(again.reports).toMatchObject([{ aggregateId: id, dirty: true }]);
        expect(await dirty(id)).toMatchObject([{ externalId: id, version: 1, attempts: 0 }]);
        expect(await ledger.settleRecords([{ ...refusal, result: 'ACCEPTED' }], T0)).toEqual([id]);
        expect(await dirty(id)).toEqual([]);
      });

      it('are given again with what is past, when a turn says so: the timeline of the journal, and every exception', async () => {
        const id = fresh('ORDER');
        const opened: ExceptionRecord = {
          ...{ exceptionId: `${id}-E1`, orderKey: id, category: 'GAP', code: 'UNKNOWN_ORDER', message: 'm', severity: 'ERROR' },
          ...{ owner: 'OPERATIONS', actions: [], attempts: 0, openedAt: new Date(T0).toISOString() },
        };
        const completed = { sequence: 1, type: 'OrderCompleted', body: {} };
        const run = async (at: number, result: Partial<TurnResult<unknown>>): Promise<void> => {
          await ledger.accept({ messages: [timerMessage(id, 'a')] });
          await ledger.runTurns(
            [id],
            remember(() => ({ journal: [], ...result })),
            at,
          );
        };
        await run(T0, { journal: [completed], exceptions: [opened] });
        await run(T0 + 1000, { exceptions: [{ ...opened, resolvedAt: new Date(T0 + 1000).toISOString() }] });
        await run(T0 + 2000, { replayed: true, records: [record(id)] });
        const given = (await ledger.dirtyRecords({ now: T0 + 2000, limit: 1000, except: [], patienceMs: 0 })).filter(
          ({ aggregateId }) => aggregateId === id,
        );
        expect(given.map(({ object, externalId, fields }) => [object, externalId, fields['Code__c'], fields['Status__c']])).toEqual([
          ['OB_Order__c', id, undefined, 'Received'],
          ['OB_Exception__c', `${id}-E1`, 'UNKNOWN_ORDER', 'Resolved'],
          ['OB_Timeline_Entry__c', `${id}-1`, 'ORDER_COMPLETED', undefined],
        ]);
        const [, , entry] = given;
        expect(entry?.fields['Recorded_At__c']).toBe(new Date(T0).toISOString());
      });

      it('tell their order when they are refused, and when they are taken again', async () => {
        const id = fresh('ORDER');
        const settled = (version: number, result: 'ACCEPTED' | 'REFUSED') =>
          ledger.settleRecords(
            [{ aggregateId: id, object: 'OB_Order__c', externalId: id, version, result, code: 'STRING_TOO_LONG', detail: 'x' }],
            T0,
          );
        await project(id, 'Received');
        expect(await settled(1, 'REFUSED')).toEqual([id]);
        await project(id, 'Accepted');
        expect(await settled(3, 'REFUSED')).toEqual([]);
        await project(id, 'Shipped');
        expect(await settled(4, 'ACCEPTED')).toEqual([id]);
        expect(await turnsSeen(ledger, id)).toEqual(['Received', 'record.refused', 'Accepted', 'Shipped', 'record.recovered']);
      });

      it('are tried again when their parent recovers, having been refused for want of it', async () => {
        const id = fresh('ORDER');
        const line = { object: 'OB_Order_Line__c', externalId: `${id}-10`, fields: {} } as const;
        await ledger.accept({ messages: [timerMessage(id, 'a')] });
        await ledger.runTurns(
          [id],
          remember(() => ({ records: [record(id), line] })),
          T0,
        );
        const settled = (object: string, externalId: string, result: 'ACCEPTED' | 'REFUSED') =>
          ledger.settleRecords([{ aggregateId: id, object, externalId, version: 1, result, code: 'X' }], T0);
        await settled('OB_Order__c', id, 'REFUSED');
        await settled('OB_Order_Line__c', line.externalId, 'REFUSED');
        expect(await dirty(id)).toEqual([]);
        await settled('OB_Order__c', id, 'ACCEPTED');
        expect(await dirty(id)).toMatchObject([{ object: 'OB_Order_Line__c', externalId: line.externalId }]);
      });

      it('wait for the answer to a command of their turn, but not for ever', async () => {
        const id = fresh('ORDER');
        const withCommand = remember(() => ({ records: [record(id)], commands: [release(`${id}-C1`, id)] }));
        await ledger.accept({ messages: [timerMessage(id, 'a')] });
        await ledger.runTurns([id], withCommand, T0);
        expect(await dirty(id, T0 + 499, 500)).toEqual([]);
        expect(await dirty(id, T0 + 500, 500)).toHaveLength(1);
        await project(id, 'Accepted', T0 + 10);
        expect(await dirty(id, T0 + 10, 500)).toMatchObject([{ version: 2 }]);
      });

      it('leave out the aggregates that are being written', async () => {
        const id = fresh('ORDER');
        await project(id, 'Received');
        const records = await ledger.dirtyRecords({ now: T0, limit: 1000, except: [id], patienceMs: 0 });
        expect(records.filter((item) => item.aggregateId === id)).toEqual([]);
      });
    });

    describe('leases', () => {
      it('go to one owner until they lapse, with a token that tells the owners apart', async () => {
        const name = fresh('lease');
        const first = await ledger.acquireLease(name, 'one', T0, LEASE_MS);
        expect(await ledger.acquireLease(name, 'two', T0, LEASE_MS)).toBeUndefined();
        expect(await ledger.acquireLease(name, 'one', T0 + 1, LEASE_MS)).toEqual(first);
        const second = await ledger.acquireLease(name, 'two', T0 + 2 * LEASE_MS, LEASE_MS);
        expect(second?.token).toBeGreaterThan(first?.token ?? 0);
        if (second) await ledger.releaseLease(second);
        expect((await ledger.acquireLease(name, 'one', T0 + 2 * LEASE_MS, LEASE_MS))?.token).toBeGreaterThan(second?.token ?? 0);
      });

      it('know the processes that call endpoints, in the order in which they came, until they are not heard of', async () => {
        const [one, two, three] = [1, 2, 3].map((weight) => ({ owner: fresh('caller'), weight })) as [Caller, Caller, Caller];
        expect(await ledger.announceCaller(two, T0, LEASE_MS)).toContainEqual(two);
        await ledger.announceCaller(one, T0 + 1, 2 * LEASE_MS);
        expect((await ledger.announceCaller(two, T0 + 2, LEASE_MS)).slice(-2)).toEqual([two, one]);
        expect((await ledger.announceCaller(three, T0 + 2 + LEASE_MS, LEASE_MS)).slice(-2)).toEqual([one, three]);
        await ledger.withdrawCaller(one.owner);
        const left = (await ledger.announceCaller(three, T0 + 2 + LEASE_MS, LEASE_MS)).map(({ owner }) => owner);
        expect([left.includes(one.owner), left.includes(two.owner), left.at(-1)]).toEqual([false, false, three.owner]);
        await ledger.withdrawCaller(three.owner);
      });

      it('remember where a poller stands', async () => {
        const name = fresh('feed');
        expect(await ledger.watermark(name)).toBeUndefined();
        await ledger.moveWatermark(name, undefined, 'a');
        await ledger.moveWatermark(name, 'a', 'b');
        expect(await ledger.watermark(name)).toBe('b');
        await ledger.moveWatermark(name, undefined, 'c');
        await ledger.moveWatermark(name, 'a', 'c');
        expect(await ledger.watermark(name)).toBe('b');
      });
    });
  });
}
