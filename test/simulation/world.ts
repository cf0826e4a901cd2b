/**
 * The engine in a seeded world: real turns, real executors, real sweeper, poller and lanes over a ledger, a queue, an
 * ERP and an org in memory, on virtual time. Processes are killed at the engine's named points, queues are flushed.
 */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { OrderRequest } from '../../canonical/order-request.ts';
import { runOrderTurn } from '../../broker/domain/run-turn.ts';
import type { Clock, Random } from '../../broker/engine/clock.ts';
import type { Endpoint } from '../../broker/engine/endpoint.ts';
import type { FaultPoint } from '../../broker/engine/fault-points.ts';
import { makeLane } from '../../broker/engine/lane.ts';
import type { Ledger, TurnFunction } from '../../broker/engine/ledger.ts';
import { runPoller } from '../../broker/engine/poller.ts';
import type { QueueBackend } from '../../broker/engine/queue-backend.ts';
import { startWorker } from '../../broker/engine/worker.ts';
import { makeMemoryLedger, makeMemoryTables } from './memory-ledger.ts';
import type { MemoryTables } from './memory-ledger.ts';
import { makeMemoryQueueBackend } from './memory-queue.ts';
import { seededRandom } from '../../scripts/load/random.ts';
import { makeSimulatedErp, SIMULATED_INTENTS } from './simulated-erp.ts';
import type { SimulatedErp } from './simulated-erp.ts';
import { makeSimulatedOrg } from './simulated-org.ts';
import type { SimulatedOrg } from './simulated-org.ts';
import { makeVirtualClock } from './virtual-clock.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type WorldOptions = {
  readonly seed: number;
  readonly orders: number;
  /** Chance that a process dies when it reaches a named point. */
  readonly killChance: number;
  /** Chance, each simulated second, that the queue loses everything. */
  readonly flushChance: number;
};

export type World = {
  readonly clock: VirtualClock;
  readonly tables: MemoryTables;
  readonly erp: SimulatedErp;
  readonly org: SimulatedOrg;
  /** Orders about which everything was asked that will be. */
  readonly asked: () => number;
  readonly kills: () => number;
  readonly stop: () => void;
};

const START = Date.UTC(2026, 10, 27);
const LEASE_MS = 4000;
const ARRIVAL_MS = 20;

const turn: TurnFunction = (aggregateId, state, messages, now) =>
  runOrderTurn(aggregateId, state, messages, {
    now,
    routes: [{ erp: 'erp' }],
    intents: { erp: SIMULATED_INTENTS },
  });

function makeOrder(number: number): CustomerOrder {
  const address = { name: 'A Customer', line1: '1 Street', city: 'Town', country: 'DE' };
  return {
    orderKey: `SIM${String(number).padStart(6, '0')}`,
    source: { system: 'store', number: String(number) },
    placedAt: new Date(START).toISOString(),
    currency: 'EUR',
    customer: { customerKey: 'C1', name: 'A Customer' },
    shipTo: address,
    completeDelivery: false,
    lines: [10, 20].map((lineKey) => ({
      lineKey,
      sku: `SKU-${lineKey}`,
      quantity: 2,
      unit: 'EA',
      unitPrice: { amountMinor: 1000, currency: 'EUR' },
    })),
    charges: [],
    discounts: [],
    payments: [],
  };
}

/** What agents will ask about an order: nothing, most of the time. */
function wishesOf(orderKey: string, random: Random): readonly OrderRequest[] {
  const reason = 'changed their mind';
  const lines = [{ lineKey: 10, quantity: 1 }];
  const back = [{ lineKey: 20, quantity: 1, reason: 'DAMAGED' as const }];
  const fate = random();
  if (fate < 0.06) return [{ type: 'CANCEL', reason }];
  if (fate < 0.12)
    return [
      { type: 'CANCEL', lines, reason },
      { type: 'CANCEL', lines: [{ lineKey: 99, quantity: 1 }], reason },
    ];
  if (fate < 0.18) return [{ type: 'HOLD', reason }, { type: 'RELEASE_HOLD' }, { type: 'RELEASE_HOLD' }];
  if (fate < 0.22) return [{ type: 'CHANGE_ADDRESS', shipTo: { name: 'B', line1: '2 Street', city: 'Ville', country: 'FR' } }];
  if (fate > 0.3) return [];
  const returnKey = `RET${orderKey.slice(3)}`;
  return [
    { type: 'RETURN', returnKey, resolution: 'REFUND', lines: back },
    ...(random() < 0.3 ? [{ type: 'CANCEL_RETURN' as const, returnKey, reason }] : []),
  ];
}

/** Makes every function of a port hang for ever once its process is dead: the dead neither answer nor act. */
function mortal<Port extends object>(port: Port, isAlive: () => boolean): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...parameters: unknown[]): unknown => {
        if (!isAlive()) return new Promise(() => undefined);
        const answer: unknown = Reflect.apply(value, target, parameters);
        return answer instanceof Promise ? answer.then((result: unknown) => (isAlive() ? result : new Promise(() => undefined))) : answer;
      };
    },
  });
}

type Parts = {
  readonly random: Random;
  readonly ledger: Ledger;
  readonly backend: QueueBackend;
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly org: SimulatedOrg;
};

/** One process with all roles. `die` is called when the dice say so at a named point. */
function startProcess(
  parts: Parts,
  name: string,
  rollDeath: () => boolean,
  die: () => void,
): { readonly wake: (ids: readonly string[]) => void } {
  let alive = true;
  const isAlive = (): boolean => alive;
  const ledger = mortal(parts.ledger, isAlive);
  const endpoint = mortal(parts.endpoint, isAlive);
  const clock: Clock = {
    now: parts.clock.now,
    sleep: mortal({ sleep: parts.clock.sleep }, isAlive).sleep,
    after: (ms, action) =>
      parts.clock.after(ms, () => {
        if (isAlive()) action();
      }),
  };
  const reach = (_point: FaultPoint): void => {
    if (!alive || !rollDeath()) return;
    alive = false;
    die();
  };
  const lane = makeLane(endpoint, clock);
  const { random } = parts;
  const quiet = (): void => undefined;
  const worker = startWorker({
    ...{ ledger, backend: parts.backend, lanes: [lane], turn, clock, random, owner: name, leaseMs: LEASE_MS, sweepIntervalMs: 1000, reach },
    ...{ onRecords: quiet, onTurns: quiet, onCall: quiet, onFailure: quiet },
  });
  const never = new AbortController().signal;
  const { wakeTurns } = worker;
  void runPoller({ lane, ledger, clock, owner: name, intervalMs: 1000, leaseMs: LEASE_MS, wakeTurns, onFailure: quiet }, never);
  void parts.org.runWriter(ledger, never);
  return { wake: wakeTurns };
}

export function startWorld(options: WorldOptions): World {
  const random = seededRandom(options.seed);
  const clock = makeVirtualClock(START);
  const tables = makeMemoryTables();
  const ledger = makeMemoryLedger(tables, clock.now);
  const backend = makeMemoryQueueBackend(clock);
  const erp = makeSimulatedErp(clock, random);
  const org = makeSimulatedOrg(clock, random);
  const parts: Parts = { random, ledger, backend, endpoint: erp.endpoint, clock, org };
  let kills = 0;
  let running = true;
  let asked = 0;

  function boot(): ReturnType<typeof startProcess> {
    const rollDeath = (): boolean => running && random() < options.killChance;
    return startProcess(parts, `process-${kills}`, rollDeath, () => {
      kills += 1;
      void clock.sleep(500).then(() => (process = boot()));
    });
  }
  let process = boot();

  async function arrive(): Promise<void> {
    for (let number = 1; number <= options.orders; number += 1) {
      const order = makeOrder(number);
      const message = { type: 'order.submitted', order, via: 'api' } as const;
      await ledger.accept({
        messages: [{ aggregateId: order.orderKey, source: 'api:store', dedupeKey: order.orderKey, fingerprint: order.orderKey, message }],
      });
      process.wake([order.orderKey]);
      void askAbout(order.orderKey);
      await clock.sleep(ARRIVAL_MS);
    }
  }

  /** Agents ask about an order: sooner or later, twice now and then, and not always for what is possible. */
  async function askAbout(orderKey: string): Promise<void> {
    const wishes = wishesOf(orderKey, random);
    for (const [index, request] of wishes.entries()) {
      await clock.sleep(Math.floor(random() * (request.type === 'RETURN' ? 120_000 : 15_000)));
      const requestKey = `${orderKey}-${index}`;
      const message = { type: 'order.requested', requestKey, via: 'salesforce', by: 'agent', request } as const;
      const inbound = { aggregateId: orderKey, source: 'salesforce', dedupeKey: requestKey, fingerprint: requestKey, message };
      await ledger.accept({ messages: random() < 0.2 ? [inbound, inbound] : [inbound] });
      process.wake([orderKey]);
    }
    asked += 1;
  }

  async function flushNowAndThen(): Promise<void> {
    while (running) {
      await clock.sleep(1000);
      if (random() < options.flushChance) backend.flush();
    }
  }

  void arrive();
  void flushNowAndThen();
  return { clock, tables, erp, org, asked: () => asked, kills: () => kills, stop: () => (running = false) };
}
