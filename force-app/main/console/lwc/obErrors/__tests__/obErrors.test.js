import { hasCode, problemOf } from 'c/obErrors';

describe('a problem', () => {
  it.each([undefined, null, []])('is none if nothing was said (%j)', (nothing) => {
    expect(problemOf(nothing)).toBeUndefined();
  });

  it.each([
    ['a query', [{ message: 'No such type', extensions: { ErrorType: 'ValidationError' } }], 'noAccess', ['No such type']],
    ['Apex', { status: 500, body: { message: 'The order has shipped.' } }, 'unknown', ['The order has shipped.']],
    ['a record nobody may see', { status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'no' }] }, 'noAccess', ['no']],
    ['a deleted record', { status: 404, body: [{ errorCode: 'ENTITY_IS_DELETED', message: 'gone' }] }, 'notFound', ['gone']],
    [
      'an expired session',
      { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }] },
      'session',
      ['Session expired'],
    ],
    ['a server that is away', { status: 503, statusText: 'Service Unavailable' }, 'offline', ['Service Unavailable']],
    ['the network', Object.assign(new TypeError('Failed to fetch'), {}), 'offline', ['Failed to fetch']],
    ['no answer', { status: 0, body: { message: 'Disconnected or Canceled' } }, 'offline', ['Disconnected or Canceled']],
    ['no answer and no status', { body: { message: 'Disconnected or Canceled' } }, 'offline', ['Disconnected or Canceled']],
    ['a programming error', new TypeError('x is not a function'), 'unknown', ['x is not a function']],
    ['a text', 'No.', 'unknown', ['No.']],
    ['a bad request', { status: 400, body: { message: 'Bad' } }, 'refused', ['Bad']],
    ['a code of Apex', { body: { statusCode: 400, message: 'Bad' } }, 'unknown', ['Bad']],
    ['nothing readable', { status: 500 }, 'unknown', []],
  ])('of %s', (_, thrown, kind, messages) => {
    expect(problemOf(thrown)).toMatchObject({ kind, messages });
  });

  it('of a save names what each field says', () => {
    const output = { errors: [{ message: 'Check the form.' }], fieldErrors: { SKU__c: [{ message: 'SKU is missing.' }] } };
    expect(problemOf({ status: 400, body: { message: 'Error', output } }).messages).toEqual(['Check the form.', 'SKU is missing.']);
  });

  it('of Apex DML names page and field errors', () => {
    const body = { pageErrors: [{ message: 'Locked.' }], fieldErrors: { SKU__c: [{ message: 'Too long.' }] } };
    expect(problemOf({ body }).messages).toEqual(['Locked.', 'Too long.']);
  });

  it('of fields alone is enough', () => {
    expect(problemOf({ body: { fieldErrors: { SKU__c: [{ message: 'Too long.' }] } } }).messages).toEqual(['Too long.']);
    expect(problemOf({ body: { output: {}, message: 'Error' } }).messages).toEqual(['Error']);
  });

  it('said twice is told once', () => {
    expect(problemOf([{ message: 'no' }, { message: 'no' }]).messages).toEqual(['no']);
  });
});

describe('the code of an error', () => {
  const code = (errorCode) => ({ errorCode, message: 'no' });

  it.each([
    ['of the whole', { body: code('DUPLICATE_VALUE') }],
    ['of the page', { body: { message: 'no', output: { errors: [code('DUPLICATE_VALUE')], fieldErrors: {} } } }],
    ['of a field', { body: { message: 'no', output: { errors: [], fieldErrors: { Draft_Key__c: [code('DUPLICATE_VALUE')] } } } }],
    ['of one of many', [{ body: [code('REQUIRED_FIELD_MISSING'), code('DUPLICATE_VALUE')] }]],
  ])('%s is found', (_, thrown) => expect(hasCode(thrown, 'DUPLICATE_VALUE')).toBe(true));

  it.each([[undefined], ['No.'], [{ body: { message: 'no' } }], [{ body: code('STORAGE_LIMIT_EXCEEDED') }]])('is not in %j', (thrown) =>
    expect(hasCode(thrown, 'DUPLICATE_VALUE')).toBe(false),
  );
});
