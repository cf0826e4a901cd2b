/** Synchronous validation: the checks an ERP would make, within a time budget, each with a stated fallback. */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { Clock } from '../engine/clock.ts';
import type { OrderFault } from '../engine/endpoint.ts';
import type { Lane } from '../engine/lane.ts';

/** `accepted-unchecked`: the endpoint did not answer in time; the order may be submitted and is checked again then. */
export type Check = {
  readonly name: 'routing' | 'endpoint';
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly fallback?: 'accepted-unchecked';
};

export type ValidationResult = { readonly valid: boolean; readonly checks: readonly Check[]; readonly faults: readonly OrderFault[] };

export type OrderValidation = (order: CustomerOrder) => Promise<ValidationResult>;

export type OrderValidationDependencies = {
  /** The lane of the ERP an order would go to, or undefined where no route fits. */
  readonly laneFor: (order: CustomerOrder) => Lane | undefined;
  readonly clock: Clock;
  readonly budgetMs: number;
};

const NO_ROUTE: OrderFault = { pointer: '/source', code: 'NO_ROUTE', message: 'no route fits this brand, region and channel' };

async function askEndpoint(
  lane: Lane,
  order: CustomerOrder,
  dependencies: OrderValidationDependencies,
): Promise<readonly OrderFault[] | undefined> {
  const { check } = lane.endpoint;
  if (!check || lane.isOpen()) return undefined;
  const budget = new AbortController();
  const late = dependencies.clock.sleep(dependencies.budgetMs, budget.signal).then(
    () => undefined,
    () => undefined,
  );
  const answer = await Promise.race([lane.call((signal) => check(order, signal)), late]);
  budget.abort();
  return answer?.class === 'OK' ? answer.faults : undefined;
}

export function makeOrderValidation(dependencies: OrderValidationDependencies): OrderValidation {
  return async (order) => {
    const lane = dependencies.laneFor(order);
    if (!lane) return { valid: false, checks: [{ name: 'routing', result: 'failed' }], faults: [NO_ROUTE] };
    const faults = await askEndpoint(lane, order, dependencies);
    const routing: Check = { name: 'routing', result: 'passed' };
    if (!faults)
      return { valid: true, checks: [routing, { name: 'endpoint', result: 'skipped', fallback: 'accepted-unchecked' }], faults: [] };
    const passed = faults.length === 0;
    return { valid: passed, checks: [routing, { name: 'endpoint', result: passed ? 'passed' : 'failed' }], faults };
  };
}
