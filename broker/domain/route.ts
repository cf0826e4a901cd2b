/** Which ERP and which warehouse an order goes to. */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { RouteRule } from './context.ts';
import type { Route } from './order-state.ts';
import { stableHash } from './stable-hash.ts';

function fits(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted === actual;
}

/** Takes the same keys in every run; raising the percentage only adds keys. */
function inShare(orderKey: string, percent: number): boolean {
  return (stableHash(orderKey) / 2 ** 32) * 100 < percent;
}

/** The first rule that fits the order, or nothing. */
export function routeOrder(order: CustomerOrder, rules: readonly RouteRule[]): Route | undefined {
  const { brand, region, channel } = order.source;
  const rule = rules.find(
    (candidate) =>
      fits(candidate.brand, brand) &&
      fits(candidate.region, region) &&
      fits(candidate.channel, channel) &&
      inShare(order.orderKey, candidate.percent ?? 100),
  );
  return rule && { erp: rule.erp, ...(rule.warehouse !== undefined && { warehouse: rule.warehouse }) };
}
