/** What each trouble does to a call: what is left undone, what is done and not told. */
import type { SimulatorClock } from '../clock.ts';
import type { Answer, Call, Route } from './call.ts';
import { problem } from './call.ts';
import type { FaultRule } from './fault-script.ts';
import type { Reaction } from './http-server.ts';

export type Task = { readonly route: Route; readonly call: Call };

export type FaultEffects = {
  /** A reaction in place of the work, if the trouble prevents it. */
  readonly prevent: (fault: FaultRule) => Reaction | undefined;
  /** Does the work, and reacts as the trouble will have it. */
  readonly perform: (task: Task, fault: FaultRule | undefined) => Reaction;
};

function retryAfter(ms: number): { 'retry-after': string } {
  return { 'retry-after': String(Math.ceil(ms / 1000)) };
}

export function throttled(retryAfterMs: number): Answer {
  return { ...problem(429, 'THROTTLED', 'too many calls'), headers: retryAfter(retryAfterMs) };
}

export function overloaded(retryAfterMs: number): Answer {
  return { ...problem(503, 'OVERLOADED', 'the queue is full; the call was not begun'), headers: retryAfter(retryAfterMs) };
}

function internalError(): Answer {
  return problem(500, 'INTERNAL', 'an internal error occurred');
}

function commit({ route, call }: Task): Answer {
  return route.handle(call);
}

/** `goDown` takes the system down for a while. */
export function makeFaultEffects(clock: SimulatorClock, goDown: (forMs: number) => void): FaultEffects {
  return {
    prevent: ({ kind, retryAfterMs, delayMs }) => {
      switch (kind) {
        case 'throttle':
          return throttled(retryAfterMs);
        case 'unavailable':
          return overloaded(retryAfterMs);
        case 'error-before-commit':
          return internalError();
        case 'stale-version':
          return problem(409, 'VERSION_CONFLICT', 'the document was changed by someone else meanwhile');
        case 'reset-before-commit':
          return 'reset';
        case 'restart':
          goDown(delayMs);
          return 'reset';
        default:
          return undefined;
      }
    },
    perform: (task, fault) => {
      switch (fault?.kind) {
        case 'drop-answer':
          commit(task);
          return 'reset';
        case 'error-after-commit':
          commit(task);
          return internalError();
        case 'late-commit':
          clock.after(fault.delayMs, () => commit(task));
          return problem(504, 'GATEWAY_TIMEOUT', 'the gateway gave up waiting');
        case 'late-index':
          return commit({ ...task, call: { ...task.call, indexLagMs: fault.delayMs } });
        default:
          return commit(task);
      }
    },
  };
}
