/** Bulk API 2.0 query jobs. The last page's locator is the word `null`; without the header clients never stop. Source: Bulk API 2.0 guide. */
import { z } from 'zod';
import type { QueryOutcome } from '../soql/run-query.ts';
import { toDatetime } from '../storage/instants.ts';
import { basePath, type ApiCall, type ApiReply, type Route } from './api-call.ts';
import { makeBulkJobs } from './bulk-jobs.ts';
import { writeCsv, type CsvFormat } from './bulk-rows.ts';
import { API_ERRORS } from './errors.ts';
import { runOrFault } from './query-routes.ts';
import { isObject } from './record-body.ts';
import type { RestServices } from './services.ts';

const jobSchema = z.object({ operation: z.enum(['query', 'queryAll']), query: z.string() });

type QueryJob = {
  readonly id: string;
  readonly spec: z.infer<typeof jobSchema>;
  readonly outcome: QueryOutcome;
  readonly createdAt: number;
  readonly userId: string;
  readonly version: string;
};

const FORMAT: CsvFormat = { columnDelimiter: 'COMMA', lineEnding: 'LF' };
const DEFAULT_PAGE = 50_000;

export function bulkQueryRoutes(services: RestServices): Route[] {
  const jobs = makeBulkJobs<QueryJob>(services.clock);
  const { find } = jobs;
  return [
    {
      method: 'POST',
      pattern: 'jobs/query',
      handle: (call) => {
        const job = openJob(services, call, jobs.newId());
        jobs.add(job);
        return { status: 200, body: { ...jobBody(job), state: 'UploadComplete' } };
      },
    },
    { method: 'GET', pattern: 'jobs/query/:id', handle: (call, { id }) => ({ status: 200, body: jobBody(find(call, id)) }) },
    { method: 'PATCH', pattern: 'jobs/query/:id', handle: (call, { id }) => ({ status: 200, body: jobBody(find(call, id)) }) },
    { method: 'DELETE', pattern: 'jobs/query/:id', handle: (call, { id }) => (jobs.remove(find(call, id)), { status: 204 }) },
    { method: 'GET', pattern: 'jobs/query/:id/results', handle: (call, { id }) => page(call, find(call, id)) },
  ];
}

function openJob(services: RestServices, call: ApiCall, id: string): QueryJob {
  const parsed = jobSchema.safeParse(call.body);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  const spec = parsed.data;
  const options = { now: services.clock.now(), basePath: basePath(call), includeDeleted: spec.operation === 'queryAll' };
  const outcome = runOrFault(() => call.user.query(spec.query, options));
  if (outcome.columns === undefined)
    throw API_ERRORS.invalidJob('FUNCTIONALITY_NOT_ENABLED', 'Bulk API 2.0 queries take no aggregates and no subqueries');
  return { id, spec, outcome, createdAt: options.now, userId: call.session.userId, version: call.version };
}

function page(call: ApiCall, { outcome }: QueryJob): ApiReply {
  const from = Number(call.query.get('locator') ?? 0);
  const size = Number(call.query.get('maxRecords') ?? DEFAULT_PAGE);
  if (!Number.isInteger(from) || !Number.isInteger(size) || size < 1) throw API_ERRORS.invalidLocator();
  const columns = outcome.columns ?? [];
  const records = outcome.slice(from, from + size);
  const rows = records.map((record) => columns.map((column) => valueAt(record, column) ?? ''));
  const next = from + size >= outcome.totalSize ? 'null' : String(from + size);
  const headers = { 'Sforce-Locator': next, 'Sforce-NumberOfRecords': String(records.length) };
  return { status: 200, body: writeCsv([columns, ...rows], FORMAT), contentType: 'text/csv', headers };
}

function valueAt(record: unknown, column: string): unknown {
  return column.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), record);
}

function jobBody({ id, spec, outcome, createdAt, userId, version }: QueryJob): Record<string, unknown> {
  return {
    id,
    operation: spec.operation,
    object: '',
    createdById: userId,
    createdDate: toDatetime(createdAt),
    systemModstamp: toDatetime(createdAt),
    state: 'JobComplete',
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(version),
    jobType: 'V2Query',
    lineEnding: 'LF',
    columnDelimiter: 'COMMA',
    numberRecordsProcessed: outcome.totalSize,
    retries: 0,
    totalProcessingTime: 0,
    isPkChunkingSupported: true,
  };
}
