/** Synchronous validation: the checks an ERP would make, within a time budget, each with a stated fallback. */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { Clock } from '../engine/clock.ts';
import { within } from '../engine/deadline.ts';
import type { OrderFault } from '../engine/endpoint.ts';
import type { Lane } from '../engine/lane.ts';

/** `accepted-unchecked`: the endpoint did not answer in time; the order may be submitted and is checked again then. */
export type Check = {
  readonly name: 'order' | 'endpoint';
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly fallback?: 'accepted-unchecked';
};

export type ValidationResult = { readonly valid: boolean; readonly checks: readonly Check[]; readonly faults: readonly OrderFault[] };

/** `budgetMs`: how long the caller would wait; what the broker is set to where they do not say. */
export type OrderValidation = (order: CustomerOrder, budgetMs?: number) => Promise<ValidationResult>;

/** What the broker itself finds wrong with an order, and the lane of the ERP it would go to. */
export type OwnChecks = { readonly faults: readonly OrderFault[]; readonly lane?: Lane };

export type OrderValidationDependencies = {
  readonly check: (order: CustomerOrder, now: number) => OwnChecks;
  readonly clock: Clock;
  readonly budgetMs: number;
};

async function askEndpoint(
  lane: Lane,
  order: CustomerOrder,
  dependencies: OrderValidationDependencies,
): Promise<readonly OrderFault[] | undefined> {
  const { check } = lane.endpoint;
  if (!check || lane.isOpen()) return undefined;
  // A caller who has gone is not asked for: under load the endpoint would do nothing else.
  const gone = new AbortController();
  const asked = lane
    .call((signal) => check(order, signal), gone.signal)
    .catch((error: unknown) => {
      if (error !== gone.signal.reason) throw error;
      return undefined;
    });
  const answer = await within(dependencies.clock, dependencies.budgetMs, asked, () => {
    gone.abort(new Error('the caller has its answer'));
    return undefined;
  });
  return answer?.class === 'OK' ? answer.faults : undefined;
}

/** The checks a submission meets: the broker's own, and then the ERP's. */
export function makeOrderValidation(dependencies: OrderValidationDependencies): OrderValidation {
  const skipped: Check = { name: 'endpoint', result: 'skipped', fallback: 'accepted-unchecked' };
  return async (order, budgetMs = dependencies.budgetMs) => {
    const own = dependencies.check(order, dependencies.clock.now());
    if (own.faults.length > 0) return { valid: false, checks: [{ name: 'order', result: 'failed' }, skipped], faults: own.faults };
    const passed: Check = { name: 'order', result: 'passed' };
    const faults = own.lane && (await askEndpoint(own.lane, order, { ...dependencies, budgetMs }));
    if (!faults) return { valid: true, checks: [passed, skipped], faults: [] };
    const valid = faults.length === 0;
    return { valid, checks: [passed, { name: 'endpoint', result: valid ? 'passed' : 'failed' }], faults };
  };
}
