import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import { anyMessage } from '../../test/support/order-arbitraries.ts';
import { CONTEXT, ORDER_KEY, START } from '../../test/support/order-story.ts';
import type { Message } from './message.ts';
import { initialState } from './order-state.ts';
import type { OrderState } from './order-state.ts';
import { withPast } from './past-records.ts';
import type { PastEntry } from './past-records.ts';
import { runOrderTurn } from './run-turn.ts';
import type { TurnResult } from './turn.ts';

const OF_THE_PAST: ReadonlySet<string> = new Set(['OB_Exception__c', 'OB_Timeline_Entry__c']);

/** What a ledger keeps of these messages, a turn each, and the records of the past that Salesforce was given. */
function live(messages: readonly Message[]) {
  const [given, exceptions] = [new Map<string, SalesforceRecord>(), new Map<string, ExceptionRecord>()];
  const journal: PastEntry[] = [];
  let result: TurnResult<OrderState> | undefined;
  messages.forEach((message, index) => {
    const now = START + index * 1000;
    result = runOrderTurn(ORDER_KEY, result?.state ?? null, [message], { ...CONTEXT, now });
    journal.push(...result.journal.map((entry) => ({ ...entry, at: now })));
    for (const record of result.exceptions) exceptions.set(record.exceptionId, record);
    for (const record of result.records) if (OF_THE_PAST.has(record.object)) given.set(record.externalId, record);
  });
  const past = JSON.parse(JSON.stringify({ journal, exceptions: [...exceptions.values()] })) as Parameters<typeof withPast>[2];
  return { given, past, state: result?.state ?? initialState(ORDER_KEY) };
}

const NOTHING = { journal: [], commands: [], revived: [], recalled: [], records: [], exceptions: [] };

test('Salesforce is given again, value for value, what it was given of an order’s past, from what the ledger keeps of it', () => {
  fc.assert(
    fc.property(fc.array(anyMessage, { maxLength: 25 }), (messages) => {
      const { given, past, state } = live(messages);
      const { records } = withPast(ORDER_KEY, { ...NOTHING, state }, past);
      const again = new Map(records.map((record) => [record.externalId, record]));
      for (const [externalId, record] of given) expect(again.get(externalId)).toEqual(record);
    }),
    { numRuns: 200 },
  );
});

test('what the turn itself says of an exception is newer than what the ledger has', () => {
  const opened: ExceptionRecord = {
    ...{ exceptionId: 'ORD1-E1', orderKey: ORDER_KEY, category: 'GAP', code: 'UNKNOWN_ORDER', message: 'm', severity: 'ERROR' },
    ...{ owner: 'OPERATIONS', actions: [], attempts: 0, openedAt: new Date(START).toISOString() },
  };
  const newest: SalesforceRecord = { object: 'OB_Exception__c', externalId: 'ORD1-E1', fields: { Status__c: 'Resolved' } };
  const result = { ...NOTHING, state: initialState(ORDER_KEY), records: [newest] };
  expect(withPast(ORDER_KEY, result, { journal: [], exceptions: [opened] }).records).toEqual([newest]);
});
