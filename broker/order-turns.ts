/** Turns and checks of orders with this deployment's routes and endpoints. */
import type { CustomerOrder } from '../canonical/order.ts';
import type { RouteRule, TurnContext } from './domain/context.ts';
import { runOrderTurn } from './domain/run-turn.ts';
import { validateOrder } from './domain/validate-order.ts';
import type { Lane } from './engine/lane.ts';
import type { TurnFunction } from './engine/ledger.ts';
import type { OwnChecks } from './http/order-validation.ts';

export type OrderRules = { readonly turn: TurnFunction; readonly check: (order: CustomerOrder, now: number) => OwnChecks };

export function makeOrderRules(routes: readonly RouteRule[], lanes: readonly Lane[]): OrderRules {
  const intents = Object.fromEntries(lanes.map(({ endpoint }) => [endpoint.id, endpoint.capabilities.intents]));
  const context = (now: number): TurnContext => ({ now, routes, intents });
  return {
    turn: (aggregateId, state, messages, now) => runOrderTurn(aggregateId, state, messages, context(now)),
    check: (order, now) => {
      const validation = validateOrder(order, context(now));
      if (!validation.valid) return { faults: validation.faults };
      const lane = lanes.find(({ endpoint }) => endpoint.id === validation.route.erp);
      return { faults: [], ...(lane && { lane }) };
    },
  };
}
