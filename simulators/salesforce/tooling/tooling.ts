/** The Tooling API's side of the org: its records, debug logs, runs of tests, and the news of them. */
import type { OrgClock } from '../clock.ts';
import type { BusClock } from '../event-bus/clock.ts';
import type { ApexLogs } from './apex-logs.ts';
import { makeSystemTopics, type SystemTopics } from './system-topics.ts';
import type { TestOrgs } from './test-org.ts';
import { makeTestRuns, type TestRuns } from './test-runs.ts';
import type { ToolingStore } from './tooling-store.ts';

export type Tooling = {
  readonly store: ToolingStore;
  readonly logs: ApexLogs;
  readonly topics: SystemTopics;
  readonly testOrgs: TestOrgs;
  readonly testRuns: TestRuns;
};

export type ToolingOptions = Pick<Tooling, 'store' | 'logs' | 'testOrgs'> & {
  readonly clock: OrgClock;
  readonly timers: BusClock;
  readonly uuid: () => string;
  readonly onError: (error: unknown) => void;
};

export function makeTooling({ store, logs, testOrgs, clock, timers, uuid, onError }: ToolingOptions): Tooling {
  const topics = makeSystemTopics(timers, uuid);
  logs.onKept((id) => topics.tell('Logging', id));
  const testRuns = makeTestRuns({ store, clock, onError, tell: (jobId) => topics.tell('TestResult', jobId) });
  return { store, logs, topics, testOrgs, testRuns };
}
