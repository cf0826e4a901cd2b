/** Bulk API 2.0 ingest jobs, as callers make, feed, close and read them. Source: Bulk API 2.0 guide. */
import { z } from 'zod';
import type { OrgField, OrgObject } from '../metadata/model.ts';
import { toDatetime } from '../storage/instants.ts';
import type { ApiCall, ApiReply, Route } from './api-call.ts';
import { API_ERRORS } from './errors.ts';
import { beginWork, type IngestTask } from './bulk-ingest-work.ts';
import { makeBulkJobs } from './bulk-jobs.ts';
import { failureCsv, readRows, successCsv, writeCsv, DELIMITERS, type BulkData, type CsvFormat } from './bulk-rows.ts';
import type { RestServices } from './services.ts';

const jobSchema = z.object({
  object: z.string(),
  operation: z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete']),
  externalIdFieldName: z.string().optional(),
  columnDelimiter: z.enum(Object.keys(DELIMITERS) as [keyof typeof DELIMITERS]).default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
  contentType: z.literal('CSV').default('CSV'),
});

type IngestJob = IngestTask & {
  readonly id: string;
  readonly spec: z.infer<typeof jobSchema>;
  readonly createdAt: number;
  readonly userId: string;
  readonly version: string;
};

const EMPTY: BulkData = { columns: [], rows: [], lineEnding: undefined };

export function bulkIngestRoutes(services: RestServices): Route[] {
  const jobs = makeBulkJobs<IngestJob>(services.clock);
  const { find } = jobs;
  const create = (call: ApiCall): ApiReply => {
    const job = openJob(services, call, jobs.newId());
    jobs.add(job);
    return { status: 200, body: jobBody(job) };
  };
  const remove = (job: IngestJob): ApiReply => {
    if (job.state === 'Open' || job.state === 'InProgress')
      throw API_ERRORS.invalidJob('INVALIDJOBSTATE', `Job is ${job.state} and cannot be deleted`);
    job.state = 'Aborted';
    jobs.remove(job);
    return { status: 204 };
  };
  const csv = (body: string): ApiReply => ({ status: 200, body, contentType: 'text/csv' });
  return [
    { method: 'POST', pattern: 'jobs/ingest', handle: create },
    {
      method: 'GET',
      pattern: 'jobs/ingest',
      handle: () => ({ status: 200, body: { done: true, records: jobs.all().map(jobBody), nextRecordsUrl: null } }),
    },
    { method: 'GET', pattern: 'jobs/ingest/:id', handle: (call, { id }) => ({ status: 200, body: jobBody(find(call, id)) }) },
    { method: 'PUT', pattern: 'jobs/ingest/:id/batches', handle: (call, { id }) => upload(find(call, id), call) },
    { method: 'PATCH', pattern: 'jobs/ingest/:id', handle: (call, { id }) => changeState(services, call, find(call, id)) },
    { method: 'DELETE', pattern: 'jobs/ingest/:id', handle: (call, { id }) => remove(find(call, id)) },
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
  if (spec.operation === 'hardDelete' && !call.user.access.user('BulkApiHardDelete'))
    throw API_ERRORS.invalidJob('FEATURENOTENABLED', 'hardDelete operation requires special user profile permission');
  const key = spec.operation === 'upsert' ? keyNamed(call, object, spec.externalIdFieldName ?? '') : undefined;
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

function keyNamed({ user }: ApiCall, object: OrgObject, name: string): OrgField {
  const key = user.metadata.field(object, name);
  if (key?.externalId === true || key?.kind === 'id') return key;
  throw API_ERRORS.invalidJob('INVALIDJOB', `Field name provided, ${name} is not an External ID or indexed field for ${object.name}`);
}

function upload(job: IngestJob, call: ApiCall): ApiReply {
  if (job.state !== 'Open')
    throw API_ERRORS.invalidJob('INVALIDJOBSTATE', `Data can only be uploaded to an open job, this one is ${job.state}`);
  if (job.data.rows.length > 0) throw API_ERRORS.invalidJob('INVALIDJOBSTATE', 'Found multiple contents for job');
  if (typeof call.body !== 'string') throw API_ERRORS.unsupportedMediaType(call.headers['content-type'] ?? '');
  try {
    job.data = readRows(call.body, job.spec);
  } catch (error) {
    throw API_ERRORS.invalidJob('INVALIDBATCH', `InvalidBatch : Failed to parse CSV: ${String(error)}`);
  }
  return { status: 201 };
}

const stateSchema = z.object({ state: z.enum(['UploadComplete', 'Aborted']) });

function changeState(services: RestServices, call: ApiCall, job: IngestJob): ApiReply {
  const parsed = stateSchema.safeParse(call.body);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  const { state } = parsed.data;
  const isUnderWay = job.state === 'UploadComplete' || job.state === 'InProgress';
  if (job.state !== 'Open' && !(isUnderWay && state === 'Aborted'))
    throw API_ERRORS.invalidJob('INVALIDJOBSTATE', `Job is ${job.state} and cannot become ${state}`);
  job.state = state;
  const { user, actor } = call;
  // Whether the client's name reaches the origin of bulk writes is not known: here it does not.
  const bulk = { ...actor, changeOrigin: `com/salesforce/api/bulkapi/${job.version}` };
  if (state === 'UploadComplete') beginWork(job, { ...user, transact: (run) => services.database.transact(bulk, run) });
  return { status: 200, body: jobBody(job) };
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
