/** Runs the package's Apex tests. Source: Apex Developer Guide, "Testing Apex". */
import type { Actor } from '../../storage/actor.ts';
import type { Database } from '../../storage/database.ts';
import { typeNameOf } from '../library/exceptions.ts';
import { ApexThrow, UnsupportedApex } from '../run/exceptions.ts';
import { makeExecution, type Execution } from '../run/execution.ts';
import type { ClassInfo, MethodInfo } from '../types/class-info.ts';
import type { ApexHost } from './host.ts';

export type TestOutcome = {
  readonly className: string;
  readonly method: string;
  readonly passed: boolean;
  readonly message: string | undefined;
  readonly stack: string | undefined;
  readonly milliseconds: number;
  /** What of a failed test stands for nothing here: `flow F of Case`, `records of Profile in the org`, `a user whose time zone is not GMT`. */
  readonly met?: readonly string[];
};

export type TestRunOptions = {
  readonly host: ApexHost;
  readonly database: Database;
  /** Whom tests run as: an administrator. */
  readonly actor: Actor;
  /** Only this class, whatever its case. */
  readonly className?: string | undefined;
  readonly clock: () => number;
  /** What is no exception of Apex fails the test alone, not the run. */
  readonly isolate?: boolean;
};

export type ApexTest = { readonly info: ClassInfo; readonly method: MethodInfo };

/** The tests of the class, whatever its case, or of all. */
export function findApexTests({ apex }: ApexHost, className?: string): ApexTest[] {
  const wanted = className?.toLowerCase();
  return [...apex.classes.values()]
    .filter((info) => info.inTest && (wanted === undefined || info.name.toLowerCase() === wanted))
    .flatMap((info) => testsOf(info).map((method) => ({ info, method })));
}

export function runApexTests(options: TestRunOptions): TestOutcome[] {
  return findApexTests(options.host, options.className).map((test) => {
    const outcome = runApexTest(options, test);
    return options.isolate === true ? triedElsewhere(options, test, outcome) : outcome;
  });
}

/** What a test relies on that passes for a user of another time zone and fails again for its own. */
export const OTHER_TIME_ZONE = 'a user whose time zone is not GMT';

/** That of many orgs in which public packages are tested. */
const ELSEWHERE = 'America/Los_Angeles';

function triedElsewhere(options: TestRunOptions, test: ApexTest, outcome: TestOutcome): TestOutcome {
  if (outcome.passed || outcome.message?.startsWith('not supported: ') === true) return outcome;
  const passes = (timeZone?: string): boolean => runApexTest({ ...options, timeZone }, test).passed;
  return passes(ELSEWHERE) && !passes() ? { ...outcome, met: [OTHER_TIME_ZONE, ...(outcome.met ?? [])] } : outcome;
}

const annotated = (info: ClassInfo, annotation: string): MethodInfo[] =>
  [...info.methods.values()]
    .flat()
    .filter((method) => method.declaration?.modifiers.annotations.some(({ name }) => name === annotation) === true);

function testsOf(info: ClassInfo): MethodInfo[] {
  const old = [...info.methods.values()].flat().filter((method) => method.declaration?.modifiers.words.includes('testmethod') === true);
  return [...annotated(info, 'istest'), ...old];
}

/** Leaves the transaction and takes all of it back. */
class Rollback extends Error {}

type SingleRun = Omit<TestRunOptions, 'className'> & {
  /** Of the user, in place of the user's own. */
  readonly timeZone?: string | undefined;
};

/** In a transaction of its own, which is rolled back. */
export function runApexTest(options: SingleRun, { info, method }: ApexTest): TestOutcome {
  const { host, database, actor, clock, isolate = false, timeZone } = options;
  const started = clock();
  let failure: unknown;
  host.runtime.met.take();
  try {
    database.transact(actor, (transaction) => {
      const users = database.table('User');
      if (timeZone !== undefined) transaction.write(users, { ...users.get(actor.userId), TimeZoneSidKey: timeZone });
      host.binding.on(transaction, () => {
        const execution = (): Execution => makeExecution(host.binding.userOf(actor.userId), { test: true });
        try {
          for (const setup of annotated(info, 'testsetup')) host.runtime.within(execution(), () => callStatic(host, info, setup));
          host.runtime.within(execution(), () => callStatic(host, info, method));
        } catch (error) {
          failure = error;
        }
      });
      host.jobs.forget();
      host.events.forget();
      host.caches.forget();
      host.mocks.clear();
      throw new Rollback();
    });
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
  }
  const met = host.runtime.met.take();
  if (failure !== undefined && !isolate && !(failure instanceof ApexThrow)) throw failure as Error;
  return {
    className: info.name,
    method: method.name,
    passed: failure === undefined,
    ...toldOf(failure),
    milliseconds: clock() - started,
    ...(failure === undefined || met.length === 0 ? {} : { met }),
  };
}

/** What is no exception of Apex is a gap or a bug of the org, and says so. */
function toldOf(failure: unknown): Pick<TestOutcome, 'message' | 'stack'> {
  if (failure === undefined) return { message: undefined, stack: undefined };
  if (failure instanceof UnsupportedApex) return { message: failure.message, stack: undefined };
  if (!(failure instanceof ApexThrow)) {
    const { message, stack } = failure as Error;
    return { message: `bug of the org: ${message}`, stack };
  }
  const { exception } = failure;
  return { message: `${typeNameOf(exception)}: ${exception.message ?? ''}`, stack: exception.stack };
}

function callStatic(host: ApexHost, info: ClassInfo, method: MethodInfo): void {
  host.apex.statics(info, method.slot)?.();
}
