/** What a ledger promises of turns that throw: a bug in one order's turn costs nothing but what it threw at. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { Message } from '../../broker/domain/message.ts';
import type { TurnResult } from '../../broker/domain/turn.ts';
import type { Ledger, TurnFunction } from '../../broker/engine/ledger.ts';
import { fresh, remember, T0, timerMessage, turnsSeen } from './ledger-moves.ts';

const MINUTE = 60_000;

const broken: TurnFunction = () => {
  throw new Error('a bug');
};

function instant(at: number): string {
  return new Date(at).toISOString();
}

type SetApartWord = Extract<Message, { type: 'message.set_apart' }>;

export function turnFaultContract(name: string, open: () => Promise<{ ledger: Ledger; close: () => Promise<void> }>): void {
  describe(`${name}: turns`, () => {
    let ledger: Ledger;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ ledger, close } = await open());
    });
    afterAll(() => close());

    it('set a message apart that makes the turn throw, and take its neighbours', async () => {
      const [id, neighbour] = [fresh('ORDER'), fresh('ORDER')];
      await ledger.accept({ messages: ['a', 'bad', 'c'].map((timer) => timerMessage(id, timer)) });
      await ledger.accept({ messages: [timerMessage(neighbour, 'n')] });
      const touchy: TurnFunction = (...turn) => {
        if (turn[2].some((message) => message.type === 'timer.fired' && message.timer === 'bad')) throw new Error('a bug');
        return remember()(...turn);
      };
      const { reports } = await ledger.runTurns([id, neighbour], touchy, T0);
      expect(reports.map((report) => [report.aggregateId, report.more])).toEqual([
        [id, true],
        [neighbour, false],
      ]);
      await ledger.runTurns([id], touchy, T0);
      expect(await turnsSeen(ledger, id)).toEqual(['a', 'c', 'message.set_apart']);
      expect(await turnsSeen(ledger, neighbour)).toEqual(['n']);
    });

    it('keep what a turn threw, whatever it quotes', async () => {
      const [id, neighbour] = [fresh('ORDER'), fresh('ORDER')];
      await ledger.accept({ messages: [timerMessage(id, 'bad'), timerMessage(neighbour, 'n')] });
      const quoting: TurnFunction = (...turn) => {
        if (turn[2].some((message) => message.type === 'timer.fired' && message.timer === 'bad')) throw new Error('what is "\0"');
        return remember()(...turn);
      };
      await ledger.runTurns([id, neighbour], quoting, T0);
      expect([await turnsSeen(ledger, id), await turnsSeen(ledger, neighbour)]).toEqual([['message.set_apart'], ['n']]);
    });

    it('tell an order what was set apart, and take it again when its turn says so', async () => {
      const id = fresh('ORDER');
      const told: Message[] = [];
      const hears = (then: Partial<TurnResult<unknown>>, isMended: boolean): TurnFunction => {
        return (...turn) => {
          if (!isMended && turn[2].some((message) => message.type === 'timer.fired')) throw new Error('a bug');
          told.push(...turn[2]);
          return { ...remember()(...turn), ...then };
        };
      };
      await ledger.accept({ messages: [timerMessage(id, 'bad')] });
      await ledger.runTurns([id], hears({}, false), T0);
      await ledger.runTurns([id], hears({}, false), T0);
      const [word] = told.splice(0);
      expect(word).toMatchObject({ type: 'message.set_apart', what: 'timer.fired', fromSalesforce: false });

      const recalled = [(word as SetApartWord).messageId];
      await ledger.accept({
        messages: [{ ...timerMessage(id, ''), message: { type: 'command.parked', commandId: 'C', code: 'X', message: 'x' } }],
      });
      const { reports } = await ledger.runTurns([id], hears({ recalled }, false), T0);
      expect(reports).toMatchObject([{ aggregateId: id, more: true }]);
      await ledger.runTurns([id], hears({}, true), T0);
      expect(told.map(({ type }) => type)).toEqual(['command.parked', 'timer.fired']);
    });

    it('find the one bad message among hundreds in a few tries, and take all others in their order', async () => {
      const id = fresh('ORDER');
      const names = Array.from({ length: 250 }, (_, index) => (index === 137 ? 'bad' : `m${index}`));
      await ledger.accept({ messages: names.map((timer) => timerMessage(id, timer)) });
      let tries = 0;
      const touchy: TurnFunction = (...turn) => {
        tries += 1;
        if (turn[2].some((message) => message.type === 'timer.fired' && message.timer === 'bad')) throw new Error('a bug');
        return remember()(...turn);
      };
      for (let more = true; more;) more = (await ledger.runTurns([id], touchy, T0)).reports.some((report) => report.more);
      const seen = await turnsSeen(ledger, id);
      expect(seen.filter((name) => name !== 'message.set_apart')).toEqual(names.filter((name) => name !== 'bad'));
      expect(seen).toContain('message.set_apart');
      expect(tries).toBeLessThan(20);
    });

    it('leave an order as it is of which nothing can be taken, show it, and try it again after a while', async () => {
      const id = fresh('ORDER');
      await ledger.accept({ messages: [timerMessage(id, 'a')] });
      await ledger.runTurns([id], remember(), T0);
      await ledger.accept({ messages: [timerMessage(id, 'b'), timerMessage(id, 'c')] });
      const { reports } = await ledger.runTurns([id], broken, T0);
      expect(reports).toMatchObject([{ aggregateId: id, more: false, dirty: true, fault: expect.stringContaining('a bug') }]);
      expect(await shown(id)).toMatchObject({
        Code__c: 'ORDER_STUCK',
        Status__c: 'Open',
        Attempts__c: 1,
        Next_Retry_At__c: instant(T0 + MINUTE),
      });

      await ledger.accept({ messages: [timerMessage(id, 'd')] });
      expect(await ledger.runTurns([id], broken, T0 + MINUTE - 1)).toEqual({ reports: [], busy: [] });
      expect(await ledger.waitingAggregates(T0 + MINUTE - 1, 1000)).not.toContain(id);
      expect(await ledger.waitingAggregates(T0 + MINUTE, 1000)).toContain(id);
      await ledger.runTurns([id], broken, T0 + MINUTE);
      expect(await shown(id)).toMatchObject({ Attempts__c: 2, Opened_At__c: instant(T0), Next_Retry_At__c: instant(T0 + 3 * MINUTE) });

      await ledger.runTurns([id], remember(), T0 + 3 * MINUTE);
      expect(await shown(id)).toMatchObject({ Status__c: 'Resolved', Resolved_At__c: instant(T0 + 3 * MINUTE) });
      expect(await turnsSeen(ledger, id)).toEqual(['a', 'b', 'c', 'd']);
      expect(await ledger.waitingAggregates(T0 + 4 * MINUTE, 1000)).not.toContain(id);
    });

    it('keep the timer of an aggregate whose message or timer makes the turn throw', async () => {
      const id = fresh('ORDER');
      const alarmed = remember(() => ({ wakeAt: { timer: 'alarm', at: T0 + 1000 } }));
      await ledger.accept({ messages: [timerMessage(id, 'a')] });
      await ledger.runTurns([id], alarmed, T0);
      await ledger.accept({ messages: [timerMessage(id, 'bad')] });
      await ledger.runTurns([id], broken, T0);
      expect(await ledger.waitingAggregates(T0 + 1000, 1000)).not.toContain(id);
      const fired = await ledger.runTurns([id], broken, T0 + MINUTE);
      expect(fired.reports).toMatchObject([{ aggregateId: id, fault: expect.stringContaining('a bug') }]);
      expect(await ledger.waitingAggregates(T0 + 2 * MINUTE, 1000)).not.toContain(id);
      await ledger.runTurns([id], remember(), T0 + 3_600_000);
      expect(await turnsSeen(ledger, id)).toEqual(['a', 'bad', 'alarm']);
    });

    it('try a timer again that makes the turn throw by itself, and show that meanwhile', async () => {
      const id = fresh('ORDER');
      await ledger.accept({ messages: [timerMessage(id, 'a')] });
      await ledger.runTurns(
        [id],
        remember(() => ({ wakeAt: { timer: 'alarm', at: T0 + 1000 } })),
        T0,
      );
      await ledger.runTurns([id], broken, T0 + 1000);
      expect(await shown(id)).toMatchObject({ Code__c: 'ORDER_STUCK', Status__c: 'Open' });
      expect(await ledger.waitingAggregates(T0 + MINUTE, 1000)).not.toContain(id);
      expect(await ledger.waitingAggregates(T0 + 1000 + MINUTE, 1000)).toContain(id);
      await ledger.runTurns([id], remember(), T0 + 1000 + MINUTE);
      expect(await shown(id)).toMatchObject({ Status__c: 'Resolved' });
    });

    it('are committed although what is past and to be given again cannot be told, which is a fault', async () => {
      const id = fresh('ORDER');
      await ledger.accept({ messages: [timerMessage(id, 'a')] });
      const unreadable = { exceptionId: `${id}-E1`, orderKey: id, openedAt: instant(T0) } as ExceptionRecord;
      await ledger.runTurns(
        [id],
        remember(() => ({ exceptions: [unreadable] })),
        T0,
      );
      await ledger.accept({ messages: [timerMessage(id, 'b')] });
      const { reports } = await ledger.runTurns(
        [id],
        remember(() => ({ replayed: true })),
        T0,
      );
      expect(reports).toMatchObject([{ aggregateId: id, fault: expect.stringContaining('TypeError') }]);
      expect(await turnsSeen(ledger, id)).toEqual(['a', 'b']);
    });

    /** What Salesforce is to show of the order's exception by now. */
    async function shown(id: string): Promise<unknown> {
      const question = { now: T0 + 3_600_000, limit: 1000, except: [], patienceMs: 0 };
      const behind = await ledger.dirtyRecords(question);
      const record = behind.find(({ aggregateId, object }) => aggregateId === id && object === 'OB_Exception__c');
      return record?.fields;
    }
  });
}
