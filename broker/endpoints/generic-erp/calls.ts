/** Commands as calls of the generic ERP's API. Every one but the create carries a key by which the ERP does it once. */
import type { CommandBody, OutboundCommand } from '../../../canonical/command.ts';
import type { LineQuantity, Shipment } from '../../../canonical/fulfilment.ts';
import { plus } from '../../../canonical/quantity.ts';
import type { HttpCall } from '../kit/http-client.ts';
import { toAddress, toSalesOrder } from './order-request.ts';
import { toReturnCall } from './return-calls.ts';

/** Path of one company's API below the base URL. */
export function rootOf(company: string): string {
  return `/api/${encodeURIComponent(company)}`;
}

export function orderPath(root: string, nativeId: string): string {
  return `${root}/sales-orders/${encodeURIComponent(nativeId)}`;
}

/** What a shipment holds, line by line: one line may be in several packages. */
export function shippedQuantities({ packages }: Shipment): readonly LineQuantity[] {
  const sums = new Map<number, number>();
  for (const { contents } of packages) {
    for (const { lineKey, quantity } of contents) sums.set(lineKey, plus(sums.get(lineKey) ?? 0, quantity));
  }
  return [...sums].map(([lineKey, quantity]) => ({ lineKey, quantity }));
}

function toLines(quantities: readonly LineQuantity[]): readonly unknown[] {
  return quantities.map(({ lineKey, quantity }) => ({ externalLine: lineKey, quantity }));
}

function post(path: string, body: unknown): HttpCall {
  return { method: 'POST', path, body };
}

/** What is done to an order that is there. */
export type OrderAction = Extract<
  CommandBody,
  { intent: 'CONFIRM_SHIPMENT' | 'CANCEL_QUANTITY' | 'CANCEL_DUPLICATE' | 'HOLD' | 'RELEASE_HOLD' | 'CHANGE_ADDRESS' }
>;

const ORDER_ACTIONS: ReadonlySet<string> = new Set<OrderAction['intent']>([
  'CONFIRM_SHIPMENT',
  'CANCEL_QUANTITY',
  'CANCEL_DUPLICATE',
  'HOLD',
  'RELEASE_HOLD',
  'CHANGE_ADDRESS',
]);

/** Whether a command does something to an order that is there. */
export function isOrderAction(body: CommandBody): body is OrderAction {
  return ORDER_ACTIONS.has(body.intent);
}

function actionCall(path: string, reference: string, body: OrderAction): HttpCall {
  switch (body.intent) {
    case 'CONFIRM_SHIPMENT':
      return post(`${path}/goods-issues`, { reference: body.shipment.shipmentId, lines: toLines(shippedQuantities(body.shipment)) });
    case 'CANCEL_QUANTITY':
      return post(`${path}/cancel`, { reference, reason: body.reason, lines: toLines(body.lines) });
    case 'CANCEL_DUPLICATE':
      return post(`${path}/cancel`, { reference, reason: `duplicate of ${body.keep.nativeNumber ?? body.keep.nativeId}`, lines: 'ALL' });
    case 'HOLD':
      return post(`${path}/hold`, { reference, reason: body.reason });
    case 'RELEASE_HOLD':
      return post(`${path}/release-hold`, {});
    case 'CHANGE_ADDRESS':
      return post(`${path}/address`, { reference, shipTo: toAddress(body.shipTo), pickupLocation: body.pickupLocation });
  }
}

/** The call that executes a command; undefined for what this ERP has no call for. */
export function toCall(root: string, { commandId, body }: OutboundCommand): HttpCall | undefined {
  if (body.intent === 'CREATE_ORDER') return post(`${root}/sales-orders`, toSalesOrder(body.order));
  return isOrderAction(body) ? actionCall(orderPath(root, body.document.nativeId), commandId, body) : toReturnCall(root, commandId, body);
}
