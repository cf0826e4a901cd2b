import { describe, expect, it } from '@jest/globals';
import { OrderObservation } from '../../../canonical/observation.ts';
import { toObservation } from './mapping.ts';

const sight = { endpoint: 'erp', observedAt: '2026-03-01T12:00:00.000Z' };
const at = '2026-03-01T11:00:00Z';

const line = {
  ...{ lineId: 'L1', externalLine: 10, sku: 'SKU-001', unitPrice: '10.00', quantity: 10 },
  ...{ cancelled: 1, allocated: 2, backordered: 3, shipped: 4, invoiced: 4, promisedDate: '2026-03-08' },
};
const posting = (number: string, quantity: number) => ({ number, at, lines: [{ lineId: 'L1', externalLine: 10, quantity }] });
const document = {
  ...{ id: 'guid', number: 'SO-1', version: 7, reference: 'A1000', customer: 'C-1', currency: 'EUR', status: 'PARTIAL' },
  ...{ createdAt: at, modifiedAt: at, holds: [], lines: [line], goodsIssues: [posting('GI-1', 5)] },
  ...{ goodsIssueReversals: [posting('GR-1', 1)], invoiceCancellations: [posting('IC-1', 1)], deallocations: [posting('DA-1', 2)] },
  ...{
    cancellations: [],
    invoices: [{ ...posting('IN-1', 4), total: '40.00', lines: [{ lineId: 'L1', externalLine: 10, quantity: 4, amount: '40.00' }] }],
  },
};

function see(changes: object = {}): OrderObservation {
  return OrderObservation.parse(toObservation({ ...document, ...changes }, sight));
}

describe('a document of the ERP', () => {
  it('is seen with its quantities, and with the documents that took any of them back', () => {
    expect(see()).toMatchObject({
      ...{ orderKey: 'A1000', nativeId: 'guid', nativeNumber: 'SO-1', version: 7, effectiveAt: at, status: 'OPEN', rawStatus: 'PARTIAL' },
      lines: [
        { lineKey: 10, cancelled: 1, confirmed: 2, backordered: 3, allocated: 6, shipped: 4, invoiced: 4, promisedDate: '2026-03-08' },
      ],
      invoices: [{ invoiceId: 'IN-1', status: 'POSTED', total: { amountMinor: 4000, currency: 'EUR' } }],
      reversals: [
        { lineKey: 10, bucket: 'shipped', quantity: 1, reference: 'GR-1' },
        { lineKey: 10, bucket: 'allocated', quantity: 2, reference: 'DA-1' },
        { lineKey: 10, bucket: 'invoiced', quantity: 1, reference: 'IC-1' },
      ],
    });
  });

  it.each([
    ['ENTERED', 'OPEN'],
    ['OPEN', 'OPEN'],
    ['PARTIAL', 'OPEN'],
    ['CREDIT_HOLD', 'ON_HOLD'],
    ['HELD', 'ON_HOLD'],
    ['COMPLETE', 'COMPLETED'],
    ['CANCELLED', 'CANCELLED'],
    ['complete', 'UNKNOWN'],
    ['', 'UNKNOWN'],
    ['constructor', 'UNKNOWN'],
  ])('with the word %j is %s', (rawStatus, status) => {
    expect(see({ status: rawStatus })).toMatchObject({ status, rawStatus });
  });

  it('names who holds it in canonical words, once each', () => {
    const holds = ['CREDIT', 'CLERK', 'API', 'API', 'FRAUD_DESK'].map((code) => ({ code, setBy: 'CLERK' }));
    expect(see({ holds }).holds).toEqual(['CREDIT', 'ERP_BLOCK', 'MANUAL', 'FRAUD_DESK']);
  });

  it('leaves out lines that are not ours', () => {
    const { externalLine: _, ...foreign } = line;
    expect(see({ lines: [{ ...foreign, lineId: 'L9' }, line] }).lines).toHaveLength(1);
  });

  it('that is not ours is not seen', () => {
    expect(toObservation({ ...document, reference: 'phone order, Mr. Smith' }, sight)).toBeUndefined();
  });

  it.each([
    ['a quantity that is no number', { lines: [{ ...line, shipped: 'four' }] }],
    ['an amount with too many digits', { invoices: [{ ...document.invoices[0], total: '40.001' }] }],
    ['a currency that is none', { currency: 'euro' }],
    ['a number no ledger can keep', { number: 'SO\u00001' }],
  ])('with %s is unreadable, and is shown to a person as such', (_name, changes) => {
    expect(see(changes)).toMatchObject({ status: 'UNKNOWN', rawStatus: 'UNREADABLE', nativeId: 'guid', lines: [] });
  });

  it.each([null, 'x', {}, { ...document, version: 'seven' }])('without keys is no document: %#', (item) => {
    expect(toObservation(item, sight)).toBe('BROKEN');
  });
});
