import { describe, expect, it } from '@jest/globals';
import { goodsIssueOutcome, writeOutcome } from './outcome.ts';

const answer = (status: number, body: unknown) => ({ kind: 'answer' as const, status, body });
const keys = { id: 'guid', number: 'SO-000001', version: 2 };
const document = { nativeId: 'guid', nativeNumber: 'SO-000001' };

describe('the answer to a write', () => {
  it.each([
    ['taken', answer(201, keys), { class: 'ACK', document }],
    ['taken, unreadable', answer(201, undefined), { class: 'IN_DOUBT', code: 'HTTP_201' }],
    ['taken by something else', answer(200, { hello: 'world' }), { class: 'IN_DOUBT' }],
    ['busy', answer(503, { code: 'OVERLOADED' }), { class: 'RETRY_SAFE', code: 'OVERLOADED' }],
    ['a gateway without an answer', answer(503, '<html>'), { class: 'IN_DOUBT' }],
    ['too late', answer(504, { code: 'GATEWAY_TIMEOUT' }), { class: 'IN_DOUBT' }],
    ['changed meanwhile', answer(409, { code: 'VERSION_CONFLICT' }), { class: 'CONFLICT' }],
    ['wrong address', answer(404, { code: 'NO_SUCH_RESOURCE' }), { class: 'CONFIG' }],
    ['no such order', answer(404, { code: 'NO_SUCH_ORDER' }), { class: 'REJECT', code: 'NO_SUCH_ORDER' }],
    ['not let in', answer(401, { code: 'UNAUTHENTICATED' }), { class: 'CONFIG' }],
    ['a code nobody knows', answer(422, { code: 'X'.repeat(200) }), { class: 'REJECT', code: 'X'.repeat(60) }],
  ])('%s', (_name, result, expected) => {
    expect(writeOutcome(result)).toMatchObject(expected);
  });

  it('names one fault by its code and several by where they are, in our words only', () => {
    const errors = [{ field: 'customer', code: 'BLOCKED_CUSTOMER', message: 'Erika Muster owes us' }];
    const one = writeOutcome(answer(422, { code: 'VALIDATION', errors }));
    expect(one).toEqual({
      ...{ class: 'REJECT', code: 'BLOCKED_CUSTOMER', message: 'The ERP has blocked this customer (BLOCKED_CUSTOMER)' },
    });
    const both = { code: 'VALIDATION', errors: [...errors, { field: 'lines[1].sku', code: 'UNKNOWN_SKU' }] };
    const two = writeOutcome(answer(422, both), { lineKeys: [10, 20] });
    expect(two).toEqual({
      ...{ class: 'REJECT', code: 'VALIDATION' },
      message: 'The ERP has blocked this customer (BLOCKED_CUSTOMER); Line 20: The ERP does not know this item (UNKNOWN_SKU)',
    });
    expect(JSON.stringify([one, two])).not.toContain('Erika');
  });

  it('says what a code nobody explained was about, and what a refusal without a field means', () => {
    const strange = { code: 'VALIDATION', errors: [{ field: 'shipTo.postcode', code: 'NO_CARRIER' }] };
    expect(writeOutcome(answer(422, strange))).toMatchObject({ message: 'The ERP refuses /shipTo/postalCode: NO_CARRIER' });
    expect(writeOutcome(answer(422, { code: 'ALREADY_SHIPPED' }))).toMatchObject({ message: 'It has been shipped (ALREADY_SHIPPED)' });
    expect(writeOutcome(answer(422, { code: 'HEADACHE' }))).toMatchObject({ code: 'HEADACHE', message: 'The ERP refuses this' });
  });

  it('takes a deed done before for done only where the ERP says so of this deed', () => {
    const done = answer(409, { code: 'ALREADY_CANCELLED', ...keys });
    expect(writeOutcome(done, { done: ['ALREADY_CANCELLED'] })).toEqual({ class: 'ALREADY_DONE', document });
    expect(writeOutcome(done)).toMatchObject({ class: 'CONFLICT' });
  });
});

describe('the answer to a shipment posted before', () => {
  const posted = (quantity: number) => {
    const goodsIssue = { number: 'GI-1', at: '2026-03-01T10:00:00Z', lines: [{ lineId: 'L1', externalLine: 10, quantity }] };
    return answer(409, { code: 'GOODS_ISSUE_EXISTS', ...keys, goodsIssue });
  };

  it('is done where the quantities are ours', () => {
    expect(goodsIssueOutcome(posted(2), [{ lineKey: 10, quantity: 2 }])).toEqual({ class: 'ALREADY_DONE', document });
  });

  it('goes to a person where they are not', () => {
    expect(goodsIssueOutcome(posted(1), [{ lineKey: 10, quantity: 2 }])).toMatchObject({ class: 'REJECT', code: 'DOCUMENT_DIFFERS' });
  });
});
