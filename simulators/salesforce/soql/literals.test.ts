import { expect, test } from '@jest/globals';
import { standardField } from '../metadata/field-parts.ts';
import { readLiteral } from './literals.ts';
import { makeFaults } from './query-fault.ts';

const context = { now: Date.UTC(2026, 10, 21, 23), faults: makeFaults(''), scope: { timeZone: () => 'Australia/Sydney' } };

test('days of date literals are those of whoever asks', () => {
  const today = { text: 'TODAY', type: 'DATE_LITERAL' } as const;
  expect(readLiteral(standardField('At', 'datetime')('Thing__c'), today, context)).toEqual({
    start: '2026-11-21T13:00:00.000+0000',
    end: '2026-11-22T13:00:00.000+0000',
  });
  expect(readLiteral(standardField('On', 'date')('Thing__c'), today, context)).toEqual({ start: '2026-11-22', end: '2026-11-23' });
});
