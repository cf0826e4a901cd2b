/**
 * A write-back call on the wire, and what its answer says of each record. Source: REST API Developer Guide,
 * "Composite", "Upsert Records Using sObject Collections", "sObject Rows by External ID". The composite answers 200
 * whatever became of its parts; `success` tells, never the presence of an id.
 */
import { z } from 'zod';
import { SALESFORCE_OBJECTS } from '../../../canonical/salesforce-objects.ts';
import type { FieldValue } from '../../../canonical/salesforce-objects.ts';
import type { DirtyRecord } from '../../engine/ledger.ts';
import { classify } from '../failure.ts';
import type { SalesforceFailure } from '../failure.ts';
import { failureOf } from '../rest-client.ts';
import type { WriteGroup } from './write-plan.ts';

/** What became of a record. `whole` says what failed as one, its collection or all of the call, so that the fault may be a neighbour's. */
export type RecordOutcome = {
  readonly record: DirtyRecord;
  readonly failure?: SalesforceFailure;
  readonly fields?: readonly string[];
  readonly whole?: 'COLLECTION' | 'CALL';
};

export type GroupOutcomes = { readonly group: WriteGroup; readonly outcomes: readonly RecordOutcome[] };

type Subrequest = { readonly method: 'PATCH'; readonly url: string; readonly referenceId: string; readonly body: unknown };

/** In a Composite request `@{…}` stands for a value of an earlier answer, in any text and beyond escaping: somebody's words must not. */
function verbatim(text: string): string {
  return text.includes('@{') ? text.replaceAll('@{', '@ {') : text;
}

function valueOf(value: FieldValue): FieldValue {
  if (typeof value === 'string') return verbatim(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, key]) => [name, verbatim(key)]));
}

/** What a record is to hold, with the time of the send on the objects that show it to agents. */
function valuesOf({ object, fields }: DirtyRecord, sentAt: string): Readonly<Record<string, unknown>> {
  const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, valueOf(value)]));
  return 'Last_Synced_At__c' in SALESFORCE_OBJECTS[object].fields ? { ...values, Last_Synced_At__c: sentAt } : values;
}

/** A single record's external id is in its address and must not be in its body; in a collection it must be. */
function subrequest(group: WriteGroup, index: number, sentAt: string, versioned: (path: string) => string): Subrequest {
  const { object, records } = group;
  const { externalId: keyField } = SALESFORCE_OBJECTS[object];
  const referenceId = `part${index}`;
  const [only] = records;
  if (records.length === 1 && only) {
    const { [keyField]: _key, ...body } = valuesOf(only, sentAt);
    const key = encodeURIComponent(verbatim(only.externalId));
    return { method: 'PATCH', url: versioned(`/sobjects/${object}/${keyField}/${key}`), referenceId, body };
  }
  const body = {
    allOrNone: false,
    records: records.map((record) => ({
      attributes: { type: object },
      ...valuesOf(record, sentAt),
      [keyField]: verbatim(record.externalId),
    })),
  };
  return { method: 'PATCH', url: versioned(`/composite/sobjects/${object}/${keyField}`), referenceId, body };
}

/** The body of the Composite request. Relations name their parents by external id, so no record id is ever needed. */
export function compositeBody(groups: readonly WriteGroup[], sentAtMs: number, versioned: (path: string) => string): unknown {
  const sentAt = new Date(sentAtMs).toISOString();
  return { allOrNone: false, compositeRequest: groups.map((group, index) => subrequest(group, index, sentAt, versioned)) };
}

const Composite = z.object({ compositeResponse: z.array(z.object({ httpStatusCode: z.number(), body: z.unknown() })) });

const RecordResult = z.object({
  success: z.boolean(),
  errors: z
    .array(z.object({ statusCode: z.string(), message: z.string().default(''), fields: z.array(z.string()).default([]) }))
    .default([]),
});

const UNEXPECTED: SalesforceFailure = { class: 'TRANSIENT', code: 'UNEXPECTED_ANSWER', message: 'the answer does not fit the request' };

function ofResult(record: DirtyRecord, result: z.infer<typeof RecordResult>): RecordOutcome {
  if (result.success) return { record };
  const [error] = result.errors;
  if (!error) return { record, failure: UNEXPECTED };
  const { statusCode: code, message, fields } = error;
  return { record, fields, failure: { class: classify(code, message), code, message } };
}

const ErrorFields = z.array(z.object({ fields: z.array(z.string()).optional() })).min(1);

function ofGroup({ records }: WriteGroup, answer: { httpStatusCode: number; body?: unknown } | undefined): RecordOutcome[] {
  if (!answer) return records.map((record) => ({ record, failure: UNEXPECTED }));
  if (answer.httpStatusCode >= 300) {
    const failure = failureOf(answer.httpStatusCode, answer.body);
    const fields = ErrorFields.safeParse(answer.body).data?.[0]?.fields ?? [];
    return records.map((record) => ({ record, failure, fields, ...(records.length > 1 && { whole: 'COLLECTION' as const }) }));
  }
  if (records.length === 1) return records.map((record) => ({ record }));
  const results = z.array(RecordResult).length(records.length).safeParse(answer.body).data;
  return records.map((record, index) => {
    const result = results?.[index];
    return result ? ofResult(record, result) : { record, failure: UNEXPECTED };
  });
}

/** What became of the records of each group. */
export function readComposite(groups: readonly WriteGroup[], body: unknown): GroupOutcomes[] {
  const answers = Composite.safeParse(body).data?.compositeResponse ?? [];
  return groups.map((group, index) => ({ group, outcomes: ofGroup(group, answers[index]) }));
}

/** What became of the records of a call that was refused before any of its parts was looked at. */
export function readRefusal(groups: readonly WriteGroup[], failure: SalesforceFailure): GroupOutcomes[] {
  const isShared = groups.reduce((sum, { records }) => sum + records.length, 0) > 1;
  return groups.map((group) => ({
    group,
    outcomes: group.records.map((record) => ({ record, failure, ...(isShared && { whole: 'CALL' as const }) })),
  }));
}
