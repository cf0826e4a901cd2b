/** The way of a call through a simulated system: its place among others, the trouble it meets, the work, the answer. */
import type { SimulatorClock } from '../clock.ts';
import type { Answer, Call, Route } from './call.ts';
import { makeRouter, problem } from './call.ts';
import type { Capacity } from './capacity.ts';
import { makeFaultEffects, overloaded, throttled } from './fault-effects.ts';
import type { Task } from './fault-effects.ts';
import type { FaultScript } from './fault-script.ts';
import type { RawRequest, Reaction } from './http-server.ts';
import { makeWorkTime } from './work-time.ts';

/** What a caller is told to wait when the queue is full. */
const OVERLOADED_MS = 1000;

export type ServiceDependencies = {
  readonly clock: SimulatorClock;
  readonly capacity: Capacity;
  readonly faults: FaultScript;
  readonly routes: readonly Route[];
  /** Administration: it takes no place and meets no trouble. */
  readonly adminRoutes: readonly Route[];
  /** A refusal of the caller, or undefined to let it in. */
  readonly refuse: (call: Call) => Answer | undefined;
  /** Goes down for a while. */
  readonly goDown: (forMs: number) => void;
  /** Rises with each time the system went down. */
  readonly generation: () => number;
};

function parse(text: string): { readonly body: unknown } | undefined {
  if (text === '') return { body: undefined };
  try {
    return { body: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Serves one task: in its turn, in its time, with its trouble. */
function makeTaskServer({ clock, capacity, faults, goDown, generation }: ServiceDependencies): (task: Task) => Promise<Reaction> {
  const effects = makeFaultEffects(clock, goDown);
  const work = makeWorkTime(clock);

  async function serveWithin(task: Task): Promise<Reaction> {
    const begun = generation();
    const fault = faults.pick(task.route.operation, task.route.subject?.(task.call));
    const takesMs = capacity.serviceMs() + (fault?.kind === 'slow' ? fault.delayMs : 0);
    if (takesMs > 0) await work(takesMs);
    if (generation() !== begun) return 'reset';
    return (fault && effects.prevent(fault)) ?? effects.perform(task, fault);
  }

  return async (task) => {
    const admission = await capacity.admit();
    if (admission.kind === 'throttled') return throttled(admission.retryAfterMs);
    if (admission.kind === 'overloaded') return overloaded(OVERLOADED_MS);
    try {
      return await serveWithin(task);
    } finally {
      admission.leave();
    }
  };
}

export function makeService(dependencies: ServiceDependencies): (request: RawRequest) => Reaction | Promise<Reaction> {
  const find = makeRouter(dependencies.routes);
  const findAdmin = makeRouter(dependencies.adminRoutes);
  const serve = makeTaskServer(dependencies);

  return ({ method, path, query, apiKey, text }) => {
    const parsed = parse(text);
    if (!parsed) return problem(400, 'MALFORMED', 'the body is not JSON');
    const admin = findAdmin(method, path);
    if (admin) return admin.route.handle({ method, parameters: admin.parameters, query, apiKey, body: parsed.body });
    const found = find(method, path);
    const call = { method, parameters: found?.parameters ?? {}, query, apiKey, body: parsed.body };
    const refusal = dependencies.refuse(call);
    if (refusal) return refusal;
    return found ? serve({ route: found.route, call }) : problem(404, 'NO_SUCH_RESOURCE', 'there is nothing at this address');
  };
}
