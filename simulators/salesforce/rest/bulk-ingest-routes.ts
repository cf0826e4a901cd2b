/** Bulk API 2.0 ingest jobs. Work is done after the upload is closed, 200 rows a transaction, off the caller's request. Source: Bulk API 2.0 guide. */
import { z } from 'zod';
import type { OrgField, OrgObject } from '../metadata/model.ts';
import type { Transaction } from '../storage/database.ts';
import { DML_ERRORS } from '../storage/dml-error.ts';
import type { SaveResult, Verbs } from '../storage/dml.ts';
import { toDatetime } from '../storage/instants.ts';
import { textOf } from '../storage/json-text.ts';
import { makeIdSource, normalizeId } from '../storage/record-id.ts';
import type { ApiCall, ApiReply, Route } from './api-call.ts';
import { API_ERRORS } from './errors.ts';
import {
  failureCsv,
  readRows,
  successCsv,
  writeCsv,
  DELIMITERS,
  type BulkData,
  type BulkRow,
  type CsvFormat,
  type RowOutcome,
} from './bulk-rows.ts';
import type { RestServices } from './services.ts';

const jobSchema = z.object({
  object: z.string(),
  operation: z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete']),
  externalIdFieldName: z.string().optional(),
  columnDelimiter: z.enum(Object.keys(DELIMITERS) as [keyof typeof DELIMITERS]).default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
  contentType: z.literal('CSV').default('CSV'),
});

type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';

type IngestJob = {
  readonly id: string;
  readonly spec: z.infer<typeof jobSchema>;
  readonly object: OrgObject;
  readonly key: OrgField | undefined;
  readonly createdAt: number;
  readonly userId: string;
  readonly version: string;
  state: JobState;
  errorMessage: string | null;
  data: BulkData;
  readonly outcomes: RowOutcome[];
};

const EMPTY: BulkData = { columns: [], rows: [] };
const ROWS_PER_TRANSACTION = 200;

export function bulkIngestRoutes(services: RestServices): Route[] {
  const jobs = new Map<string, IngestJob>();
  const ids = makeIdSource();
  const find = (call: ApiCall, id: string | undefined): IngestJob => {
    const job = jobs.get(normalizeId(id ?? '') ?? '');
    if (job?.userId !== call.user.userId) throw API_ERRORS.notFound();
    return job;
  };
  const create = (call: ApiCall): ApiReply => {
    const job = openJob(services, call, ids('750'));
    jobs.set(job.id, job);
    return { status: 200, body: jobBody(job) };
  };
  const csv = (body: string): ApiReply => ({ status: 200, body, contentType: 'text/csv' });
  return [
    { method: 'POST', pattern: 'jobs/ingest', handle: create },
    {
      method: 'GET',
      pattern: 'jobs/ingest',
      handle: () => ({ status: 200, body: { done: true, records: [...jobs.values()].map(jobBody), nextRecordsUrl: null } }),
    },
    { method: 'GET', pattern: 'jobs/ingest/:id', handle: (call, { id }) => ({ status: 200, body: jobBody(find(call, id)) }) },
    { method: 'PUT', pattern: 'jobs/ingest/:id/batches', handle: (call, { id }) => upload(find(call, id), call) },
    { method: 'PATCH', pattern: 'jobs/ingest/:id', handle: (call, { id }) => changeState(services, call, find(call, id)) },
    { method: 'DELETE', pattern: 'jobs/ingest/:id', handle: (call, { id }) => (jobs.delete(find(call, id).id), { status: 204 }) },
    { method: 'GET', pattern: 'jobs/ingest/:id/successfulResults', handle: (call, { id }) => csv(resultsCsv(find(call, id), true)) },
    { method: 'GET', pattern: 'jobs/ingest/:id/failedResults', handle: (call, { id }) => csv(resultsCsv(find(call, id), false)) },
    { method: 'GET', pattern: 'jobs/ingest/:id/unprocessedrecords', handle: (call, { id }) => csv(unprocessedCsv(find(call, id))) },
  ];
}

function openJob(services: RestServices, call: ApiCall, id: string): IngestJob {
  const parsed = jobSchema.safeParse(call.body);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  const spec = parsed.data;
  const object = call.user.metadata.object(spec.object);
  if (object === undefined) throw API_ERRORS.invalidJob('INVALIDENTITY', `Unable to find object: ${spec.object}`);
  const key = spec.externalIdFieldName === undefined ? undefined : call.user.metadata.field(object, spec.externalIdFieldName);
  if (spec.operation === 'upsert' && (key === undefined || !(key.externalId || key.kind === 'id'))) {
    throw API_ERRORS.invalidJob(
      'INVALIDJOB',
      `Field name provided, ${spec.externalIdFieldName ?? ''} is not an External ID or indexed field for ${object.name}`,
    );
  }
  const { version, session } = call;
  return {
    id,
    spec,
    object,
    key,
    createdAt: services.clock.now(),
    userId: session.userId,
    version,
    state: 'Open',
    errorMessage: null,
    data: EMPTY,
    outcomes: [],
  };
}

function upload(job: IngestJob, call: ApiCall): ApiReply {
  if (job.state !== 'Open')
    throw API_ERRORS.invalidJob('INVALIDJOBSTATE', `Data can only be uploaded to an open job, this one is ${job.state}`);
  if (job.data.rows.length > 0) throw API_ERRORS.invalidJob('INVALIDJOBSTATE', 'Found multiple contents for job');
  try {
    job.data = readRows(textOf(call.body), job.spec);
  } catch (error) {
    throw API_ERRORS.invalidJob('INVALIDBATCH', `InvalidBatch : Failed to parse CSV: ${String(error)}`);
  }
  return { status: 201 };
}

const stateSchema = z.object({ state: z.enum(['UploadComplete', 'Aborted']) });

function changeState(services: RestServices, call: ApiCall, job: IngestJob): ApiReply {
  const parsed = stateSchema.safeParse(call.body);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  if (job.state !== 'Open') throw API_ERRORS.invalidJob('INVALIDJOBSTATE', `Job is ${job.state} and cannot become ${parsed.data.state}`);
  job.state = parsed.data.state;
  const { userId, permissions } = call.actor;
  // Whether the client's name reaches the origin of bulk writes is not known: here it does not.
  const actor = { userId, permissions, changeOrigin: `com/salesforce/api/bulkapi/${job.version}` };
  if (job.state === 'UploadComplete') setImmediate(() => work(job, (run) => services.database.transact(actor, run), call.user.dml));
  return { status: 200, body: jobBody(job) };
}

type Transact = (run: (transaction: Transaction) => SaveResult[]) => SaveResult[];

/** One transaction, then a breath, so that other callers are served between. */
function work(job: IngestJob, transact: Transact, dml: Verbs): void {
  const done = job.outcomes.length;
  const rows = job.data.rows.slice(done, done + ROWS_PER_TRANSACTION);
  job.state = rows.length === 0 ? 'JobComplete' : 'InProgress';
  if (rows.length === 0) return;
  const results = transact((transaction) => save(dml, transaction, job, rows));
  for (const [index, row] of rows.entries()) {
    const result = results[index];
    if (result !== undefined) job.outcomes.push({ row, result });
  }
  setImmediate(() => work(job, transact, dml));
}

function save(dml: Verbs, transaction: Transaction, { object, key, spec }: IngestJob, rows: readonly BulkRow[]): SaveResult[] {
  const inputs = rows.map((row) => row.input);
  if (spec.operation === 'insert') return dml.insert(transaction, object, inputs);
  if (spec.operation === 'update') return dml.update(transaction, object, inputs);
  if (spec.operation === 'upsert' && key !== undefined) return dml.upsert(transaction, { object, key }, inputs);
  return inputs.map((input): SaveResult => {
    const id = normalizeId(textOf(input['Id']));
    const missing = { id: null, success: false, created: false, errors: [DML_ERRORS.idMissing()] };
    return id === undefined ? missing : (dml.delete(transaction, [id])[0] ?? missing);
  });
}

function resultsCsv(job: IngestJob, success: boolean): string {
  const outcomes = job.outcomes.filter(({ result }) => result.success === success);
  return (success ? successCsv : failureCsv)(job.data, outcomes, job.spec);
}

function unprocessedCsv({ data, outcomes, spec }: IngestJob): string {
  const format: CsvFormat = spec;
  return writeCsv(
    [data.columns, ...data.rows.slice(outcomes.length).map((row) => data.columns.map((column) => row.cells[column] ?? ''))],
    format,
  );
}

function jobBody(job: IngestJob): Record<string, unknown> {
  const { id, spec, createdAt, version, state, outcomes, errorMessage } = job;
  return {
    id,
    operation: spec.operation,
    object: job.object.name,
    createdById: job.userId,
    createdDate: toDatetime(createdAt),
    systemModstamp: toDatetime(createdAt),
    state,
    ...(spec.externalIdFieldName === undefined ? {} : { externalIdFieldName: spec.externalIdFieldName }),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(version),
    jobType: 'V2Ingest',
    ...(state === 'Open' ? { contentUrl: `services/data/v${version}/jobs/ingest/${id}/batches` } : {}),
    lineEnding: spec.lineEnding,
    columnDelimiter: spec.columnDelimiter,
    numberRecordsProcessed: outcomes.length,
    numberRecordsFailed: outcomes.filter(({ result }) => !result.success).length,
    retries: 0,
    totalProcessingTime: 0,
    apiActiveProcessingTime: 0,
    apexProcessingTime: 0,
    errorMessage,
  };
}
