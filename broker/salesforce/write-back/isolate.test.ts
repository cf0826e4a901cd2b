import { describe, expect, it } from '@jest/globals';
import type { SalesforceObjectName } from '../../../canonical/salesforce-objects.ts';
import type { DirtyRecord } from '../../engine/ledger.ts';
import { readComposite, readRefusal } from './composite-request.ts';
import type { GroupOutcomes } from './composite-request.ts';
import { isolateFaults } from './isolate.ts';
import type { SendGroups } from './isolate.ts';
import type { WriteGroup } from './write-plan.ts';

const MALFORMED = { errorCode: 'JSON_PARSER_ERROR', message: 'Cannot deserialize' };

function recordOf(object: SalesforceObjectName, externalId: string): DirtyRecord {
  return { object, externalId, aggregateId: externalId, fields: { External_Key__c: externalId }, version: 2, attempts: 0 };
}

function group(count: number, prefix = 'A', object: SalesforceObjectName = 'OB_Order__c'): WriteGroup {
  return { object, records: Array.from({ length: count }, (_, index) => recordOf(object, `${prefix}${index}`)) };
}

/** An org that stumbles over some records: it refuses what it reads in one go, a collection or all of the call. */
function org(reads: 'COLLECTION' | 'CALL', bad: ReadonlySet<string>, awayAfter = Infinity): { send: SendGroups; sent: () => number } {
  let sent = 0;
  const isSpoilt = ({ records }: WriteGroup): boolean => records.some(({ externalId }) => bad.has(externalId));
  function answer(groups: readonly WriteGroup[]): readonly GroupOutcomes[] {
    if (sent > awayAfter) return [];
    if (reads === 'CALL' && groups.some(isSpoilt)) return readRefusal(groups, { class: 'REFUSED', code: MALFORMED.errorCode, message: '' });
    const parts = groups.map((each) =>
      isSpoilt(each)
        ? { httpStatusCode: 400, body: [MALFORMED] }
        : { httpStatusCode: 200, body: each.records.map(() => ({ success: true, errors: [] })) },
    );
    return readComposite(groups, { compositeResponse: parts });
  }
  return {
    sent: () => sent,
    send: (groups) => {
      sent += 1;
      return Promise.resolve(answer(groups));
    },
  };
}

/** What was found: the records that were refused by themselves, those that share a refusal, and those that were written. */
async function search({ send }: ReturnType<typeof org>, groups: readonly WriteGroup[]) {
  const outcomes = await isolateFaults(await send(groups), send);
  const named = outcomes.map(({ record, failure, whole }) => ({ id: record.externalId, failed: failure !== undefined, whole }));
  const ids = (list: typeof named): string[] => list.map(({ id }) => id).sort();
  return {
    refused: ids(named.filter(({ failed, whole }) => failed && whole === undefined)),
    shared: ids(named.filter(({ whole }) => whole !== undefined)),
    written: ids(named.filter(({ failed }) => !failed)),
  };
}

describe('a malformed record that spoils its collection', () => {
  it.each([[['A77']], [['A0', 'A199']], [['A3', 'A4', 'A90']]])('is found, and its neighbours are written (%j)', async (bad) => {
    const stumbling = org('COLLECTION', new Set(bad));
    const found = await search(stumbling, [group(200)]);
    expect([found.refused, found.shared, found.written.length]).toEqual([[...bad].sort(), [], 200 - bad.length]);
    expect(stumbling.sent()).toBeLessThanOrEqual(1 + 4 * bad.length);
  });
});

describe('a record over which Salesforce refuses all of a call', () => {
  it.each([[['A77']], [['L150']], [['E3']], [['A0', 'L199']]])('is found, and all others are written (%j)', async (bad) => {
    const stumbling = org('CALL', new Set(bad));
    const groups = [
      group(200),
      group(200, 'L', 'OB_Order_Line__c'),
      ...group(5, 'E').records.map((only) => ({ object: only.object, records: [only] })),
    ];
    const found = await search(stumbling, groups);
    expect([found.refused, found.shared, found.written.length]).toEqual([[...bad].sort(), [], 405 - bad.length]);
    expect(stumbling.sent()).toBeLessThanOrEqual(1 + 22 * bad.length);
  });

  it('is answered for although it is the only one', async () => {
    expect(await search(org('CALL', new Set(['A0'])), [group(1)])).toEqual({ refused: ['A0'], shared: [], written: [] });
  });
});

describe('a search for what is refused', () => {
  it.each(['COLLECTION', 'CALL'] as const)(
    'costs a bounded number of calls even if every record of a %s is bad, and says what it left',
    async (reads) => {
      const all = group(200);
      const stumbling = org(reads, new Set(all.records.map(({ externalId }) => externalId)));
      const { refused, shared, written } = await search(stumbling, [all]);
      expect([refused.length > 0, shared.length > 0, refused.length + shared.length, written]).toEqual([true, true, 200, []]);
      expect(stumbling.sent()).toBeLessThanOrEqual(41);
    },
  );

  it('ends when Salesforce is away, and leaves out what has no answer', async () => {
    const stumbling = org('CALL', new Set(['A77']), 3);
    const { refused, shared, written } = await search(stumbling, [group(200)]);
    expect([refused, shared, written.length < 199, stumbling.sent()]).toEqual([[], [], true, 4]);
  });
});
