/** The package's Apex inside the org: loaded from its folders, with what it needs of the org, ready to be called. */
import type { UserAccess } from '../../security/access.ts';
import type { CalloutRequest } from '../context-ports.ts';
import type { HostPorts } from '../run/runtime.ts';
import { freshUse, type Execution } from '../run/execution.ts';
import { loadApex, type ApexSource, type LoadedApex } from '../run/load.ts';
import type { Runtime } from '../run/runtime.ts';
import type { ApexParser } from '../syntax/syntax-cache.ts';
import { makeEvents, type Events } from './events.ts';
import { makeJobs, type Jobs } from './jobs.ts';
import { makeOrgBinding, type OrgBinding, type OrgBindingOptions } from './org-binding.ts';
import { makeCaller, makeRecaller } from './caller.ts';
import type { CalloutOutcome } from './recording.ts';
import { makeApexTransactions, type ApexTransactions } from './transactions.ts';
import { makeTriggerRunner, type TriggerRunner } from './triggers.ts';
import { makeJobRecorder } from './job-records.ts';

export type ApexHostOptions = OrgBindingOptions & {
  readonly uuid: () => string;
  readonly random: () => number;
  readonly newId: (keyPrefix: string) => string;
  /** Automated Process, whom publish callbacks run as. */
  readonly systemUserId: string;
  readonly sources: readonly ApexSource[];
  readonly parser?: ApexParser;
  readonly callouts: { readonly send: (request: CalloutRequest) => Promise<CalloutOutcome> };
};

export type ApexHost = {
  readonly apex: LoadedApex;
  readonly runtime: Runtime;
  readonly binding: OrgBinding;
  readonly triggers: TriggerRunner;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly transactions: ApexTransactions;
  readonly accessOf: (userId: string) => UserAccess;
};

/** Throws `ApexCompileError` for Apex the org cannot run. */
export function makeApexHost(options: ApexHostOptions): ApexHost {
  const binding = makeOrgBinding(options);
  const runtime = (): Runtime => apex.runtime;
  const accessOf = (userId: string): UserAccess => options.actAs(userId).access;
  const transactions = makeApexTransactions({
    binding,
    runtime,
    database: options.database,
    customPermissions: (userId) => accessOf(userId).customPermissions,
    send: options.callouts.send,
  });
  const recalled = makeRecaller(runtime);
  const jobs = makeJobs({ runtime, binding, record: makeJobRecorder(options, binding), waits: () => undefined });
  const events = makeEvents({ runtime, binding, systemUserId: () => options.systemUserId });
  const host: HostPorts = {
    jobs,
    test: makeTestPort(runtime, { jobs, events }),
    kind: () => ({ requestId: options.uuid(), quiddity: runtime().execution().quiddity }),
    limit: (name) => runtime().execution().limits[name],
    eventTrigger: () => undefined,
    rights: () => accessOf(runtime().user().id),
    publish: events.publish,
    callout: makeCaller({ runtime, metadata: options.metadata, accessOf }),
    send: (kind, message) => runtime().log(kind, JSON.stringify(message)),
  };
  const apex = loadApex({
    ...options,
    org: binding,
    host,
    now: () => recalled('now', options.now),
    random: () => recalled('random', options.random),
    uuid: () => recalled('uuid', options.uuid),
  });
  return { apex, runtime: apex.runtime, binding, triggers: makeTriggerRunner(apex, binding), jobs, events, transactions, accessOf };
}

type Asynchronous = { readonly jobs: Jobs; readonly events: Events };

/** `Test.startTest` gives fresh limits, `Test.stopTest` runs what waits and gives the old ones back. */
function makeTestPort(runtime: () => Runtime, { jobs, events }: Asynchronous): HostPorts['test'] {
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
