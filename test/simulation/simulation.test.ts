/** Thousands of orders, hours of faults, in seconds: nothing is lost, nothing is doubled, everything becomes current. */
import { describe, expect, it } from '@jest/globals';
import { lineFacts } from '../../broker/domain/order-quantities.ts';
import type { OrderState } from '../../broker/domain/order-state.ts';
import { statusOf } from '../../broker/domain/returns/return-quantities.ts';
import { everyRecord } from './memory-records.ts';
import { startWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

const HOUR_MS = 3_600_000;
const RETURN_ENDS: ReadonlySet<string> = new Set(['CREDITED', 'CANCELLED', 'DECLINED']);

/** `SIMULATION_SEED=7 npm test` repeats a run. */
const SEED = Number(process.env['SIMULATION_SEED'] ?? Math.floor(Math.random() * 1_000_000));

function unfinished(world: World, orders: number): readonly string[] {
  const states = [...world.tables.aggregates.values()].map((aggregate) => aggregate.state as OrderState | null);
  const open = states.flatMap((state) => {
    if (state?.lifecycle !== 'COMPLETED' && state?.lifecycle !== 'CANCELLED') return [`${state?.orderKey} is ${state?.lifecycle}`];
    const waiting = state.requests.filter(({ status }) => status === 'ACCEPTED').map(({ type }) => `${state.orderKey} waits for ${type}`);
    const back = state.returns.map(statusOf).filter((status) => !RETURN_ENDS.has(status));
    const commands = state.commands.map(({ intent, phase }) => `${state.orderKey} waits for ${intent} (${phase})`);
    return [...waiting, ...commands, ...back.map((status) => `a return of ${state.orderKey} is ${status}`)];
  });
  const behind = everyRecord(world.tables.records)
    .filter((record) => record.dirty)
    .map((record) => `${record.externalId} is behind`);
  return states.length < orders || world.asked() < orders ? ['orders and wishes still arrive'] : [...open, ...behind];
}

async function run(options: WorldOptions): Promise<World> {
  const world = startWorld(options);
  const end = world.clock.now() + 6 * HOUR_MS;
  let last: readonly string[] = [];
  let checkedAt = 0;
  const finished = (): boolean => {
    // Looking at every order after every step would take longer than the run.
    if (world.clock.now() - checkedAt < 1000) return false;
    checkedAt = world.clock.now();
    last = unfinished(world, options.orders);
    return last.length === 0;
  };
  try {
    await world.clock.runUntil(finished, end);
  } catch (error) {
    throw new Error(`seed ${options.seed}: ${last.slice(0, 5).join('; ')} (${last.length} in all)`, { cause: error });
  } finally {
    world.stop();
  }
  return world;
}

function expectPromiseKept(world: World, orders: number): void {
  const live = world.erp.documents.filter((document) => !document.cancelled);
  const perOrder = Map.groupBy(live, (document) => document.order.orderKey);
  expect({ seed: SEED, documents: live.length, orders: perOrder.size }).toEqual({ seed: SEED, documents: orders, orders });
  expect(world.erp.documents.length).toBe(orders);
  for (const record of everyRecord(world.tables.records)) {
    const shown = world.org.records.get(`${record.object}\n${record.externalId}`);
    expect({ key: record.externalId, ...shown }).toEqual({ key: record.externalId, fields: record.fields, version: record.version });
  }
  expectWishesGranted(world);
  expect([...world.tables.exceptions.values()].filter((exception) => exception.resolvedAt === undefined)).toEqual([]);
}

/** The ERP did what was said to be done, once: the same quantities, one return of each, each credit refunded once. */
function expectWishesGranted(world: World): void {
  const documents = new Map(
    world.erp.documents.filter(({ cancelled }) => !cancelled).map((document) => [document.order.orderKey, document]),
  );
  const keys = world.erp.returns.map(({ request }) => request.returnKey);
  expect(new Set(keys).size).toBe(keys.length);
  let [cancelled, back] = [0, 0];
  for (const { state } of world.tables.aggregates.values()) {
    const order = state as OrderState;
    const document = documents.get(order.orderKey);
    for (const { line, buckets } of lineFacts(order)) {
      expect([order.orderKey, buckets.cancelled]).toEqual([order.orderKey, document?.cancelledLines.get(line.lineKey) ?? 0]);
      cancelled += buckets.cancelled;
      back += buckets.credited;
    }
    expect([order.orderKey, order.hold]).toEqual([order.orderKey, undefined]);
  }
  for (const known of world.erp.returns) {
    const credited = [...known.credits.values()].flatMap(({ lines }) => lines.map(({ quantity }) => quantity));
    expect([known.request.returnKey, credited]).toEqual([known.request.returnKey, known.status === 'CANCELLED' ? [] : [1]]);
  }
  expect(cancelled).toBeGreaterThan(0);
  expect(back).toBeGreaterThan(0);
}

describe(`the engine in a simulated world (seed ${SEED})`, () => {
  it('brings 2,000 orders to one ERP document and one current status each, with lost answers, late commits and lost feeds', async () => {
    const world = await run({ seed: SEED, orders: 2000, killChance: 0, flushChance: 0.02 });
    expectPromiseKept(world, 2000);
  }, 300_000);

  it('does so while its processes are killed at every named point', async () => {
    const world = await run({ seed: SEED + 1, orders: 1000, killChance: 0.003, flushChance: 0.02 });
    expect(world.kills()).toBeGreaterThan(10);
    expectPromiseKept(world, 1000);
  }, 300_000);
});
