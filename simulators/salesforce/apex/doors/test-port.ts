/** What `Test` does in Apex tests. Source: Apex Reference Guide, "Test Class" and "EventBus.TestBroker Class". */
import { toDatetime } from '../../storage/instants.ts';
import type { Database } from '../../storage/database.ts';
import { resetSavepoints } from '../data/savepoints.ts';
import { budgetOf, freshUse } from '../run/execution.ts';
import type { HostPorts, Runtime } from '../run/runtime.ts';
import type { Events } from './events.ts';
import type { OrgBinding } from './org-binding.ts';
import type { Jobs } from './jobs/jobs.ts';

type TestTools = Pick<HostPorts['test'], 'mocks'> & {
  readonly jobs: Jobs;
  readonly events: Events;
  readonly database: Database;
  readonly binding: OrgBinding;
};

/** What a test used before `startTest`. */
const OUTSIDE = Symbol('used outside startTest and stopTest');

/** `Test.startTest` gives fresh limits, `Test.stopTest` runs what waits and gives the old ones back. */
export function makeTestPort(runtime: () => Runtime, { jobs, events, mocks, database, binding }: TestTools): HostPorts['test'] {
  return {
    start: () => {
      const execution = runtime().execution();
      if (execution.kept.has(OUTSIDE)) runtime().fail('FinalException', 'Testing already started');
      const { used, budget } = execution;
      execution.kept.set(OUTSIDE, { used, budget });
      Object.assign(execution, { used: freshUse(), budget: budgetOf(execution.limits) });
      resetSavepoints(runtime());
    },
    stop: () => {
      const execution = runtime().execution();
      events.settle(true);
      try {
        jobs.runAll();
      } finally {
        events.settleJobs();
        resetSavepoints(runtime());
        Object.assign(execution, execution.kept.get(OUTSIDE));
      }
    },
    deliverEvents: () => events.settle(true),
    failEvents: () => events.settle(false),
    setCreatedDate: (id, instantMs) => {
      const object = [...binding.metadata.objects.values()].find(({ keyPrefix }) => id.startsWith(keyPrefix));
      const before = object === undefined ? undefined : database.table(object.name).get(id);
      if (object === undefined || before === undefined) runtime().fail('IllegalArgumentException', `No record has the id ${id}`);
      else binding.transaction().write(database.table(object.name), { ...before, CreatedDate: toDatetime(instantMs) });
    },
    mocks,
  };
}
