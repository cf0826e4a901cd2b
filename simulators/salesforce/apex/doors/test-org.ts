/** An org of its own for Apex tests: the sources deployed into it, an administrator to run them, nobody else's records. */
import { makeOrgCore, type OrgCore } from '../../org-core.ts';
import { makeOrgClock } from '../../clock.ts';
import { PROFILES } from '../../security/profiles.ts';
import type { LeaveOut } from '../../metadata/load-metadata.ts';
import type { SourceReaders } from '../../source-readers.ts';
import type { ApexHost } from './host.ts';
import { runApexTests, type TestOutcome } from './test-run.ts';

export type ApexTestOrgOptions = {
  /** SFDX source folders. */
  readonly sources: readonly string[];
  readonly now: () => number;
  readonly uuid: () => string;
  readonly random: () => number;
  readonly readers?: SourceReaders;
  /** As in `OrgCoreOptions`: what the org cannot honour is left out. */
  readonly leaveOut?: LeaveOut;
};

export type ApexTestOrg = { readonly core: OrgCore; readonly host: ApexHost; readonly run: (className?: string) => TestOutcome[] };

const ADMINISTRATOR = 'administrator@apex-tests.example';

/** Throws `ApexCompileError` for Apex the org cannot run, unless it may be left out. */
export function makeApexTestOrg({ sources, now, uuid, random, readers, leaveOut }: ApexTestOrgOptions): ApexTestOrg {
  const clock = makeOrgClock(now);
  const core = makeOrgCore({
    sources,
    clock,
    timers: { now: clock.now, after: () => () => undefined },
    uuid,
    random,
    apexTests: true,
    secret: uuid,
    dailyCalls: Number.MAX_SAFE_INTEGER,
    sessionIdleMs: Number.MAX_SAFE_INTEGER,
    organizationType: 'Enterprise Edition',
    users: [{ username: ADMINISTRATOR, lastName: 'Administrator', permissionSets: [], profile: PROFILES.administrator }],
    ...(readers === undefined ? {} : { readers }),
    ...(leaveOut === undefined ? {} : { leaveOut }),
  });
  const host = core.apex;
  const actor = { userId: String(core.directory.byUsername(ADMINISTRATOR)?.['Id']), permissions: new Set<string>(), changeOrigin: '' };
  return {
    core,
    host,
    run: (className) => runApexTests({ host, actor, className, database: core.database, clock: now, isolate: leaveOut !== undefined }),
  };
}
