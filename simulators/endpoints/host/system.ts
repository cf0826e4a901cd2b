/** Puts a simulated system together from its own routes and what every system has. */
import type { z } from 'zod';
import type { SimulatorClock } from '../clock.ts';
import { makeRandom } from '../random.ts';
import { adminRoutes } from './admin-api.ts';
import type { Answer, Call, Route } from './call.ts';
import { makeCapacity } from './capacity.ts';
import type { EffectLog } from './effect-log.ts';
import { makeFaultScript } from './fault-script.ts';
import { startHttpServer } from './http-server.ts';
import type { HttpServer } from './http-server.ts';
import { makeService } from './service.ts';
import type { HostSettings } from './settings.ts';

export type SystemParts = {
  readonly routes: readonly Route[];
  readonly adminRoutes: readonly Route[];
  readonly effects: EffectLog;
  /** A refusal of the caller, or undefined to let it in. */
  readonly refuse: (call: Call) => Answer | undefined;
  readonly figures: () => Readonly<Record<string, unknown>>;
  readonly settings: HostSettings;
  readonly settingsPatch: z.ZodType<Readonly<Record<string, object | undefined>>>;
};

export type SystemPlace = { readonly port: number; readonly host: string; readonly clock: SimulatorClock; readonly seed: number };

export type RunningSystem = {
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** Starts serving. Rejects when the port is taken. */
export async function startSystem(parts: SystemParts, { port, host, clock, seed }: SystemPlace): Promise<RunningSystem> {
  const random = makeRandom(seed);
  const capacity = makeCapacity(parts.settings.capacity, clock, random);
  const faults = makeFaultScript(random);
  const goDown = (forMs: number): void => server.goDown(forMs);
  const serve = makeService({
    ...{ clock, capacity, faults, goDown },
    routes: parts.routes,
    adminRoutes: [...adminRoutes({ ...parts, capacity, faults, goDown }), ...parts.adminRoutes],
    refuse: parts.refuse,
    generation: () => server.generation(),
  });
  const server: HttpServer = await startHttpServer({ port, host, clock, serve });
  return { url: server.url, close: server.close };
}
