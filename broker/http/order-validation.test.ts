import { expect, it } from '@jest/globals';
import type { CustomerOrder } from '../../canonical/order.ts';
import { makeVirtualClock } from '../../test/simulation/virtual-clock.ts';
import type { Endpoint } from '../engine/endpoint.ts';
import { makeLane } from '../engine/lane.ts';
import { makeOrderValidation } from './order-validation.ts';

const CAPABILITIES = { intents: [], idempotency: 'E', settleMs: 0, timeoutMs: 5000, concurrency: 1, readBatch: 1 } as const;

it('asks an ERP that is too slow nothing more for callers who have their answer', async () => {
  const clock = makeVirtualClock(0);
  let asked = 0;
  const check = async (): Promise<unknown> => {
    asked += 1;
    await clock.sleep(1000);
    return { class: 'OK', faults: [] };
  };
  const lane = makeLane({ id: 'erp', capabilities: CAPABILITIES, check } as unknown as Endpoint, clock);
  const validate = makeOrderValidation({ check: () => ({ faults: [], lane }), clock, budgetMs: 40 });
  const results: unknown[] = [];
  for (let callers = 0; callers < 50; callers += 1) void validate({} as CustomerOrder).then((result) => results.push(result));
  await clock.runUntil(() => results.length === 50, 10_000);
  expect(results[0]).toMatchObject({ valid: true, checks: [{ result: 'passed' }, { result: 'skipped', fallback: 'accepted-unchecked' }] });
  await clock.runUntil(() => lane.inFlight() === 0, 100_000);
  expect(asked).toBe(1);
});
