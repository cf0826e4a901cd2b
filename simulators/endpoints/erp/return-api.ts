/** Returns over the API. Asking for one is not idempotent; everything done to one carries the caller's key and is done once. */
import { z } from 'zod';
import { withBody } from '../host/admin-api.ts';
import type { Answer, Call } from '../host/call.ts';
import { ok, problem } from '../host/call.ts';
import type { Company } from './company.ts';
import { bookRefund, creditable, createReturn, decide, postCredit, receive, returnable } from './returns.ts';
import type { SalesReturn } from './sales-return.ts';

const MOST_IDS = 50;
const PAGE = 200;

const reference = z.string().min(1).max(60);
const Quantity = z.strictObject({ externalLine: z.int(), quantity: z.number().gt(0) });

const ReturnRequest = z.strictObject({
  reference: z.string().min(1).max(35),
  order: z.string(),
  resolution: z.string().max(30).default('REFUND'),
  note: z.string().max(255).optional(),
  lines: z
    .array(Quantity.extend({ reason: z.string().max(30), condition: z.string().max(30).optional() }))
    .min(1)
    .max(1000),
});

const CancelRequest = z.strictObject({ reference, reason: z.string().max(120) });
const ReceiptRequest = z.strictObject({
  reference,
  lines: z.array(Quantity).min(1),
  findings: z
    .array(Quantity.extend({ condition: z.string().max(30).optional(), disposition: z.string().max(30), accepted: z.boolean() }))
    .default([]),
});
const CreditRequest = z.strictObject({ reference, lines: z.array(Quantity).min(1) });
const RefundRequest = z.strictObject({ reference, creditMemo: z.string() });

function keys({ id, number, version }: SalesReturn): Record<string, unknown> {
  return { id, number, version };
}

/** Enters a return of an order: of what was shipped and is in no other return. */
export function enterReturn(company: Company, call: Call): Answer {
  return withBody(ReturnRequest, call, (request) => {
    const order = company.orders.get(request.order);
    if (!order) return problem(422, 'UNKNOWN_ORDER', 'there is no such order');
    const errors = request.lines.flatMap(({ externalLine, quantity }, index) => {
      if (quantity <= returnable(company, order, externalLine)) return [];
      return [{ field: `lines[${index}].quantity`, code: 'QUANTITY_NOT_RETURNABLE', message: 'not so much can come back of this line' }];
    });
    if (errors.length > 0) return problem(422, 'VALIDATION', 'the quantities cannot come back', { errors });
    return { status: 201, body: keys(createReturn(company, order, request, call.indexLagMs)) };
  });
}

export function onReturn(company: Company, call: Call, work: (known: SalesReturn) => Answer): Answer {
  const known = company.returns.get(call.parameters['id'] ?? '');
  return known ? work(known) : problem(404, 'NO_SUCH_RETURN', 'there is no return with this id');
}

export function readReturn(company: Company, call: Call): Answer {
  return onReturn(company, call, ok);
}

/** One of: `ids` (whole returns), `reference` (whole returns), `modifiedSince` (their keys). */
export function searchReturns(company: Company, { query }: Call): Answer {
  const [ids, key, since] = [query.get('ids'), query.get('reference'), query.get('modifiedSince')];
  if (ids !== null) {
    const wanted = ids.split(',').filter(Boolean);
    if (wanted.length > MOST_IDS) return problem(400, 'TOO_MANY_IDS', `at most ${MOST_IDS} ids can be read at once`);
    return ok({ items: wanted.map((id) => company.returns.get(id)).filter((known) => known !== undefined) });
  }
  if (key !== null) return ok({ items: company.returnIndex.byKey(key) });
  const sinceMs = Date.parse(since ?? '');
  if (Number.isNaN(sinceMs)) return problem(400, 'INVALID', 'one of ids, reference or modifiedSince is needed');
  return ok({ ...company.returnIndex.modifiedSince(sinceMs, query.get('next') ?? undefined, PAGE), asOf: company.now() });
}

export function cancelReturn(company: Company, call: Call): Answer {
  return onReturn(company, call, (known) =>
    withBody(CancelRequest, call, (request) => {
      if (known.decision === 'CANCELLED') return problem(409, 'ALREADY_CANCELLED', 'the return is cancelled', keys(known));
      if (known.receipts.length > 0) return problem(422, 'ALREADY_RECEIVED', 'goods of the return have arrived');
      if (known.decision !== 'PENDING' && known.decision !== 'APPROVED')
        return problem(422, 'RETURN_ENDED', 'the return has come to its end');
      known.cancelledBy = request.reference;
      decide(company, known, 'CANCELLED');
      return ok(keys(known));
    }),
  );
}

export function noteReceipt(company: Company, call: Call): Answer {
  return onReturn(company, call, (known) =>
    withBody(ReceiptRequest, call, (request) => {
      const done = known.receipts.find((receipt) => receipt.reference === request.reference);
      if (done) return problem(409, 'RECEIPT_EXISTS', 'this arrival was noted before', { ...keys(known), receipt: done });
      if (company.periodClosed) return problem(422, 'PERIOD_CLOSED', 'the posting period is closed');
      receive(company, known, request);
      return { status: 201, body: keys(known) };
    }),
  );
}

export function creditReturn(company: Company, call: Call): Answer {
  return onReturn(company, call, (known) =>
    withBody(CreditRequest, call, (request) => {
      const done = known.creditMemos.find((memo) => memo.reference === request.reference);
      if (done) return problem(409, 'CREDIT_EXISTS', 'this credit was posted before', keys(known));
      if (company.periodClosed) return problem(422, 'PERIOD_CLOSED', 'the posting period is closed');
      const errors = request.lines.flatMap(({ externalLine, quantity }, index) => {
        const line = known.lines.find((other) => other.externalLine === externalLine);
        const allowed = line !== undefined && quantity <= creditable(line);
        return allowed
          ? []
          : [{ field: `lines[${index}].quantity`, code: 'QUANTITY_NOT_CREDITABLE', message: 'not so much was taken back' }];
      });
      if (errors.length > 0) return problem(422, 'VALIDATION', 'the quantities cannot be credited', { errors });
      postCredit(company, known, request.lines, request.reference);
      return { status: 201, body: keys(known) };
    }),
  );
}

export function refundCredit(company: Company, call: Call): Answer {
  return onReturn(company, call, (known) =>
    withBody(RefundRequest, call, (request) => {
      const memo = known.creditMemos.find(({ number }) => number === request.creditMemo);
      if (!memo) return problem(422, 'UNKNOWN_CREDIT_MEMO', 'the return has no such credit memo');
      if (memo.refund === request.reference) return problem(409, 'REFUND_EXISTS', 'this refund was booked before', keys(known));
      if (memo.status !== 'POSTED') return problem(422, 'NOT_REFUNDABLE', 'the credit memo is refunded or voided already');
      bookRefund(company, known, memo, request.reference);
      return ok(keys(known));
    }),
  );
}
