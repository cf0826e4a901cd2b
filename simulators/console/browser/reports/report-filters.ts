/** What a report is limited to, in words. */
import type { Report, ReportFilter } from '../../metadata/report.ts';
import type { ReportField, ReportFields } from './report-fields.ts';
import { boundsOf } from './report-query.ts';
import { BLANK, textOf } from './report-values.ts';
import type { Place } from './report-values.ts';

/** Sentences with `{0}` and `{1}`. */
export type FilterTexts = Readonly<
  Record<'allRecords' | 'allTime' | 'filterIs' | 'filterIsNot' | 'filterOther' | 'lastDays' | 'myRecords' | 'nextDays', string>
>;

export function filterTexts(
  report: Report,
  fields: ReportFields,
  { texts, place }: { texts: FilterTexts; place: Place },
): readonly string[] {
  const about = (filter: ReportFilter): string[] => {
    const field = fields.get(filter.field);
    return field === undefined ? [] : [filterText(filter, field, texts, place)];
  };
  return [report.mine ? texts.myRecords : texts.allRecords, ...report.filters.flatMap(about), timeText(report, fields, texts)];
}

function filterText({ operator, value }: ReportFilter, field: ReportField, texts: FilterTexts, place: Place): string {
  const sentence = { equals: texts.filterIs, notEqual: texts.filterIsNot }[operator] ?? texts.filterOther;
  const values = value.split(',').map((one) => (one === '' ? BLANK : field.type === 'Picklist' ? textOf(one, field, place) : one));
  return sentence.replace('{0}', field.label).replace('{1}', values.join(', ')).replace('{2}', operator);
}

function timeText(report: Report, fields: ReportFields, texts: FilterTexts): string {
  const time = boundsOf(report);
  return time === undefined ? texts.allTime : `${fields.get(time.field)?.label ?? time.field}: ${periodText(time, texts)}`;
}

function periodText({ interval, start, end }: NonNullable<Report['time']>, texts: FilterTexts): string {
  const [, way, days = ''] = /^INTERVAL_(LAST|NEXT)(\d+)$/.exec(interval) ?? [];
  if (way !== undefined) return (way === 'LAST' ? texts.lastDays : texts.nextDays).replace('{0}', days);
  return interval === 'INTERVAL_CUSTOM' ? `${start} – ${end}` : interval.replace('INTERVAL_', '');
}
