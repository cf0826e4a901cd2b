/** What `Test` does in Apex tests. Source: Apex Reference Guide, "Test Class" and "EventBus.TestBroker Class". */
import { freshUse, type Execution } from '../run/execution.ts';
import type { HostPorts, Runtime } from '../run/runtime.ts';
import type { Events } from './events.ts';
import type { Jobs } from './jobs/jobs.ts';

type Asynchronous = { readonly jobs: Jobs; readonly events: Events };

/** `Test.startTest` gives fresh limits, `Test.stopTest` runs what waits and gives the old ones back. */
/** What a test used before `startTest`. */
const OUTSIDE = Symbol('used outside startTest and stopTest');

export function makeTestPort(runtime: () => Runtime, { jobs, events }: Asynchronous): HostPorts['test'] {
  return {
    start: () => {
      const execution = runtime().execution();
      if (execution.kept.has(OUTSIDE)) runtime().fail('FinalException', 'Testing already started');
      execution.kept.set(OUTSIDE, execution.used);
      execution.used = freshUse();
    },
    stop: () => {
      const execution = runtime().execution();
      events.settle(true);
      jobs.runAll();
      const outside = execution.kept.get(OUTSIDE);
      if (outside !== undefined) execution.used = outside as Execution['used'];
    },
    deliverEvents: () => events.settle(true),
    failEvents: () => events.settle(false),
    mocks: new Map(),
  };
}
