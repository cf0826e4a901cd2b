/** Turns of orders with this deployment's routes and endpoints. */
import type { CustomerOrder } from '../canonical/order.ts';
import type { RouteRule } from './domain/context.ts';
import { routeOrder } from './domain/route.ts';
import { runOrderTurn } from './domain/run-turn.ts';
import type { Lane } from './engine/lane.ts';
import type { TurnFunction } from './engine/ledger.ts';

export function makeOrderTurn(routes: readonly RouteRule[], lanes: readonly Lane[]): TurnFunction {
  const intents = Object.fromEntries(lanes.map(({ endpoint }) => [endpoint.id, endpoint.capabilities.intents]));
  return (aggregateId, state, messages, now) => runOrderTurn(aggregateId, state, messages, { now, routes, intents });
}

/** The lane of the ERP an order would go to. */
export function makeLaneFinder(routes: readonly RouteRule[], lanes: readonly Lane[]): (order: CustomerOrder) => Lane | undefined {
  return (order) => {
    const route = routeOrder(order, routes);
    return route && lanes.find(({ endpoint }) => endpoint.id === route.erp);
  };
}
