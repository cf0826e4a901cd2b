/** What `Test` does in Apex tests. Source: Apex Reference Guide, "Test Class" and "EventBus.TestBroker Class". */
import { freshUse, type Execution } from '../run/execution.ts';
import type { HostPorts, Runtime } from '../run/runtime.ts';
import type { Events } from './events.ts';
import type { Jobs } from './jobs/jobs.ts';

type Asynchronous = { readonly jobs: Jobs; readonly events: Events };

/** `Test.startTest` gives fresh limits, `Test.stopTest` runs what waits and gives the old ones back. */
export function makeTestPort(runtime: () => Runtime, { jobs, events }: Asynchronous): HostPorts['test'] {
  let outside: Execution['used'] | undefined;
  return {
    start: () => {
      const execution = runtime().execution();
      if (outside !== undefined) runtime().fail('FinalException', 'Testing already started');
      outside = execution.used;
      execution.used = freshUse();
    },
    stop: () => {
      const execution = runtime().execution();
      events.settle(true);
      jobs.runAll();
      if (outside !== undefined) execution.used = outside;
      outside = undefined;
    },
    deliverEvents: () => events.settle(true),
    failEvents: () => events.settle(false),
    mocks: new Map(),
  };
}
