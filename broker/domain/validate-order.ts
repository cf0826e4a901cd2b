/** The broker's own checks of an order, before any endpoint is asked. */
import type { ExceptionCode } from '../../canonical/exception-codes.ts';
import { orderTotalMinor } from '../../canonical/order.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { TurnContext } from './context.ts';
import type { Route } from './order-state.ts';
import { routeOrder } from './route.ts';

/** What is wrong with an order. `pointer` is a JSON pointer into it. */
export type Fault = { readonly pointer: string; readonly code: ExceptionCode; readonly message: string };

/** One fault at least. */
export type Faults = readonly [Fault, ...Fault[]];

export type Validation = { readonly valid: true; readonly route: Route } | { readonly valid: false; readonly faults: Faults };

function lineFaults(order: CustomerOrder): readonly Fault[] {
  const keys = new Set(order.lines.map((line) => line.lineKey));
  return order.lines.flatMap(({ lineKey, parentLineKey }, index) =>
    parentLineKey === undefined || (keys.has(parentLineKey) && parentLineKey !== lineKey)
      ? []
      : [{ pointer: `/lines/${index}/parentLineKey`, code: 'PARENT_LINE_UNKNOWN', message: `Line ${lineKey} belongs to no other line` }],
  );
}

function totalFaults(order: CustomerOrder): readonly Fault[] {
  const total = orderTotalMinor(order);
  if (total > 0 && Number.isSafeInteger(total)) return [];
  return [{ pointer: '/lines', code: 'TOTAL_OUT_OF_RANGE', message: 'The total is not above zero, or too large to be exact' }];
}

const NOT_ROUTABLE: Fault = {
  ...{ pointer: '/source', code: 'NOT_ROUTABLE' },
  message: 'No route fits the brand, region and channel of the order',
};

function endpointFaults({ erp, warehouse }: Route, context: TurnContext): readonly Fault[] {
  const faults: Fault[] = [];
  if (!context.intents[erp]?.includes('CREATE_ORDER')) {
    faults.push({ pointer: '/source', code: 'ROUTE_CANNOT_CREATE', message: `Endpoint ${erp} takes no orders` });
  }
  if (warehouse !== undefined && !context.intents[warehouse]?.includes('RELEASE')) {
    faults.push({ pointer: '/source', code: 'ROUTE_CANNOT_RELEASE', message: `Endpoint ${warehouse} takes no releases` });
  }
  return faults;
}

/** Checks an order and routes it. Knows nothing of stock, prices or credit: those are the ERP's to refuse. */
export function validateOrder(order: CustomerOrder, context: TurnContext): Validation {
  const route = routeOrder(order, context.routes);
  const [first, ...rest] = [...lineFaults(order), ...totalFaults(order), ...(route ? endpointFaults(route, context) : [])];
  if (!route) return { valid: false, faults: [NOT_ROUTABLE, ...(first ? [first] : []), ...rest] };
  return first ? { valid: false, faults: [first, ...rest] } : { valid: true, route };
}
