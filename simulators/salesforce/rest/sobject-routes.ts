/** What the org says about its objects: the list, describes, replication feeds and event schemas. */
import { describeGlobal, describeObject } from '../metadata/describe.ts';
import type { OrgObject } from '../metadata/model.ts';
import { parseDatetime, toDatetime } from '../storage/instants.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { basePath, type ApiCall, type ApiReply, type Route } from './api-call.ts';
import { API_ERRORS } from './errors.ts';
import { objectOf, type RestServices } from './services.ts';

export function sobjectRoutes(services: RestServices): Route[] {
  return [
    {
      method: 'GET',
      pattern: 'sobjects',
      handle: (call) => {
        const sobjects = [...call.user.metadata.objects.values()].map((object) => describeGlobal(object, call.user.access, basePath(call)));
        return { status: 200, body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects } };
      },
    },
    {
      method: 'GET',
      pattern: 'sobjects/:object',
      handle: (call, { object }) => ({
        status: 200,
        body: { objectDescribe: describeGlobal(objectOf(call, object), call.user.access, basePath(call)), recentItems: [] },
      }),
    },
    {
      method: 'GET',
      pattern: 'sobjects/:object/describe',
      handle: (call, { object }) => ({ status: 200, body: describeObject(call.user, objectOf(call, object), basePath(call)) }),
    },
    {
      method: 'GET',
      pattern: 'sobjects/:object/updated',
      handle: (call, { object }) => updated(services, call, objectOf(call, object)),
    },
    {
      method: 'GET',
      pattern: 'sobjects/:object/deleted',
      handle: (call, { object }) => deleted(services, call, objectOf(call, object)),
    },
    {
      method: 'GET',
      pattern: 'sobjects/:object/eventSchema',
      handle: (call, { object }) => schemaReply(services.schemas.byEvent(objectOf(call, object).name)),
    },
    { method: 'GET', pattern: 'event/eventSchema/:id', handle: (_, { id }) => schemaReply(services.schemas.byId(id ?? '')) },
  ];
}

function schemaReply(schema: object | undefined): ApiReply {
  if (schema === undefined) throw API_ERRORS.notFound();
  return { status: 200, body: schema };
}

const DAY_MS = 86_400_000;

/** Bounds of a feed; the platform keeps 30 days and wants the end at least a minute after the start. */
function rangeOf({ query }: ApiCall, now: number): { start: number; end: number } {
  const start = parseDatetime(query.get('start') ?? '');
  const end = parseDatetime(query.get('end') ?? '');
  if (start === undefined || end === undefined)
    throw API_ERRORS.unsupportedDateRange('start and end must be ISO 8601 datetimes with an offset');
  if (end - start < 60_000) throw API_ERRORS.unsupportedDateRange('endDate must be at least one minute after startDate');
  if (start < now - 30 * DAY_MS)
    throw API_ERRORS.unsupportedDateRange('startDate before org replication enabled date or older than 30 days');
  return { start, end };
}

function within(record: StoredRecord, { start, end }: { start: number; end: number }): boolean {
  const at = parseDatetime(String(record['SystemModstamp'])) ?? 0;
  return at >= start && at <= end;
}

function updated(services: RestServices, call: ApiCall, object: OrgObject): ApiReply {
  const range = rangeOf(call, services.clock.now());
  const sees = call.user.records.sees(object);
  const records = services.database.table(object.name).modifiedSince(toDatetime(range.start));
  const ids = records.filter((record) => within(record, range) && sees(record)).map((record) => record['Id']);
  return { status: 200, body: { ids, latestDateCovered: toDatetime(Math.min(range.end, services.clock.now())) } };
}

function deleted(services: RestServices, call: ApiCall, object: OrgObject): ApiReply {
  const range = rangeOf(call, services.clock.now());
  const sees = call.user.records.sees(object);
  const records = [...services.database.table(object.name).deletedRecords()];
  const deletedRecords = records
    .filter((record) => within(record, range) && sees(record))
    .map((record) => ({ id: record['Id'], deletedDate: record['SystemModstamp'] }));
  return {
    status: 200,
    body: {
      deletedRecords,
      earliestDateAvailable: toDatetime(services.clock.now() - 30 * DAY_MS),
      latestDateCovered: toDatetime(Math.min(range.end, services.clock.now())),
    },
  };
}
