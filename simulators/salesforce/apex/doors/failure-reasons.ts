/** Why tests fail, for who runs Apex that others wrote: what blocks most comes first. */
import type { TestOutcome } from './test-run.ts';

export type FailureReason = {
  readonly reason: string;
  readonly tests: number;
  /** `Class.method` of one of them. */
  readonly example: string;
};

export type TestSummary = {
  readonly classes: number;
  readonly tests: number;
  readonly passed: number;
  readonly failed: number;
  readonly reasons: readonly FailureReason[];
};

export function summarize(outcomes: readonly TestOutcome[]): TestSummary {
  const failed = outcomes.filter((outcome) => !outcome.passed);
  const groups = Map.groupBy(failed, reasonOf);
  const reasons = [...groups].map(([reason, tests]) => ({ reason, tests: tests.length, example: nameOf(tests[0]) }));
  return {
    classes: new Set(outcomes.map(({ className }) => className)).size,
    tests: outcomes.length,
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
export function summaryText({ classes, tests, passed, failed, reasons }: TestSummary, leftOut: readonly string[]): string {
  return [
    ...leftOut.map((problem) => `left out: ${problem}`),
    ...reasons.map(({ reason, tests: count, example }) => `${count} × ${reason} (${example})`),
    `${classes} classes, ${tests} tests: ${passed} passed, ${failed} failed`,
  ].join('\n');
}
