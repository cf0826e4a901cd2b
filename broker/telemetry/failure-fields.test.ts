import { expect, it } from '@jest/globals';
import { failureFields } from './failure-fields.ts';

it('says what kind of error it was and by what it was caused', () => {
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
  expect(failureFields(refused)).toEqual({ error: 'AggregateError', code: 'ECONNREFUSED', cause: undefined });
  const caused = failureFields(new Error('ledger migration 0001 failed', { cause: refused }));
  expect(caused).toEqual({ error: 'Error: ledger migration 0001 failed', code: undefined, cause: 'ECONNREFUSED' });
});

it('says nothing of the row PostgreSQL names beside its error', () => {
  const error = Object.assign(new Error('null value in column "id"'), { code: '23502', detail: 'Failing row contains (Mira Sol)' });
  expect(JSON.stringify(failureFields(error))).not.toContain('Mira');
});

it('says the class and the code of an answer', () => {
  const answer = { class: 'RETRY_SAFE', code: 'HTTP_503', message: 'The system is unwell', retryAfterMs: 100 };
  expect(failureFields(answer)).toEqual({ error: 'RETRY_SAFE: The system is unwell', code: 'HTTP_503', cause: undefined });
});
