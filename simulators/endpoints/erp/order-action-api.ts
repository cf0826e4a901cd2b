/** What may be done to an order over the API. Each action that moves quantities carries the caller's key and is done once. */
import { z } from 'zod';
import { withBody } from '../host/admin-api.ts';
import type { Answer, Call } from '../host/call.ts';
import { ok, problem } from '../host/call.ts';
import { cancelQuantities, openLines } from './cancellation.ts';
import type { Company } from './company.ts';
import { postGoodsIssue } from './fulfilment.ts';
import { releaseHolds, setHold } from './holds.ts';
import type { FieldFault } from './order-rules.ts';
import { openQuantity, posted } from './sales-order.ts';
import { Address } from './sales-order-request.ts';
import type { PostedQuantity, SalesOrder } from './sales-order.ts';

const reference = z.string().min(1).max(60);
const Lines = z.array(z.strictObject({ externalLine: z.int(), quantity: z.number().gt(0) })).min(1);
type Lines = z.infer<typeof Lines>;

const HoldRequest = z.strictObject({ reference, reason: z.string().max(120) });
const CancelRequest = z.strictObject({ reference, reason: z.string().max(120), lines: z.union([Lines, z.literal('ALL')]) });
const AddressRequest = z.strictObject({ reference, shipTo: Address, pickupLocation: z.string().max(40).optional() });
const GoodsIssueRequest = z.strictObject({ reference, lines: Lines });

function onOrder(company: Company, call: Call, work: (order: SalesOrder) => Answer): Answer {
  const order = company.orders.get(call.parameters['id'] ?? '');
  return order ? work(order) : problem(404, 'NO_SUCH_ORDER', 'there is no order with this id');
}

function keys({ id, number, version }: SalesOrder): Record<string, unknown> {
  return { id, number, version };
}

function faultOf(order: SalesOrder, { externalLine, quantity }: Lines[number], index: number): readonly FieldFault[] {
  const line = order.lines.find((other) => other.externalLine === externalLine);
  const field = `lines[${index}].${line ? 'quantity' : 'externalLine'}`;
  if (!line) return [{ field, code: 'UNKNOWN_LINE', message: `there is no line ${externalLine}` }];
  return quantity > openQuantity(line) ? [{ field, code: 'QUANTITY_NOT_OPEN', message: 'not so much is open of this line' }] : [];
}

/** Does it with the lines of the order, or refuses what is not open. */
function withLines(order: SalesOrder, lines: Lines, work: (lines: readonly PostedQuantity[]) => Answer): Answer {
  const errors = lines.flatMap((line, index) => faultOf(order, line, index));
  if (errors.length > 0) return problem(422, 'VALIDATION', 'the quantities are not open', { errors });
  return work(
    order.lines.flatMap((line) => {
      const wanted = lines.filter(({ externalLine }) => externalLine === line.externalLine);
      return wanted.map(({ quantity }) => posted(line, quantity));
    }),
  );
}

function cancelAll(company: Company, order: SalesOrder, reference: string): Answer {
  if (order.lines.some((line) => line.shipped > 0)) return problem(422, 'ALREADY_SHIPPED', 'some of the order was shipped');
  const lines = openLines(order);
  if (lines.length === 0) return problem(409, 'ALREADY_CANCELLED', 'nothing of the order is open', keys(order));
  return ok({ ...keys(order), cancellation: cancelQuantities(company, order, lines, reference) });
}

export function holdOrder(company: Company, call: Call): Answer {
  return onOrder(company, call, (order) =>
    withBody(HoldRequest, call, (request) => {
      setHold(company, order, { code: 'API', setBy: 'API', reference: request.reference });
      return ok(keys(order));
    }),
  );
}

/** Lifts what was held over the API. What a clerk or the credit department holds stays held. */
export function releaseOrder(company: Company, call: Call): Answer {
  return onOrder(company, call, (order) =>
    releaseHolds(company, order, ['API']) ? ok(keys(order)) : problem(409, 'NOT_HELD', 'nothing was held over the API', keys(order)),
  );
}

export function cancelOrder(company: Company, call: Call): Answer {
  return onOrder(company, call, (order) =>
    withBody(CancelRequest, call, (request) => {
      const done = order.cancellations.find((cancellation) => cancellation.reference === request.reference);
      if (done) return problem(409, 'ALREADY_CANCELLED', 'this cancellation was made before', { ...keys(order), cancellation: done });
      if (request.lines === 'ALL') return cancelAll(company, order, request.reference);
      return withLines(order, request.lines, (lines) =>
        ok({ ...keys(order), cancellation: cancelQuantities(company, order, lines, request.reference) }),
      );
    }),
  );
}

/** Sends what has not left elsewhere: all of the order or nothing of it. The same again is the same. */
export function changeAddress(company: Company, call: Call): Answer {
  return onOrder(company, call, (order) =>
    withBody(AddressRequest, call, (request) => {
      if (order.addressReference === request.reference) return ok(keys(order));
      if (order.lines.some((line) => line.shipped > 0)) return problem(422, 'ALREADY_SHIPPED', 'some of the order was shipped');
      if (order.lines.every((line) => openQuantity(line) === 0)) return problem(422, 'NOTHING_OPEN', 'nothing of the order is open');
      order.shipTo = request.shipTo;
      if (request.pickupLocation === undefined) delete order.pickupLocation;
      else order.pickupLocation = request.pickupLocation;
      order.addressReference = request.reference;
      company.log('address-changed', order, order.number, request.reference);
      company.touch(order);
      return ok(keys(order));
    }),
  );
}

export function issueGoods(company: Company, call: Call): Answer {
  return onOrder(company, call, (order) =>
    withBody(GoodsIssueRequest, call, (request) => {
      const done = order.goodsIssues.find((issue) => issue.reference === request.reference);
      if (done) return problem(409, 'GOODS_ISSUE_EXISTS', 'this shipment was posted before', { ...keys(order), goodsIssue: done });
      if (company.periodClosed) return problem(422, 'PERIOD_CLOSED', 'the posting period is closed');
      return withLines(order, request.lines, (lines) => {
        const goodsIssue = postGoodsIssue(company, order, request.reference, lines);
        return { status: 201, body: { ...keys(order), goodsIssue } };
      });
    }),
  );
}
