/** For property tests: everything the outside world may say of one order, in any order, true or not. */
import fc from 'fast-check';
import type { OrderRequest } from '../../canonical/order-request.ts';
import type { OrderObservation, ReleaseObservation, ReturnObservation } from '../../canonical/observation.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { Message } from '../../broker/domain/message.ts';
import { arrivalSays, asked, creditMemo, receipt, returnSays } from './request-story.ts';
import { erpSays, makeLine, makeOrder, ORDER_KEY, shipment, START, submitted, warehouseSays } from './order-story.ts';

const LINE_KEYS = [10, 20, 30] as const;
const quantity = fc.integer({ min: 0, max: 6 });
const word = fc.constantFrom('BUSY', 'Erika Mustermann of Heidestrasse 17 owes 12', 'no', '');
const commandId = fc.integer({ min: 1, max: 7 }).map((number) => `${ORDER_KEY}-C${number}`);
const nativeId = fc.constantFrom('7', '8');
const soon = fc.integer({ min: 0, max: 5 }).map((seconds) => START + seconds * 1000);

/** A few orders with the same key, most of them good. */
const orders: fc.Arbitrary<CustomerOrder> = fc.constantFrom(
  makeOrder(),
  makeOrder({ completeDelivery: true }),
  makeOrder({ lines: [makeLine(10, 3)] }),
  makeOrder({ lines: [{ ...makeLine(10, 3), parentLineKey: 99 }] }),
);

const erpLines = fc.uniqueArray(
  fc.record({
    ...{ lineKey: fc.constantFrom(...LINE_KEYS), cancelled: quantity, confirmed: quantity, backordered: quantity },
    ...{ allocated: quantity, shipped: quantity, invoiced: quantity },
  }),
  { selector: ({ lineKey }) => lineKey, maxLength: 3 },
);

const reversals: fc.Arbitrary<OrderObservation['reversals']> = fc.array(
  fc.record({
    ...{ lineKey: fc.constantFrom(...LINE_KEYS), quantity, reference: fc.constant('R') },
    bucket: fc.constantFrom('shipped', 'invoiced', 'allocated', 'cancelled'),
  }),
  { maxLength: 2 },
);

const invoices: fc.Arbitrary<OrderObservation['invoices']> = fc.uniqueArray(
  fc.record({
    ...{ invoiceId: fc.constantFrom('I1', 'I2'), number: fc.constant('INV'), issuedAt: fc.constant('2026-11-29T00:00:00Z') },
    ...{ total: fc.constant({ amountMinor: 700, currency: 'EUR' }), status: fc.constantFrom('POSTED', 'PAID', 'CANCELLED') },
    lines: fc.constant([]),
  }),
  { selector: ({ invoiceId }) => invoiceId, maxLength: 2 },
);

/** What one ERP snapshot may say beside its version. */
export const erpContent: fc.Arbitrary<Partial<OrderObservation>> = fc.record({
  ...{ lines: erpLines, reversals, invoices },
  status: fc.constantFrom('OPEN', 'OPEN', 'OPEN', 'ON_HOLD', 'COMPLETED', 'CANCELLED', 'UNKNOWN'),
  holds: fc.constantFrom([], [], ['credit']),
  rawStatus: fc.constantFrom('open', 'zz'),
});

const shipments: fc.Arbitrary<ReleaseObservation['shipments']> = fc.uniqueArray(
  fc
    .record({
      ...{ id: fc.constantFrom('S1', 'S2', 'S3'), first: quantity, lineKey: fc.constantFrom(...LINE_KEYS) },
      status: fc.constantFrom('PLANNED', 'LABELLED', 'SHIPPED', 'SHIPPED', 'DELIVERED', 'EXCEPTION', 'VOIDED', 'REVERSED'),
    })
    .map(({ id, first, lineKey, status }) => shipment(id, { [lineKey]: first + 1 }, { status: status as 'SHIPPED' })),
  { selector: ({ shipmentId }) => shipmentId, maxLength: 3 },
);

/** What one snapshot of a release may say beside its version. */
export const releaseContent: fc.Arbitrary<Partial<ReleaseObservation>> = fc.record({
  shipments,
  status: fc.constantFrom('ACCEPTED', 'IN_PROGRESS', 'PARTIAL', 'FULFILLED', 'REJECTED', 'CANCELLED', 'UNKNOWN'),
  shorted: fc.uniqueArray(fc.record({ lineKey: fc.constantFrom(...LINE_KEYS), quantity }), {
    selector: ({ lineKey }) => lineKey,
    maxLength: 2,
  }),
});

const version = fc.integer({ min: 1, max: 6 });

const requestKey = fc.constantFrom('ask-1', 'ask-2', 'ask-3', 'ask-4');
const returnKey = fc.constantFrom('RET1', 'RET2');
const someLines = fc.uniqueArray(fc.record({ lineKey: fc.constantFrom(...LINE_KEYS), quantity: fc.integer({ min: 1, max: 6 }) }), {
  selector: ({ lineKey }) => lineKey,
  minLength: 1,
  maxLength: 3,
});
const exceptionId = fc.integer({ min: 1, max: 8 }).map((number) => `${ORDER_KEY}-E${number}`);
const shipTo = fc.constant({ name: 'Erika Mustermann', line1: 'Heidestrasse 18', city: 'Cologne', country: 'DE' });

const wishes: fc.Arbitrary<OrderRequest> = fc.oneof(
  fc.record({ type: fc.constant('CANCEL' as const), reason: word }),
  fc.record({ type: fc.constant('CANCEL' as const), reason: word, lines: someLines }),
  fc.record({ type: fc.constantFrom('HOLD' as const, 'REPLAY' as const), reason: word }),
  fc.record({ type: fc.constant('RELEASE_HOLD' as const) }),
  fc.record({ type: fc.constant('CHANGE_ADDRESS' as const), shipTo }),
  fc.record({
    ...{ type: fc.constant('RETURN' as const), returnKey, note: word },
    resolution: fc.constantFrom('REFUND' as const, 'EXCHANGE' as const),
    lines: someLines.map((lines) => lines.map((line) => ({ ...line, reason: 'OTHER' as const }))),
  }),
  fc.record({ type: fc.constant('CANCEL_RETURN' as const), returnKey, reason: word }),
  fc.record({ type: fc.constantFrom('RETRY' as const, 'ACKNOWLEDGE' as const), exceptionId, reason: word }),
);

const requests: fc.Arbitrary<Message> = fc
  .tuple(requestKey, wishes, fc.constantFrom(undefined, START - 1000, START + 36_000_000))
  .map(([key, wish, deadline]) => asked(key, wish, deadline));

/** What one snapshot of a return may say beside its version. */
const returnContent: fc.Arbitrary<Partial<ReturnObservation>> = fc.record({
  status: fc.constantFrom('REQUESTED', 'AUTHORIZED', 'AUTHORIZED', 'DECLINED', 'CANCELLED', 'EXPIRED', 'CLOSED', 'UNKNOWN'),
  lines: fc.constantFrom([{ lineKey: 10, authorized: 3 }], [], [{ lineKey: 10, authorized: 1 }]),
  receipts: fc.uniqueArray(
    fc.tuple(fc.constantFrom('A1', 'A2'), fc.integer({ min: 1, max: 4 })).map(([id, pieces]) => receipt(id, pieces)),
    { selector: ({ receiptId }) => receiptId, maxLength: 2 },
  ),
  credits: fc.uniqueArray(
    fc
      .tuple(fc.constantFrom('1', '2'), fc.constantFrom('DRAFT' as const, 'POSTED' as const, 'REFUNDED' as const, 'VOIDED' as const))
      .map(([id, status]) => creditMemo(id, 2, status)),
    { selector: ({ creditMemoId }) => creditMemoId, maxLength: 2 },
  ),
});

const answers: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    ...{ type: fc.constant('command.acknowledged' as const), commandId, adopted: fc.boolean() },
    document: fc.record({ nativeId }),
  }),
  fc.record({ type: fc.constant('command.rejected' as const), commandId, code: word, message: word }),
  fc.record({ type: fc.constant('command.in_doubt' as const), commandId, code: word, message: word, nextTryAt: soon }),
  fc.record({ type: fc.constant('command.retrying' as const), commandId, code: word, message: word, attempts: quantity, nextTryAt: soon }),
  fc.record({ type: fc.constant('command.parked' as const), commandId, code: word, message: word }),
  fc.record({
    ...{ type: fc.constant('command.duplicated' as const), commandId },
    documents: fc.uniqueArray(fc.record({ nativeId }), { selector: (document) => document.nativeId }),
  }),
);

const people: fc.Arbitrary<Message> = fc.record({
  type: fc.constantFrom('retry.requested' as const, 'exception.acknowledged' as const),
  exceptionId: fc.integer({ min: 1, max: 8 }).map((number) => `${ORDER_KEY}-E${number}`),
  ...{ by: fc.constant('ops'), reason: word },
});

const records: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    ...{ type: fc.constant('record.refused' as const), object: fc.constant('OB_Order_Line__c'), code: word, message: word },
    externalId: fc.constantFrom('ORD1-10', 'ORD1-20'),
  }),
  fc.record({
    ...{ type: fc.constant('record.recovered' as const), object: fc.constant('OB_Order_Line__c') },
    externalId: fc.constantFrom('ORD1-10', 'ORD1-20'),
  }),
);

const submissions: fc.Arbitrary<Message> = fc.oneof(
  fc.tuple(orders, fc.constantFrom(undefined, 'req-1', 'req-2', 'req-3')).map(([order, key]) => submitted(order, key)),
  fc.constant<Message>({ type: 'order.unreadable', requestKey: 'req-9', code: 'BAD', message: 'Bad', faults: [] }),
);

const observations: fc.Arbitrary<Message> = fc.oneof(
  fc.tuple(version, nativeId, erpContent).map(([number, id, said]) => erpSays(number, { nativeId: id, ...said })),
  fc
    .tuple(version, fc.constantFrom('R1', 'R2'), releaseContent)
    .map(([number, id, said]) => warehouseSays(number, { releaseId: `${ORDER_KEY}-${id}`, ...said })),
  fc.tuple(version, returnKey, returnContent).map(([number, key, said]) => returnSays(number, { returnKey: key, ...said })),
  fc.tuple(version, returnKey, returnContent).map(([number, key, said]) => arrivalSays(number, { returnKey: key, ...said })),
);

/** Any message. Submissions, acknowledgements and observations are the most frequent, so that stories get somewhere. */
export const anyMessage: fc.Arbitrary<Message> = fc.oneof(
  { arbitrary: submissions, weight: 3 },
  { arbitrary: answers, weight: 4 },
  { arbitrary: observations, weight: 5 },
  { arbitrary: people, weight: 2 },
  { arbitrary: requests, weight: 4 },
  { arbitrary: records, weight: 1 },
  { arbitrary: fc.constant<Message>({ type: 'timer.fired', timer: 'answer-due' }), weight: 1 },
);
