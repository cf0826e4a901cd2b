/** The ERP's REST API (docs/generic-erp-api.md): routes, and which company a call is for. */
import type { Answer, Call, Route } from '../host/call.ts';
import type { Company } from './company.ts';
import { cancelOrder, changeAddress, holdOrder, issueGoods, releaseOrder } from './order-action-api.ts';
import { checkOrder, enterOrder } from './order-entry-api.ts';
import { readChanges, readOrder, searchOrders } from './order-search-api.ts';
import { cancelReturn, creditReturn, enterReturn, noteReceipt, readReturn, refundCredit, searchReturns } from './return-api.ts';

type Handler = (company: Company, call: Call) => Answer;

const ORDERS = '/api/:company/sales-orders';
const RETURNS = '/api/:company/returns';

const API: readonly (readonly [method: string, pattern: string, operation: string, handler: Handler])[] = [
  ['POST', ORDERS, 'createOrder', enterOrder],
  ['GET', ORDERS, 'searchOrders', searchOrders],
  ['GET', `${ORDERS}/:id`, 'readOrder', readOrder],
  ['POST', `${ORDERS}/:id/hold`, 'holdOrder', holdOrder],
  ['POST', `${ORDERS}/:id/release-hold`, 'releaseHold', releaseOrder],
  ['POST', `${ORDERS}/:id/cancel`, 'cancelQuantity', cancelOrder],
  ['POST', `${ORDERS}/:id/goods-issues`, 'postGoodsIssue', issueGoods],
  ['POST', `${ORDERS}/:id/address`, 'changeAddress', changeAddress],
  ['POST', RETURNS, 'createReturn', enterReturn],
  ['GET', RETURNS, 'searchReturns', searchReturns],
  ['GET', `${RETURNS}/:id`, 'readReturn', readReturn],
  ['POST', `${RETURNS}/:id/cancel`, 'cancelReturn', cancelReturn],
  ['POST', `${RETURNS}/:id/receipts`, 'noteReceipt', noteReceipt],
  ['POST', `${RETURNS}/:id/credit-memos`, 'creditReturn', creditReturn],
  ['POST', `${RETURNS}/:id/refunds`, 'refundCredit', refundCredit],
  ['POST', '/api/:company/order-checks', 'checkOrder', checkOrder],
  ['GET', '/api/:company/changes', 'readChanges', readChanges],
];

/** The caller's own key in a call: in the body of a write, in the query of a search. */
function subject({ body, query }: Call): string | undefined {
  const reference = (body as { reference?: unknown } | undefined)?.reference;
  return typeof reference === 'string' ? reference : (query.get('reference') ?? undefined);
}

/** Routes over the companies there are. Callers are let in before; so a call's company exists. */
export function erpRoutes(companies: ReadonlyMap<string, Company>): readonly Route[] {
  return API.map(([method, pattern, operation, handler]) => ({
    ...{ method, pattern, operation, subject },
    handle: (call) => handler(companies.get(call.parameters['company'] ?? '') as Company, call),
  }));
}
