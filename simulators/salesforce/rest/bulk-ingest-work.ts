/**
 * The work of an ingest job after its upload is closed: 200 rows a transaction, off the caller's request. Data no row of which can be read fails the
 * job as a whole. Source: Bulk API 2.0 guide, "Ingest Jobs"; texts as seen in the field.
 */
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Transaction } from '../storage/database.ts';
import { DML_ERRORS } from '../storage/dml-error.ts';
import type { SaveResult, Verbs } from '../storage/dml.ts';
import { textOf } from '../storage/json-text.ts';
import type { BulkData, BulkRow, CsvFormat, RowOutcome } from './bulk-rows.ts';
import { removeIds } from './removals.ts';

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';

export type IngestTask = {
  readonly spec: CsvFormat & { readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete' };
  readonly object: OrgObject;
  readonly key: OrgField | undefined;
  state: JobState;
  errorMessage: string | null;
  data: BulkData;
  readonly outcomes: RowOutcome[];
};

export type Worker = {
  readonly dml: Verbs;
  /** What the job's user knows of. */
  readonly metadata: OrgMetadata;
  readonly transact: (run: (transaction: Transaction) => SaveResult[]) => SaveResult[];
};

/** Sets the job's state as the work goes on, and stops where it finds the job aborted. */
export function beginWork(task: IngestTask, worker: Worker): void {
  setImmediate(() => {
    if (task.state === 'Aborted') return;
    const fault = faultOf(task, worker.metadata);
    if (fault === undefined) goOn(task, worker);
    else fail(task, fault);
  });
}

function fail(task: IngestTask, errorMessage: string): void {
  Object.assign(task, { state: 'Failed', errorMessage });
}

function faultOf({ object, data, spec }: IngestTask, metadata: OrgMetadata): string | undefined {
  if (data.lineEnding !== undefined && data.lineEnding !== spec.lineEnding)
    return `InvalidBatch : LineEnding is invalid on user data. Current LineEnding setting is ${spec.lineEnding}`;
  const unknown = data.columns.find((column) => !isColumn(metadata, object, column));
  return unknown === undefined ? undefined : `InvalidBatch : Field name not found : ${unknown}`;
}

/** `Amount__c`, or `Order__r.Key__c` for a parent by its key. */
function isColumn(metadata: OrgMetadata, object: OrgObject, column: string): boolean {
  const [name = '', key, ...rest] = column.split('.');
  if (key === undefined) return metadata.field(object, name) !== undefined;
  const reference = object.fields.find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
  const parents = (reference?.referenceTo ?? []).flatMap((parent) => metadata.object(parent) ?? []);
  return rest.length === 0 && parents.some((parent) => metadata.field(parent, key) !== undefined);
}

const ROWS_PER_TRANSACTION = 200;

/** One transaction, then a breath, so that other callers are served between. What the org cannot do ends the job, not the org. */
function goOn(task: IngestTask, worker: Worker): void {
  if (task.state === 'Aborted') return;
  const done = task.outcomes.length;
  const rows = task.data.rows.slice(done, done + ROWS_PER_TRANSACTION);
  task.state = rows.length === 0 ? 'JobComplete' : 'InProgress';
  if (rows.length === 0) return;
  try {
    const results = worker.transact((transaction) => save(worker.dml, transaction, task, rows));
    for (const [index, result] of results.entries()) task.outcomes.push({ row: rows[index] ?? NO_ROW, result });
    setImmediate(() => goOn(task, worker));
  } catch (error) {
    fail(task, `InternalServerError : ${String(error)}`);
  }
}

const NO_ROW: BulkRow = { cells: {}, input: {} };

function save(dml: Verbs, transaction: Transaction, { object, key, spec }: IngestTask, rows: readonly BulkRow[]): SaveResult[] {
  const inputs = rows.map((row) => row.input);
  if (spec.operation === 'insert') return dml.insert(transaction, object, inputs);
  if (spec.operation === 'update') return dml.update(transaction, object, inputs);
  if (spec.operation === 'upsert' && key !== undefined) return dml.upsert(transaction, { object, key }, inputs);
  const ids = inputs.map((input) => textOf(input['Id']));
  const results = removeIds(dml, transaction, ids, (id) =>
    id.startsWith(object.keyPrefix) ? undefined : DML_ERRORS.invalidCrossReference(),
  );
  const removed = results.flatMap(({ success, id }) => (success && id !== null ? [id] : []));
  if (spec.operation === 'hardDelete') dml.purge(transaction, removed);
  return results;
}
