import {
  NO_FILTER,
  NO_HISTORY,
  choicesOf,
  countOf,
  merge,
  pageOf,
  passes,
  recalled,
  remembered,
  withNewest,
  withOlder,
  withWaiting,
} from 'c/obTimelineModel';
import { connection, entry } from 'test/order-data';

const page = (sequences, hasOlder = false) =>
  pageOf(
    connection(
      sequences.map((sequence) => entry(sequence)),
      hasOlder,
    ),
  );
const shown = ({ entries }) => entries.map(({ sequence }) => sequence);
const waiting = (history) => history.waiting.map(({ sequence }) => sequence);
const HOLD = { hold: true };

describe('a history', () => {
  it('is newest first', () => {
    expect(shown(withNewest(NO_HISTORY, page([3, 2, 1]), HOLD))).toEqual([3, 2, 1]);
  });

  it('has what happened in one second in the order the broker heard of it, and what people wrote before that', () => {
    const at = (sequence, id) => ({ id, sequence, occurredAt: '2026-11-21T10:00:00.000Z' });
    const happened = [at(null, 'note'), at(2, 'b'), at(7, 'c'), at(null, 'other'), at(1, 'a')];
    expect(merge(happened, []).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'note', 'other']);
  });

  it('keeps new entries waiting while somebody reads, and shows them when asked', () => {
    const read = withNewest(NO_HISTORY, page([2, 1]), HOLD);
    const later = withNewest(read, page([4, 3, 2, 1]), HOLD);
    expect([shown(later), waiting(later)]).toEqual([
      [2, 1],
      [4, 3],
    ]);
    const again = withNewest(later, page([5, 4, 3, 2]), HOLD);
    expect([shown(again), waiting(again)]).toEqual([
      [2, 1],
      [5, 4, 3],
    ]);
    expect(shown(withWaiting(again))).toEqual([5, 4, 3, 2, 1]);
    expect(waiting(withWaiting(again))).toEqual([]);
  });

  it('shows new entries at once if nobody minds', () => {
    const history = withNewest(withNewest(NO_HISTORY, page([1]), HOLD), page([2, 1]), { hold: false });
    expect([shown(history), waiting(history)]).toEqual([[2, 1], []]);
  });

  it('takes older pages, however long it is, each entry once', () => {
    let history = withNewest(NO_HISTORY, page([5000, 4999], true), HOLD);
    expect(history).toMatchObject({ hasOlder: true, oldest: { sequence: 4999 } });
    history = withOlder(history, page([4999, 4998, 4997], true));
    expect([shown(history), history.oldest.sequence]).toEqual([[5000, 4999, 4998, 4997], 4997]);
    history = withOlder(history, page([]));
    expect(history).toMatchObject({ hasOlder: false, oldest: { sequence: 4997 } });
  });

  it('keeps older pages when the newest is read again', () => {
    const history = withOlder(withNewest(NO_HISTORY, page([4, 3], true), HOLD), page([2, 1]));
    expect(shown(withNewest(history, page([4, 3], true), HOLD))).toEqual([4, 3, 2, 1]);
    expect(withNewest(history, page([5, 4], true), HOLD)).toMatchObject({ hasOlder: false, oldest: { sequence: 1 } });
  });

  it('begins anew if more arrived than a page holds, so that nothing is missing in between', () => {
    const history = withNewest(withNewest(NO_HISTORY, page([2, 1]), HOLD), page([90, 89], true), { hold: false });
    expect([shown(history), history.hasOlder, history.oldest.sequence]).toEqual([[90, 89], true, 89]);
  });

  it('does so only when the reader asks for what is new, and with all of it', () => {
    const cut = withNewest(withNewest(NO_HISTORY, page([2, 1]), HOLD), page([90, 89], true), HOLD);
    expect([shown(cut), cut.hasOlder]).toEqual([[2, 1], false]);
    const more = withNewest(cut, page([91, 90], true), HOLD);
    expect(shown(more)).toEqual([2, 1]);
    const history = withWaiting(more);
    expect([shown(history), history.hasOlder, history.oldest.sequence]).toEqual([[91, 90, 89], true, 89]);
    expect(withNewest(history, page([92, 91], true), HOLD).anew).toBeUndefined();
  });

  it('puts what was reported late where it happened', () => {
    const late = pageOf(connection([entry(9, { Occurred_At__c: '2026-11-21T10:01:30.000Z' })]));
    expect(merge(page([3, 2, 1]).entries, late.entries).map(({ sequence }) => sequence)).toEqual([3, 2, 9, 1]);
  });

  it('has notes, which have no number, among the rest by their time', () => {
    const note = entry(3, { Id: 'note', Sequence__c: null });
    const noted = withNewest(NO_HISTORY, pageOf(connection([entry(4), note, entry(2)], true)), HOLD);
    expect(noted.entries.map(({ id, sequence }) => sequence ?? id)).toEqual([4, 'note', 2]);
    expect(noted.oldest).toMatchObject({ sequence: 2 });
  });

  it('goes on behind its last entry, be that a note, which comes before what the broker recorded in the same second', () => {
    const recorded = { Recorded_At__c: '2026-11-21T09:00:00.000Z' };
    const note = entry(3, { Id: 'note', Sequence__c: null, ...recorded });
    const onlyNotes = withNewest(NO_HISTORY, pageOf(connection([entry(4), note], true)), HOLD);
    expect(onlyNotes.oldest.recordedAt).toBe('2026-11-21T09:00:00.000Z');
    expect(onlyNotes.oldest.sequence).toBeGreaterThan(1e9);
    const more = withOlder(onlyNotes, pageOf(connection([note, entry(2, recorded), entry(1, recorded)], true)));
    expect([shown(more), more.oldest.sequence]).toEqual([[4, null, 2, 1], 1]);
  });

  it('cannot go on from entries that do not say when they were recorded', () => {
    const silent = pageOf(connection([entry(4, { Recorded_At__c: null })], true));
    expect(withNewest(NO_HISTORY, silent, HOLD)).toMatchObject({ hasOlder: true, oldest: null });
  });

  it('takes the corrected copy of an entry', () => {
    const corrected = pageOf(connection([entry(1, { Summary__c: 'Corrected' })]));
    expect(withNewest(withNewest(NO_HISTORY, page([1]), HOLD), corrected, HOLD).entries[0].summary).toBe('Corrected');
  });
});

describe('an entry', () => {
  const read = (values) => pageOf(connection([entry(1, values)])).entries[0];

  it('has parameters, and none where they cannot be read', () => {
    expect(read({ Summary_Params__c: '{"from":1,"to":2}' }).params).toEqual({ from: 1, to: 2 });
    expect([
      read({ Summary_Params__c: '{oops' }).params,
      read({ Summary_Params__c: 'null' }).params,
      read({ Summary_Params__c: null }).params,
    ]).toEqual([{}, {}, {}]);
  });

  it('stands without what the user may not see', () => {
    const { entries, hasOlder } = pageOf({ edges: [{ node: { Id: 'x' } }] });
    expect(entries[0]).toMatchObject({ id: 'x', sequence: null, code: '', summary: '', category: null, correlationId: null });
    expect(hasOlder).toBe(false);
    expect(pageOf(null).entries).toEqual([]);
  });

  it('names the command it came from', () => {
    expect(read({ Command__r: { Correlation_Id__c: { value: 'corr-1' } } }).correlationId).toBe('corr-1');
  });
});

describe('a filter', () => {
  const [shipped] = pageOf(
    connection([
      entry(1, {
        Category__c: 'Shipment',
        Severity__c: 'Warning',
        Actor_Type__c: 'Carrier',
        Code__c: 'SHIPMENT_EXCEPTION',
        Summary__c: 'Damaged',
        Shipment__c: 's1',
        Order_Line__c: 'l1',
      }),
    ]),
  ).entries;

  it.each([
    [{}, true],
    [{ categories: ['Shipment', 'ERP'] }, true],
    [{ categories: ['ERP'] }, false],
    [{ severities: ['Warning'] }, true],
    [{ severities: ['Error'] }, false],
    [{ actors: ['Carrier'] }, true],
    [{ actors: ['Agent'] }, false],
    [{ lineId: 'l1' }, true],
    [{ lineId: 'l2' }, false],
    [{ shipmentId: 's1' }, true],
    [{ shipmentId: 's2' }, false],
    [{ text: 'DAMAGED carrier' }, true],
    [{ text: 'parcel' }, true],
    [{ text: 'lost' }, false],
    [{ exceptionsOnly: true }, false],
    [{ categories: ['Shipment'], text: 'lost' }, false],
  ])('%j: %p', (filter, answer) => expect(passes(shipped, filter, 'Parcel')).toBe(answer));

  it('for exceptions takes errors of any kind', () => {
    const [error] = pageOf(connection([entry(1, { Severity__c: 'Error', Actor_Type__c: null })])).entries;
    const [exception] = pageOf(connection([entry(1, { Category__c: 'Exception' })])).entries;
    expect([
      passes(error, { exceptionsOnly: true }),
      passes(exception, { exceptionsOnly: true }),
      passes(error, { actors: ['Agent'] }),
    ]).toEqual([true, true, false]);
  });

  it('counts its choices', () => {
    expect(countOf({})).toBe(0);
    expect(
      countOf({
        categories: ['ERP'],
        severities: ['Error'],
        actors: ['Agent'],
        lineId: 'l',
        shipmentId: 's',
        text: ' x ',
        exceptionsOnly: true,
      }),
    ).toBe(7);
  });

  it('offers what occurs, each once, by name', () => {
    const { entries } = pageOf(connection([entry(3, { Category__c: 'Shipment' }), entry(2), entry(1), entry(0, { Category__c: null })]));
    expect(choicesOf(entries, 'category')).toEqual([
      { value: 'Order', label: 'Order' },
      { value: 'Shipment', label: 'Shipment' },
    ]);
  });

  it('is remembered, but for what belongs to one order', () => {
    const filter = { ...NO_FILTER, categories: ['ERP'], exceptionsOnly: true, text: 'x', lineId: 'l' };
    expect(recalled(remembered(filter))).toEqual({ ...NO_FILTER, categories: ['ERP'], exceptionsOnly: true });
  });

  it.each([null, '', '{oops', '{"categories":"ERP"}', '{"categories":[1]}', 'x'.repeat(3000)])('recalled from %p is none', (stored) => {
    expect(recalled(stored)).toEqual(NO_FILTER);
  });
});
