/** Where an order stands and what waits for a person, in lines to read at night. */
import { z } from 'zod';

const exception = z.object({
  ...{ exceptionId: z.string(), category: z.string(), code: z.string(), message: z.string(), owner: z.string() },
  ...{ actions: z.array(z.string()), nextTryAt: z.string().optional() },
});

export const ExceptionPage = z.object({
  items: z.array(exception.extend({ orderKey: z.string(), openedAt: z.string() })),
  next: z.string().optional(),
});

export const ParkedEventList = z.object({
  items: z.array(z.object({ topic: z.string(), eventId: z.string(), code: z.string(), message: z.string(), parkedAt: z.string() })),
});

/** Of the order's view, what an operator needs first. */
export const OrderStanding = z.object({
  orderKey: z.string(),
  status: z.string(),
  erp: z.object({ endpoint: z.string(), nativeId: z.string(), nativeNumber: z.string().optional(), status: z.string() }).optional(),
  requests: z.array(z.object({ requestKey: z.string(), type: z.string(), status: z.string(), message: z.string().optional() })),
  pending: z.array(
    z.object({
      ...{ commandId: z.string(), endpoint: z.string(), intent: z.string(), state: z.string() },
      ...{ reason: z.string().optional(), nextTryAt: z.string().optional() },
    }),
  ),
  exceptions: z.array(exception),
  salesforce: z.object({ current: z.boolean(), recordsBehind: z.int(), behindSince: z.string().optional() }),
});

type OrderStanding = z.infer<typeof OrderStanding>;

function exceptionLines({ exceptionId, category, code, message, owner, actions, nextTryAt }: z.infer<typeof exception>): readonly string[] {
  const next = nextTryAt === undefined ? '' : `, next try ${nextTryAt}`;
  const may = actions.length > 0 ? `; a person may ${actions.join(' or ').toLowerCase()}` : '';
  return [`${exceptionId}  ${category} ${code}: ${message}`, `    for ${owner}${next}${may}`];
}

/** Lines for a page of exceptions. */
export function tellExceptions({ items, next }: z.infer<typeof ExceptionPage>): readonly string[] {
  if (items.length === 0) return ['nothing waits for a person'];
  const more = next === undefined ? [] : [`more after --after ${next}`];
  return [...items.flatMap((item) => [`${item.openedAt}  ${item.orderKey}`, ...exceptionLines(item).map((line) => `  ${line}`)]), ...more];
}

function pendingLine({ commandId, endpoint, intent, state, reason, nextTryAt }: OrderStanding['pending'][number]): string {
  const why = reason === undefined ? '' : ` (${reason})`;
  const next = nextTryAt === undefined ? 'waits for a person' : `next try ${nextTryAt}`;
  return `${endpoint} ${intent} ${commandId}: ${state}${why}, ${next}`;
}

function salesforceLine({ current, recordsBehind, behindSince }: OrderStanding['salesforce']): string {
  return current ? 'shows all of it' : `${recordsBehind} records behind since ${behindSince ?? 'a moment ago'}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

/** Lines for an order: where, why, and when next. */
export function tellOrder({ orderKey, status, erp, requests, pending, exceptions, salesforce }: OrderStanding): readonly string[] {
  return [
    `${orderKey}  ${status}`,
    `ERP         ${erp ? `${erp.endpoint} ${erp.nativeNumber ?? erp.nativeId}, ${erp.status}` : 'has no document of it'}`,
    `Salesforce  ${salesforceLine(salesforce)}`,
    ...section('asked of endpoints and not answered', pending.map(pendingLine)),
    ...section('exceptions', exceptions.flatMap(exceptionLines)),
    ...section(
      'requests',
      requests.map(({ requestKey, type, status: state, message = '' }) => `${type} ${requestKey}: ${state} ${message}`.trimEnd()),
    ),
  ];
}

/** Lines for the events that wait for a release that understands them. */
export function tellParkedEvents({ items }: z.infer<typeof ParkedEventList>): readonly string[] {
  if (items.length === 0) return ['every event was understood'];
  return items.map(({ parkedAt, topic, eventId, code, message }) => `${parkedAt}  ${topic} ${eventId}  ${code}: ${message}`);
}
