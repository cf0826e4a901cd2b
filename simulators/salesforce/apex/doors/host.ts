/** The package's Apex inside the org: loaded from its folders, with what it needs of the org, ready to be called. */
import type { OrgClock } from '../../clock.ts';
import type { BusClock } from '../../event-bus/clock.ts';
import type { UserAccess } from '../../security/access.ts';
import type { SourceReaders } from '../../source-readers.ts';
import type { CalloutRequest } from '../context-ports.ts';
import { loadApex, type ApexSource, type LoadedApex } from '../run/load.ts';
import { makeMet } from '../run/met.ts';
import type { HostPorts, Runtime } from '../run/runtime.ts';
import type { Value } from '../values.ts';
import { makeCaches, type Caches } from './caches.ts';
import { makeCaller, makeRecaller } from './caller.ts';
import { eventTriggerOf, makeEventTriggers, type EventTriggers } from './event-triggers.ts';
import { makeEvents, type Events } from './events.ts';
import { makeActionPort } from './invocable-calls.ts';
import { makeAgenda } from './jobs/agenda.ts';
import { makeJobRows } from './jobs/job-records.ts';
import { makeJobs, type Jobs } from './jobs/jobs.ts';
import { makeOrgBinding, type OrgBinding, type OrgBindingOptions } from './org-binding.ts';
import type { CalloutOutcome } from './recording.ts';
import { makeTestPort } from './test-port.ts';
import { makeApexTransactions, type ApexTransactions, type RunLogs } from './transactions.ts';
import { makeTriggerRunner, type TriggerRunner } from './triggers.ts';

export type ApexHostOptions = Omit<OrgBindingOptions, 'now'> & {
  readonly clock: OrgClock;
  /** Timers on the same time. */
  readonly timers: BusClock;
  readonly uuid: () => string;
  readonly random: () => number;
  readonly newId: (keyPrefix: string) => string;
  /** Automated Process, whom event triggers and publish callbacks run as. */
  readonly systemUserId: string;
  readonly sources: readonly ApexSource[];
  readonly readers?: SourceReaders;
  /** What does not compile fails when it is called, and the rest runs. */
  readonly isolate?: boolean;
  readonly callouts: { readonly send: (request: CalloutRequest) => Promise<CalloutOutcome> };
  readonly logs: RunLogs;
  /** Told of what Apex that nobody waits for did not catch. */
  readonly onError: (error: unknown) => void;
};

export type ApexHost = {
  readonly apex: LoadedApex;
  readonly runtime: Runtime;
  readonly binding: OrgBinding;
  readonly triggers: TriggerRunner;
  readonly eventTriggers: EventTriggers;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly caches: Caches;
  /** What tests set, by the name of the interface; each clears them at its end. */
  readonly mocks: Map<string, Value>;
  readonly transactions: ApexTransactions;
  readonly accessOf: (userId: string) => UserAccess;
};

/** Throws `ApexCompileError` for Apex the org cannot run. */
export function makeApexHost(options: ApexHostOptions): ApexHost {
  const { database, systemUserId, onError } = options;
  const { now } = options.clock;
  const binding = makeOrgBinding({ ...options, now });
  const runtime = (): Runtime => apex.runtime;
  const accessOf = (userId: string): UserAccess => options.actAs(userId).access;
  const transactions = makeApexTransactions({
    binding,
    runtime,
    database,
    customPermissions: (userId) => accessOf(userId).customPermissions,
    send: options.callouts.send,
    logs: options.logs,
  });
  const agenda = makeAgenda(options.clock, options.timers);
  const system = { userId: systemUserId, permissions: new Set<string>(), changeOrigin: '' };
  const rows = makeJobRows({ database, binding, system, newId: options.newId });
  const jobs = makeJobs({ runtime, binding, transactions, agenda, onError, rows: () => rows });
  const events = makeEvents({ runtime, binding, systemUserId, deliver: (published) => eventTriggers.deliver(published) });
  const caches = makeCaches(runtime, now);
  const mocks = new Map<string, Value>();
  const recalled = makeRecaller(runtime);
  const host: HostPorts = {
    jobs,
    met: makeMet(),
    actions: makeActionPort(() => apex),
    cache: caches,
    test: makeTestPort(runtime, { jobs, events, mocks, database, binding }),
    kind: () => {
      const execution = runtime().execution();
      execution.requestId ??= options.uuid();
      return { requestId: execution.requestId, quiddity: execution.quiddity };
    },
    limit: (name) => runtime().execution().limits[name],
    eventTrigger: () => eventTriggerOf(runtime().execution()),
    rights: () => accessOf(runtime().user().id),
    publish: events.publish,
    callout: makeCaller({ runtime, metadata: options.metadata, accessOf }),
    send: (kind, message) => runtime().log(kind, JSON.stringify(message)),
  };
  const apex = loadApex({
    ...options,
    org: binding,
    host,
    now: () => recalled('now', now),
    random: () => recalled('random', options.random),
    uuid: () => recalled('uuid', options.uuid),
  });
  const eventTriggers = makeEventTriggers({ apex, binding, transactions, agenda, userId: systemUserId, onError });
  const triggers = makeTriggerRunner(apex, binding);
  return { apex, runtime: apex.runtime, binding, triggers, eventTriggers, jobs, events, caches, mocks, transactions, accessOf };
}
