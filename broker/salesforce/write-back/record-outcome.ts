/** From what Salesforce said of a record to what the ledger notes of it. */
import { SALESFORCE_OBJECTS } from '../../../canonical/salesforce-objects.ts';
import type { FieldValue } from '../../../canonical/salesforce-objects.ts';
import type { Random } from '../../engine/clock.ts';
import type { DirtyRecord, RecordSettlement } from '../../engine/ledger.ts';
import { backoffMs } from '../backoff.ts';
import type { BackoffPolicy } from '../backoff.ts';
import type { FailureClass, SalesforceFailure } from '../failure.ts';
import type { RecordOutcome } from './composite-request.ts';

type Rule = { readonly wait: BackoffPolicy; readonly tries: number };

const FOR_EVER = Number.POSITIVE_INFINITY;

/** How a record is tried again, and how often before a person is asked. Failures missing here are final at once. */
const RULES: Readonly<Partial<Record<FailureClass, Rule>>> = {
  LOCKED: { wait: { baseMs: 300, capMs: 60_000 }, tries: FOR_EVER },
  BUSY: { wait: { baseMs: 2_000, capMs: 60_000 }, tries: FOR_EVER },
  SESSION: { wait: { baseMs: 1_000, capMs: 60_000 }, tries: FOR_EVER },
  QUOTA: { wait: { baseMs: 300_000, capMs: 900_000 }, tries: FOR_EVER },
  CONFIG: { wait: { baseMs: 60_000, capMs: 900_000 }, tries: FOR_EVER },
  ROLLED_BACK: { wait: { baseMs: 300, capMs: 60_000 }, tries: FOR_EVER },
  TRANSIENT: { wait: { baseMs: 1_000, capMs: 300_000 }, tries: 10 },
  // Its parent may be on its way, or made by another path and not seen yet.
  REFERENCE: { wait: { baseMs: 2_000, capMs: 30_000 }, tries: 3 },
};

/** Nobody knows yet whose fault it was. */
const SHARED: Rule = { wait: { baseMs: 2_000, capMs: 60_000 }, tries: 3 };

const PARENT_FAILED: Rule = { wait: { baseMs: 1_000, capMs: 300_000 }, tries: FOR_EVER };

/** Codes whose messages speak of rules and words, never of a customer. */
const TELLING: ReadonlySet<string> = new Set([
  'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
  'INVALID_FIELD',
  'REQUIRED_FIELD_MISSING',
  'INVALID_CROSS_REFERENCE_KEY',
]);

/** What people may read of a refusal: the platform quotes values in many messages, and they can be personal. */
function detailOf({ failure, fields = [] }: RecordOutcome): string {
  const where = fields.length > 0 ? `fields ${fields.join(', ')}` : '';
  const words = failure && TELLING.has(failure.code) ? failure.message : '';
  return [words, where].filter(Boolean).join('; ').slice(0, 255);
}

function isRelation(value: FieldValue): value is Exclude<FieldValue, string | number | boolean | null> {
  return typeof value === 'object' && value !== null;
}

/** External ids of the parents a record names. */
function parentsOf({ fields }: DirtyRecord): string[] {
  return Object.values(fields)
    .filter(isRelation)
    .flatMap((relation) => Object.values(relation));
}

function ruleOf({ class: kind }: SalesforceFailure, { whole }: RecordOutcome): Rule | undefined {
  return RULES[kind] ?? (whole && SHARED);
}

export type SettleContext = { readonly now: number; readonly random: Random };

function settlement(outcome: RecordOutcome, retryAt: number | undefined, { now, random }: SettleContext): RecordSettlement {
  const { record, failure } = outcome;
  const { aggregateId, object, externalId, version, attempts } = record;
  const id = { aggregateId, object, externalId, version };
  if (!failure) return { ...id, result: 'ACCEPTED' };
  const rule = retryAt === undefined ? ruleOf(failure, outcome) : PARENT_FAILED;
  const told = { code: failure.code, detail: detailOf(outcome) };
  if (!rule || attempts >= rule.tries) return { ...id, result: 'REFUSED', ...told };
  const dueAt = retryAt || now + backoffMs(rule.wait, attempts + 1, random);
  return { ...id, result: 'RETRY', dueAt, ...told };
}

function byRank(a: RecordOutcome, b: RecordOutcome): number {
  return SALESFORCE_OBJECTS[a.record.object].rank - SALESFORCE_OBJECTS[b.record.object].rank;
}

/**
 * Settles the outcomes of one call, parents first. A child that failed beside its parent is no fault of its own: it
 * comes again together with it.
 */
export function settle(outcomes: readonly RecordOutcome[], context: SettleContext): RecordSettlement[] {
  const failedUntil = new Map<string, number>();
  return [...outcomes].sort(byRank).map((outcome) => {
    const parents = parentsOf(outcome.record).flatMap((parent) => failedUntil.get(`${outcome.record.aggregateId}\n${parent}`) ?? []);
    const result = settlement(outcome, parents.length > 0 ? Math.max(...parents) : undefined, context);
    if (result.result !== 'ACCEPTED') failedUntil.set(`${outcome.record.aggregateId}\n${outcome.record.externalId}`, result.dueAt ?? 0);
    return result;
  });
}
