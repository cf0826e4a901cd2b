/** Why tests fail, for who runs Apex that others wrote: what blocks most comes first. */
import { outsideFeature } from './outside-features.ts';
import type { TestOutcome } from './test-run.ts';

export type FailureReason = {
  readonly reason: string;
  readonly tests: number;
  /** `Class.method` of one of them. */
  readonly example: string;
  /** What it is that is not offered here; absent for a gap or a mistake of the org. */
  readonly outside?: string;
};

export type TestSummary = {
  readonly classes: number;
  readonly tests: number;
  /** Those that pass, and those that do not stop at something that is not offered here. */
  readonly eligible: number;
  readonly passed: number;
  readonly failed: number;
  readonly reasons: readonly FailureReason[];
};

export function summarize(outcomes: readonly TestOutcome[]): TestSummary {
  const failed = outcomes.filter((outcome) => !outcome.passed);
  const groups = Map.groupBy(failed, reasonOf);
  const reasons = [...groups].map(([reason, tests]): FailureReason => {
    const outside = outsideFeature(reason);
    return { reason, tests: tests.length, example: nameOf(tests[0]), ...(outside === undefined ? {} : { outside }) };
  });
  const stopped = reasons.filter(({ outside }) => outside !== undefined).reduce((total, { tests }) => total + tests, 0);
  return {
    classes: new Set(outcomes.map(({ className }) => className)).size,
    tests: outcomes.length,
    eligible: outcomes.length - stopped,
    passed: outcomes.length - failed.length,
    failed: failed.length,
    reasons: reasons.toSorted((a, b) => b.tests - a.tests),
  };
}

const nameOf = (outcome: TestOutcome | undefined): string => (outcome === undefined ? '' : `${outcome.className}.${outcome.method}`);

/** The first line, without the place where a missing part is used. */
function reasonOf({ message = '' }: TestOutcome): string {
  const [first = ''] = message.split('\n');
  return first.startsWith('not supported: ') ? first.replace(/ at \S.*:\d+:\d+$/, '') : first;
}

/** `leftOut` names what of the sources the org cannot honour. */
export function summaryText({ classes, tests, eligible, passed, failed, reasons }: TestSummary, leftOut: readonly string[]): string {
  return [
    ...leftOut.map((problem) => `left out: ${problem}`),
    ...reasons.map(
      ({ reason, tests: count, example, outside }) => `${count} × ${reason} (${outside === undefined ? '' : `${outside}: `}${example})`,
    ),
    `${classes} classes, ${tests} tests: ${passed} passed, ${failed} failed; ${eligible} need only what is offered here`,
  ].join('\n');
}
