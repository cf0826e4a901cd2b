/** Runs a report with the eyes of its reader: the org's own query engine decides which records and fields are in it. */
import type { Report } from '../../metadata/report.ts';
import { API_PATH, callOrg } from '../data/org-call.ts';
import type { OrgError } from '../data/org-call.ts';
import { isDate } from '../reports/field-kinds.ts';
import { filterTexts } from '../reports/report-filters.ts';
import type { FilterTexts } from '../reports/report-filters.ts';
import { readFields } from '../reports/report-fields.ts';
import type { ReportFields } from '../reports/report-fields.ts';
import { groupRecords, unknownAggregates } from '../reports/report-groups.ts';
import type { Group, ReportRecord } from '../reports/report-groups.ts';
import { fieldsOfReport, queryOf } from '../reports/report-query.ts';
import { isKnownGranularity } from '../reports/report-values.ts';
import type { Place } from '../reports/report-values.ts';

export type RanReport = {
  readonly kind: 'done';
  readonly report: Report;
  readonly fields: ReportFields;
  readonly all: Group;
  /** Columns its reader may not see, by the names of their fields. */
  readonly hiddenColumns: readonly string[];
  /** What it is limited to, in words. */
  readonly filters: readonly string[];
};

export type ReportRun =
  | RanReport
  /** The object is not for this reader, or something is that the report filters or groups by. */
  | { readonly kind: 'noAccess'; readonly hidden: readonly string[] }
  | { readonly kind: 'unknown'; readonly parts: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

export type Reader = { readonly userId: string; readonly place: Place; readonly texts: FilterTexts };

/** Never rejects: a report that cannot be shown says why. */
export async function runReport(report: Report, reader: Reader): Promise<ReportRun> {
  try {
    const fields = await readFields(report.object, fieldsOfReport(report));
    return await runWith(report, fields, reader);
  } catch (error) {
    const { status, body, message } = error as Partial<OrgError> & { readonly message?: string };
    if (status === 403 || status === 404) return { kind: 'noAccess', hidden: [] };
    return { kind: 'failed', message: (body as { message?: string } | undefined)?.message ?? message ?? '' };
  }
}

async function runWith(report: Report, fields: ReportFields, { userId, place, texts }: Reader): Promise<ReportRun> {
  const query = queryOf(report, fields, userId);
  const unknown = [...('unknown' in query ? query.unknown : []), ...unknownAggregates(report), ...unknownGranularities(report, fields)];
  if (unknown.length > 0) return { kind: 'unknown', parts: unknown };
  if (!('soql' in query)) return { kind: 'noAccess', hidden: query.hidden };
  const records = await readAll(query.soql);
  return {
    kind: 'done',
    report,
    fields,
    all: groupRecords(records, report, fields, place),
    hiddenColumns: report.columns.map(({ field }) => field).filter((path) => !fields.has(path)),
    filters: filterTexts(report, fields, { texts, place }),
  };
}

function unknownGranularities({ groupings }: Report, fields: ReportFields): readonly string[] {
  const ofDates = groupings.filter(({ field }) => isDate(fields.get(field) ?? { type: '' }));
  return ofDates.map(({ granularity }) => granularity).filter((granularity) => !isKnownGranularity(granularity));
}

type Answer = { readonly records: readonly ReportRecord[]; readonly nextRecordsUrl?: string };

async function readAll(soql: string): Promise<readonly ReportRecord[]> {
  const records: ReportRecord[] = [];
  let path: string | undefined = `${API_PATH}/query?q=${encodeURIComponent(soql)}`;
  while (path !== undefined) {
    const answer = (await callOrg({ path })) as Answer;
    records.push(...answer.records);
    path = answer.nextRecordsUrl;
  }
  return records;
}
