import { describe, expect, it } from '@jest/globals';
import { classifyError } from './rpc-error.ts';

// As the server of Debian 12 (tryton-server 6.0.29) said them.
const REFUSED: readonly (readonly [said: unknown, expected: object])[] = [
  [
    ['UserError', ['Party "Low Limit Ltd" has reached their credit limit of €500.00.', '', null]],
    { class: 'REJECT', code: 'CREDIT_LIMIT' },
  ],
  [
    ['UserError', ['To get a quote for sale "[E7]" you must enter an invoice address.', '', null]],
    { class: 'REJECT', code: 'ADDRESS_MISSING' },
  ],
  [
    [
      'UserError',
      [
        'The number of digits in the value "Decimal(\'12.505123\')" for field "Unit Price" in "Sale Line" exceeds the limit of "4".',
        '',
        null,
      ],
    ],
    { class: 'REJECT', code: 'TOO_MANY_DIGITS' },
  ],
  [
    ['UserError', ['The value for field "Product" in "Sale Line" is not valid according to its domain.', '', { huge: 'domain' }]],
    { class: 'REJECT', code: 'PRODUCT_NOT_SALABLE' },
  ],
  [['UserError', ['A value is required for field "Party" in "Sale".', '', null]], { class: 'REJECT', code: 'VALUE_MISSING' }],
  [['UserError', ['Calling button "process on "sale.sale" is not allowed.', '', null]], { class: 'CONFIG', code: 'NO_RIGHT' }],
  [['UserError', ['Something nobody has seen yet.', '', null]], { class: 'REJECT', code: 'REFUSED' }],
  [
    ['UserWarning', ['stock_quantity_warning_2', 'The forcast quantity (3.0u) …', '']],
    { class: 'WARNING', name: 'stock_quantity_warning_2' },
  ],
  [['ConcurrencyException', 'Records were modified in the meanwhile'], { class: 'CONFLICT' }],
  [['LoginException', ['password', 'Password for admin', 'password']], { class: 'CONFIG', code: 'LOGIN_REFUSED' }],
  [['could not obtain lock on relation "sale_sale"\n', ''], { class: 'LOCKED' }],
  [['could not serialize access due to concurrent update\n', ''], { class: 'LOCKED' }],
  [["'nope'", ''], { class: 'REJECT', code: 'ERP_FAULT' }],
  ['no list', { class: 'CONFIG', code: 'CONTRACT_BROKEN' }],
];

describe('an error of Tryton', () => {
  it.each(REFUSED)('%j is %j', (said, expected) => {
    expect(classifyError(said, 'write')).toMatchObject(expected);
  });

  it('that a database connection was lost leaves a write in doubt, and a question to be asked again', () => {
    const lost = ['server closed the connection unexpectedly\n', ''];
    expect([classifyError(lost, 'write').class, classifyError(lost, 'read').class]).toEqual(['IN_DOUBT', 'RETRY_SAFE']);
  });

  it('never passes on words that may quote a customer', () => {
    for (const [said] of REFUSED) expect(JSON.stringify(classifyError(said, 'write'))).not.toMatch(/Low Limit|E7|Unit Price/);
  });
});
