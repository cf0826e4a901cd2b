/** Looks for what an earlier send left behind: an order by its reference, a deed by the key it was done under. */
import type { OutboundCommand } from '../../../canonical/command.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { ProbeOutcome } from '../../engine/endpoint.ts';
import type { HttpCall, HttpResult } from '../kit/http-client.ts';
import { documentDiffers, parseBody, parseDocument } from '../kit/outcome.ts';
import { isOrderAction, orderPath, shippedQuantities } from './calls.ts';
import type { OrderAction } from './calls.ts';
import { DocumentKeys, ItemsAnswer, SalesOrderDocument } from './contract.ts';
import { holdsOrder, movesQuantities } from './order-request.ts';
import { failureFrom } from './outcome.ts';
import { found } from './found.ts';
import { probeReturn } from './return-probe.ts';

export type ProbeDependencies = {
  /** Path of the company's API. */
  readonly root: string;
  readonly get: (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>;
};

/** Whether the document shows the deed: undefined if not, else whether it is the one we asked for. */
function shows(document: SalesOrderDocument, commandId: string, body: OrderAction): boolean | undefined {
  const { cancellations, goodsIssues, holds, status } = document;
  const cancelled = cancellations.find(({ reference }) => reference === commandId);
  switch (body.intent) {
    case 'CONFIRM_SHIPMENT': {
      const issue = goodsIssues.find(({ reference }) => reference === body.shipment.shipmentId);
      return issue && movesQuantities(issue, shippedQuantities(body.shipment));
    }
    case 'CANCEL_QUANTITY':
      return cancelled && movesQuantities(cancelled, body.lines);
    case 'CANCEL_DUPLICATE':
      return cancelled !== undefined || status === 'CANCELLED' ? true : undefined;
    case 'HOLD':
      return holds.some(({ reference }) => reference === commandId) ? true : undefined;
    case 'RELEASE_HOLD':
      return holds.some(({ setBy }) => setBy === 'API') ? undefined : true;
    case 'CHANGE_ADDRESS':
      return document.addressReference === commandId ? true : undefined;
  }
}

/** Oldest first; numbers of the same instant rise with entry. */
function byAge(a: SalesOrderDocument, b: SalesOrderDocument): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.number.localeCompare(b.number);
}

/**
 * Documents that carry the order's reference. A customer may have used it for an order of their own: where one of our
 * customer is there, the others do not count. Where none is, they do, as documents that differ: the order must not be
 * created under a reference that is taken.
 */
function candidates(items: readonly unknown[], order: CustomerOrder): readonly SalesOrderDocument[] | undefined {
  const documents: SalesOrderDocument[] = [];
  for (const item of items) {
    const document = SalesOrderDocument.safeParse(item);
    if (!document.success) return undefined;
    documents.push(document.data);
  }
  const ours = documents.filter(({ customer }) => customer === order.customer.customerKey);
  return (ours.length > 0 ? ours : documents).sort(byAge);
}

export function makeProbe({ root, get }: ProbeDependencies): (command: OutboundCommand, signal: AbortSignal) => Promise<ProbeOutcome> {
  async function probeOrder(order: CustomerOrder, signal: AbortSignal): Promise<ProbeOutcome> {
    const result = await get({ method: 'GET', path: `${root}/sales-orders?reference=${encodeURIComponent(order.orderKey)}` }, signal);
    const answer = parseBody(result, ItemsAnswer, failureFrom);
    if (answer.class !== 'BODY') return answer;
    const documents = candidates(answer.body.items, order);
    if (!documents) return documentDiffers();
    return found(documents.map((document) => ({ ...document, matches: holdsOrder(document, order) })));
  }

  async function probeDeed(commandId: string, body: OrderAction, signal: AbortSignal): Promise<ProbeOutcome> {
    const result = await get({ method: 'GET', path: orderPath(root, body.document.nativeId) }, signal);
    const answer = parseDocument(result, { document: SalesOrderDocument, keys: DocumentKeys }, failureFrom);
    if (answer.class !== 'BODY') return answer.code === 'NO_SUCH_ORDER' ? { class: 'NOT_FOUND' } : answer;
    const document = answer.body;
    const matches = shows(document, commandId, body);
    return found(matches === undefined ? [] : [{ ...document, matches }]);
  }

  return ({ commandId, body }, signal) => {
    if (body.intent === 'CREATE_ORDER') return probeOrder(body.order, signal);
    return isOrderAction(body) ? probeDeed(commandId, body, signal) : probeReturn({ root, get }, { commandId, body }, signal);
  };
}
