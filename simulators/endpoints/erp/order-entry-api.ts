/** Entering an order, and asking beforehand whether it would be taken. */
import type { Answer, Call } from '../host/call.ts';
import { ok, problem } from '../host/call.ts';
import type { Company } from './company.ts';
import { createOrder } from './create-order.ts';
import { orderFaults } from './order-rules.ts';
import { SalesOrderRequest } from './sales-order-request.ts';

type Work = (request: SalesOrderRequest) => Answer;

/** Turns ['lines', 0, 'sku'] into `lines[0].sku`. */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('');
}

function withOrder(call: Call, work: Work): Answer {
  const parsed = SalesOrderRequest.safeParse(call.body);
  if (parsed.success) return work(parsed.data);
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: fieldOf(path), code: 'INVALID', message }));
  return problem(400, 'INVALID', 'the order is not well formed', { errors });
}

/** Takes the order or refuses it with a fault per field. Not idempotent: the same order again is another order. */
export function enterOrder(company: Company, call: Call): Answer {
  return withOrder(call, (request) => {
    const errors = orderFaults(company, request);
    if (errors.length > 0) return problem(422, 'VALIDATION', 'the order is refused', { errors });
    const { id, number, version } = createOrder(company, request, call.indexLagMs);
    return { status: 201, body: { id, number, version } };
  });
}

/** Says what would refuse the order, and what could be delivered of it. Nothing is reserved by it. */
export function checkOrder(company: Company, call: Call): Answer {
  return withOrder(call, (request) => {
    const lines = request.lines.map(({ externalLine, sku, quantity }) => {
      const available = Math.min(quantity, company.catalogue.items.get(sku)?.stock ?? 0);
      return { externalLine, available };
    });
    return ok({ errors: orderFaults(company, request), lines });
  });
}
