import { byUrgency, categoriesOf, clockOf, deskOf, filtered } from 'c/obDeskModel';
import { deskAnswer } from 'test/desk-data';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const ago = (minutes) => new Date(now - minutes * 60_000).toISOString();
const options = { now, minutes: 60 };
const rowsOf = (...changes) => deskOf(deskAnswer(changes)).rows;
const ids = (rows) => rows.map(({ id }) => id);

describe('the desk', () => {
  it('has exceptions with their orders', () => {
    expect(deskOf(deskAnswer([{}, { Order__r: null }], true))).toMatchObject({
      rows: [
        { id: 'e0', orderNumber: 'WEB-1001', orderId: 'a01', actions: ['RETRY', 'ACKNOWLEDGE'] },
        { id: 'e1', orderNumber: null },
      ],
      hasMore: true,
    });
    expect(deskOf(undefined)).toEqual({ rows: [], hasMore: false });
  });

  it.each([
    [10, 'Warning', 'ok', 50],
    [50, 'Warning', 'soon', 10],
    [61, 'Warning', 'late', -1],
    [10, 'Error', 'ok', 20],
    [31, 'Error', 'late', -1],
  ])('runs a clock: open for %d min as %s is %s', (minutes, severity, state, left) => {
    const [row] = rowsOf({ Opened_At__c: ago(minutes), Severity__c: severity });
    expect(clockOf(row, options)).toEqual({ state, leftMs: left * 60_000 });
  });

  it('runs no clock without a beginning', () => {
    expect(clockOf(rowsOf({ Opened_At__c: null, Severity__c: null })[0], options).state).toBe('unknown');
  });

  it('puts the most urgent first', () => {
    const rows = rowsOf(
      { Opened_At__c: ago(10) },
      { Opened_At__c: ago(25), Severity__c: 'Error' },
      { Opened_At__c: ago(30) },
      { Opened_At__c: null },
    );
    expect(ids(byUrgency(rows, options))).toEqual(['e1', 'e2', 'e0', 'e3']);
  });

  it('is filtered by category, age and owner', () => {
    const rows = rowsOf(
      { Opened_At__c: ago(10) },
      { Category__c: 'Gap', Opened_At__c: ago(90) },
      { Opened_At__c: ago(1500), OwnerId: '005me' },
      { Opened_At__c: null, Category__c: null },
    );
    expect(ids(filtered(rows, {}, now))).toEqual(['e0', 'e1', 'e2', 'e3']);
    expect(ids(filtered(rows, { category: 'Gap' }, now))).toEqual(['e1']);
    expect(ids(filtered(rows, { age: 'hour' }, now))).toEqual(['e1', 'e2']);
    expect(ids(filtered(rows, { age: 'day' }, now))).toEqual(['e2']);
    expect(ids(filtered(rows, { ownerId: '005me' }, now))).toEqual(['e2']);
    expect(categoriesOf(rows)).toEqual([
      { code: 'In doubt', label: 'In doubt', count: 2 },
      { code: 'Gap', label: 'Gap', count: 1 },
    ]);
  });
});
