/** Why tests fail, for who runs Apex that others wrote: each failed test by what it names, and what blocks most first. */
import { outsideFeature } from './outside-features.ts';
import { OTHER_TIME_ZONE, type TestOutcome } from './test-run.ts';

export type Cause = {
  /**
   * `not offered`: stopped at a feature this runtime does not set out to have. `set-up`: asked for records that other orgs have.
   * `missing`: stopped at something else that is not supported, by its name. `unknown`: names nothing.
   */
  readonly kind: 'not offered' | 'set-up' | 'missing' | 'unknown';
  /** The feature, the records or what is missing. */
  readonly what?: string;
};

export type FailureReason = {
  readonly reason: string;
  readonly tests: number;
  /** `Class.method` of one of them. */
  readonly example: string;
  readonly cause: Cause;
};

export type TestSummary = {
  readonly classes: number;
  readonly tests: number;
  /** Those that pass, and those that need neither what is not offered here nor how another org is set up. */
  readonly eligible: number;
  readonly passed: number;
  readonly failed: number;
  /** Failed tests by the kind of their cause. */
  readonly causes: Readonly<Record<Cause['kind'], number>>;
  readonly reasons: readonly FailureReason[];
};

/** What stops the test by name comes first; then what it met before it failed. */
function causeOf(outcome: TestOutcome): Cause {
  const reason = reasonOf(outcome);
  const feature = outsideFeature(reason);
  if (feature !== undefined) return { kind: 'not offered', what: feature };
  const [, named] = /^(?:\S+: )?not supported: (.+)$/.exec(reason) ?? [];
  if (named !== undefined) return { kind: 'missing', what: named };
  const [, column, object] = MISSING_COLUMN.exec(outcome.message ?? '') ?? [];
  if (column !== undefined && object !== undefined) return ofField(`${object}.${column}`);
  return causeMet(outcome.met ?? []);
}

function causeMet(met: readonly string[]): Cause {
  if (met.includes(OTHER_TIME_ZONE)) return { kind: 'set-up', what: OTHER_TIME_ZONE };
  const flow = met.find((each) => each.startsWith('flow '));
  if (flow !== undefined) return { kind: 'not offered', what: flow };
  const [missing] = met.flatMap((each) => (each.startsWith('missing: ') ? [each.slice('missing: '.length)] : []));
  if (missing !== undefined) return { kind: 'missing', what: missing };
  return met[0] === undefined ? { kind: 'unknown' } : { kind: 'set-up', what: met[0] };
}

/** The org's own words for a field that it does not have. */
const MISSING_COLUMN = /No such column '([\w.]+)' on (?:entity|sobject of type|sobject) '?(\w+)'?/;

function ofField(field: string): Cause {
  const feature = outsideFeature(`not supported: ${field}`);
  return feature === undefined ? { kind: 'missing', what: field } : { kind: 'not offered', what: feature };
}

export function summarize(outcomes: readonly TestOutcome[]): TestSummary {
  const failed = outcomes.filter((outcome) => !outcome.passed).map((outcome) => ({ outcome, cause: causeOf(outcome) }));
  const groups = Map.groupBy(failed, ({ outcome, cause }) => `${reasonOf(outcome)}\n${cause.kind} ${cause.what ?? ''}`);
  const reasons = [...groups.values()].flatMap(([first, ...others]): FailureReason[] => {
    if (first === undefined) return [];
    const { outcome, cause } = first;
    return [{ reason: reasonOf(outcome), tests: 1 + others.length, example: `${outcome.className}.${outcome.method}`, cause }];
  });
  const count = (kind: Cause['kind']): number => failed.filter(({ cause }) => cause.kind === kind).length;
  const causes = {
    'not offered': count('not offered'),
    'set-up': count('set-up'),
    missing: count('missing'),
    unknown: count('unknown'),
  };
  return {
    classes: new Set(outcomes.map(({ className }) => className)).size,
    tests: outcomes.length,
    eligible: outcomes.length - causes['not offered'] - causes['set-up'],
    passed: outcomes.length - failed.length,
    failed: failed.length,
    causes,
    reasons: reasons.toSorted((a, b) => b.tests - a.tests),
  };
}

/** The first line, without the place where a missing part is used. */
function reasonOf({ message = '' }: TestOutcome): string {
  const [first = ''] = message.split('\n');
  return first.startsWith('not supported: ') ? first.replace(/ at \S.*:\d+:\d+$/, '') : first;
}

/** `leftOut` names what of the sources the org cannot honour. */
export function summaryText(summary: TestSummary, leftOut: readonly string[]): string {
  const { classes, tests, eligible, passed, failed, causes, reasons } = summary;
  return [
    ...leftOut.map((problem) => `left out: ${problem}`),
    ...reasons.map(({ reason, tests: count, example, cause }) => `${count} × ${reason} (${told(cause)}${example})`),
    `${classes} classes, ${tests} tests: ${passed} passed, ${failed} failed; ${eligible} need only what is offered here, ${causes.unknown} failures name nothing`,
  ].join('\n');
}

const told = ({ kind, what }: Cause): string => (kind === 'not offered' || kind === 'set-up' ? `${kind}: ${what ?? ''}: ` : '');
