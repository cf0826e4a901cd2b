/** The way of a call through a simulated system: its place among others, the trouble it meets, the work, the answer. */
import type { SimulatorClock } from '../clock.ts';
import type { Answer, Call, Route } from './call.ts';
import { makeRouter, problem } from './call.ts';
import type { Capacity } from './capacity.ts';
import type { FaultRule, FaultScript } from './fault-script.ts';
import type { RawRequest, Reaction } from './http-server.ts';

export type ServiceDependencies = {
  readonly clock: SimulatorClock;
  readonly capacity: Capacity;
  readonly faults: FaultScript;
  readonly routes: readonly Route[];
  /** Answers of administration: they take no place and meet no trouble. */
  readonly adminRoutes: readonly Route[];
  /** A refusal of the caller, or undefined to let it in. */
  readonly refuse: (call: Call) => Answer | undefined;
  /** Goes down for a while. */
  readonly goDown: (forMs: number) => void;
  readonly generation: () => number;
};

type Task = { readonly route: Route; readonly call: Call };

function parse(text: string): { readonly body: unknown } | undefined {
  if (text === '') return { body: undefined };
  try {
    return { body: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function retryAfter(ms: number): { 'retry-after': string } {
  return { 'retry-after': String(Math.ceil(ms / 1000)) };
}

function throttled(retryAfterMs: number): Answer {
  return { ...problem(429, 'THROTTLED', 'too many calls'), headers: retryAfter(retryAfterMs) };
}

function overloaded(retryAfterMs: number): Answer {
  return { ...problem(503, 'OVERLOADED', 'the queue is full; the call was not begun'), headers: retryAfter(retryAfterMs) };
}

export function makeService(dependencies: ServiceDependencies): (request: RawRequest) => Reaction | Promise<Reaction> {
  const { clock, capacity, faults } = dependencies;
  const find = makeRouter(dependencies.routes);
  const findAdmin = makeRouter(dependencies.adminRoutes);

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => clock.after(ms, resolve));
  }

  function commit({ route, call }: Task): Answer {
    return route.handle(call);
  }

  /** Troubles that leave nothing done. */
  function preventedBy({ kind, retryAfterMs, delayMs }: FaultRule): Reaction | undefined {
    switch (kind) {
      case 'throttle':
        return throttled(retryAfterMs);
      case 'unavailable':
        return overloaded(retryAfterMs);
      case 'error-before-commit':
        return problem(500, 'INTERNAL', 'an internal error occurred');
      case 'stale-version':
        return problem(409, 'VERSION_CONFLICT', 'the document was changed by someone else meanwhile');
      case 'reset-before-commit':
        return 'reset';
      case 'restart':
        dependencies.goDown(delayMs);
        return 'reset';
      default:
        return undefined;
    }
  }

  function perform(task: Task, fault: FaultRule | undefined): Reaction {
    switch (fault?.kind) {
      case 'drop-answer':
        commit(task);
        return 'reset';
      case 'error-after-commit':
        commit(task);
        return problem(500, 'INTERNAL', 'an internal error occurred');
      case 'late-commit':
        clock.after(fault.delayMs, () => commit(task));
        return problem(504, 'GATEWAY_TIMEOUT', 'the gateway gave up waiting');
      case 'late-index':
        return commit({ ...task, call: { ...task.call, indexLagMs: fault.delayMs } });
      default:
        return commit(task);
    }
  }

  async function serveWithin(task: Task): Promise<Reaction> {
    const generation = dependencies.generation();
    const fault = faults.pick(task.route.operation, task.route.subject?.(task.call));
    const takesMs = capacity.serviceMs() + (fault?.kind === 'slow' ? fault.delayMs : 0);
    if (takesMs > 0) await pause(takesMs);
    if (dependencies.generation() !== generation) return 'reset';
    return (fault && preventedBy(fault)) ?? perform(task, fault);
  }

  async function serve(task: Task): Promise<Reaction> {
    const admission = await capacity.admit();
    if (admission.kind === 'throttled') return throttled(admission.retryAfterMs);
    if (admission.kind === 'overloaded') return overloaded(1000);
    try {
      return await serveWithin(task);
    } finally {
      admission.leave();
    }
  }

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
