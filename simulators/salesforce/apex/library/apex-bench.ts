/** For tests of platform classes: runs Apex text in a transaction of its own, over the metadata of a small shop and without an org. */
import type { OrgMetadata } from '../../metadata/model.ts';
import { loadMetadata } from '../../metadata/load-metadata.ts';
import { accessOf } from '../../security/access.ts';
import { GRANT } from '../../metadata/grants.ts';
import type { ContextPorts } from '../context-ports.ts';
import type { OrgPort, RunningUser } from '../org-port.ts';
import { makeExecution } from '../run/execution.ts';
import { ApexThrow } from '../run/exceptions.ts';
import { makeMet } from '../run/met.ts';
import { loadApex, type ApexSource, type LoadedApex, type LoadOptions } from '../run/load.ts';

const SHOP = new URL('../../fixtures/shop', import.meta.url).pathname;

const NOW = Date.UTC(2026, 10, 21, 10, 30, 15, 250);

const USER: RunningUser = {
  id: '005000000000001AAA',
  username: 'agent@shop.example',
  firstName: 'Ada',
  lastName: 'Agent',
  email: 'agent@shop.example',
  profileId: '00e000000000001AAA',
  timeZone: 'America/Los_Angeles',
  locale: 'en_US',
  language: 'en_US',
  userType: 'Standard',
  permissions: new Set(['Ship_Orders']),
};

export type ApexBench = {
  /** The debug log's text of an expression. */
  readonly evaluate: (expression: string) => string;
  /** What a block wrote to the debug log. */
  readonly run: (code: string) => string[];
  /** `MathException: Divide by 0`: what a block throws. */
  readonly thrown: (code: string) => string;
  readonly apex: LoadedApex;
};

export type BenchOptions = {
  readonly user?: Partial<RunningUser>;
  readonly classes?: readonly string[];
  readonly host?: Partial<ContextPorts>;
  readonly test?: boolean;
};

let metadata: OrgMetadata | undefined;

export function makeApexBench({ user = {}, classes = [], host = {}, test = true }: BenchOptions = {}): ApexBench {
  metadata ??= loadMetadata([SHOP]);
  const apex = loadApex({
    org: orgWithout(metadata),
    host: hostWith(host),
    now: () => NOW,
    random: () => 0.5,
    uuid: () => '2f1c0d3e-5b6a-4c7d-8e9f-0a1b2c3d4e5f',
    sources: classes.map((text, index): ApexSource => ({ unit: `Class${index}.cls`, form: 'class', text })),
  });
  const run = (code: string): string[] => {
    const compiled = apex.anonymous(code);
    if (typeof compiled !== 'function') throw new Error(compiled.map(({ message, at }) => `${at.line}:${at.column} ${message}`).join('\n'));
    const execution = makeExecution({ ...USER, ...user }, { test });
    apex.runtime.within(execution, compiled);
    return execution.log.map((line) => line.slice(line.indexOf('|') + 1));
  };
  return {
    apex,
    run,
    evaluate: (expression) => run(`System.debug(${expression});`).join('\n'),
    thrown: (code) => {
      try {
        run(code);
      } catch (error) {
        if (error instanceof ApexThrow) return error.message;
        throw error;
      }
      return 'nothing was thrown';
    },
  };
}

/** An administrator's rights; what else a test needs of the host it brings. */
function hostWith(parts: Partial<ContextPorts>): LoadOptions['host'] {
  const usual: Partial<ContextPorts> = {
    rights: () => accessOf(new Set([GRANT.user('ModifyAllData'), GRANT.user('ViewAllData')])),
    kind: () => ({ requestId: '4abc', quiddity: 'RUNTEST_SYNC' }),
    limit: () => 100,
    met: makeMet(),
    jobs: { forbidsCallouts: () => false } as ContextPorts['jobs'],
  };
  return { ...usual, ...parts } as LoadOptions['host'];
}

function orgWithout(known: OrgMetadata): OrgPort {
  const parts: Partial<OrgPort> = { orgId: '00D000000000001EAA', metadata: known, label: () => undefined };
  return parts as OrgPort;
}
