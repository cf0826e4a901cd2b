/** An org of its own for Apex tests: the sources deployed into it, an administrator to run them, nobody else's records. */
import { makeOrgCore, type OrgCore } from '../../org-core.ts';
import { makeOrgClock } from '../../clock.ts';
import { PROFILES } from '../../security/profiles.ts';
import { makeQueryParser } from '../../soql/parse.ts';
import { makeIdSource } from '../../storage/record-id.ts';
import type { ApexParser } from '../syntax/syntax-cache.ts';
import { makeApexHost, type ApexHost } from './host.ts';
import { readApexSources } from './sources.ts';
import { runApexTests, type TestOutcome } from './test-run.ts';

export type ApexTestOrgOptions = {
  /** SFDX source folders. */
  readonly sources: readonly string[];
  readonly now: () => number;
  readonly uuid: () => string;
  readonly random: () => number;
  readonly parser?: ApexParser;
};

export type ApexTestOrg = { readonly core: OrgCore; readonly host: ApexHost; readonly run: (className?: string) => TestOutcome[] };

const ADMINISTRATOR = 'administrator@apex-tests.example';

/** Throws `ApexCompileError` for Apex the org cannot run. */
export function makeApexTestOrg({ sources, now, uuid, random, parser }: ApexTestOrgOptions): ApexTestOrg {
  const clock = makeOrgClock(now);
  // The org is made before the Apex that runs in it.
  const late: { triggers?: ApexHost['triggers'] } = {};
  const core = makeOrgCore({
    sources,
    clock,
    timers: { now: clock.now, after: () => () => undefined },
    uuid,
    secret: uuid,
    dailyCalls: Number.MAX_SAFE_INTEGER,
    sessionIdleMs: Number.MAX_SAFE_INTEGER,
    organizationType: 'Enterprise Edition',
    users: [{ username: ADMINISTRATOR, lastName: 'Administrator', permissionSets: [], profile: PROFILES.administrator }],
    apex: {
      beforeSave: (_, call) => late.triggers?.before(call),
      afterSave: (_, call) => late.triggers?.after(call),
      actions: new Map(),
      afterPublish: () => undefined,
    },
  });
  const host = makeApexHost({
    ...core,
    uuid,
    random,
    now: clock.now,
    parse: makeQueryParser(),
    newId: makeIdSource(),
    sources: readApexSources(sources),
    ...(parser === undefined ? {} : { parser }),
  });
  late.triggers = host.triggers;
  const actor = { userId: String(core.directory.byUsername(ADMINISTRATOR)?.['Id']), permissions: new Set<string>(), changeOrigin: '' };
  return { core, host, run: (className) => runApexTests({ host, actor, className, database: core.database, clock: now }) };
}
