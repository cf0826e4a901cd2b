/** A report as a query. Sources: "SOQL SELECT Syntax" of the SOQL and SOSL Reference; `FilterOperation` and `UserDateInterval` of the Metadata API guide. */
import type { Report, ReportFilter } from '../../metadata/report.ts';
import { isDate, isNumber } from './field-kinds.ts';
import type { ReportField, ReportFields } from './report-fields.ts';

/** What keeps a report from being run, in words of the report's file; or its query. */
export type ReportQuery = { readonly soql: string } | { readonly unknown: readonly string[]; readonly hidden: readonly string[] };

const COMPARISONS: Readonly<Record<string, string>> = { lessThan: '<', greaterThan: '>', lessOrEqual: '<=', greaterOrEqual: '>=' };
const LIKES: Readonly<Record<string, (text: string) => string>> = {
  contains: (text) => `%${text}%`,
  notContain: (text) => `%${text}%`,
  startsWith: (text) => `${text}%`,
};
const DATE_LITERAL = /^(\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?|[A-Z_]+(:\d+)?)$/;
const LOGIC = /^(?:\d+|AND|OR|NOT|[()\s])+$/i;

/** `INTERVAL_LAST30`, as a date literal. Fiscal intervals are not among them: the console knows no fiscal year. */
function literalOf(interval: string): string | undefined {
  const [, way, days] = /^INTERVAL_(LAST|NEXT)(7|30|60|90|120)$/.exec(interval) ?? [];
  if (way !== undefined) return `${way}_N_DAYS:${days ?? ''}`;
  const [, shift, unit] = /^INTERVAL_(THIS|LAST|NEXT)(WEEK|MONTH)$/.exec(interval) ?? [];
  if (shift !== undefined) return `${shift}_${unit ?? ''}`;
  return /^INTERVAL_(TODAY|YESTERDAY|TOMORROW)$/.exec(interval)?.[1];
}

/** The time a report is limited to; undefined where it is of all time. */
export function boundsOf({ time }: Report): Report['time'] {
  return time?.interval === 'INTERVAL_CUSTOM' && time.start === '' && time.end === '' ? undefined : time;
}

/** All that the report names by field, without what it shows. */
function filtersOf(report: Report): readonly string[] {
  const time = boundsOf(report);
  return [...report.filters.map(({ field }) => field), ...(time === undefined ? [] : [time.field])];
}

/** Every field of a report, also those that it only filters by. */
export function fieldsOfReport(report: Report): readonly string[] {
  const shown = [...report.columns, ...report.groupings].map(({ field }) => field);
  return [...new Set([...shown, ...filtersOf(report), ...(report.sort === undefined ? [] : [report.sort.field])])];
}

/**
 * The query of a report for its reader. Columns they may not see are left out, as the platform does; a filter or grouping they may not see would show other
 * records or figures, and keeps the report from being run.
 */
export function queryOf(report: Report, fields: ReportFields, userId: string): ReportQuery {
  const needed = [...filtersOf(report), ...report.groupings.map(({ field }) => field)];
  const hidden = [...new Set(needed.filter((path) => !fields.has(path)))];
  const conditions = report.filters.map((filter) => conditionOf(filter, fields.get(filter.field)));
  const period = periodOf(report);
  const logic = LOGIC.test(report.logic ?? '1') ? [] : [`booleanFilter ${report.logic ?? ''}`];
  const unknown = [...report.unknown, ...logic, ...[...conditions, ...period].filter(isUnknown).map((one) => one.unknown)];
  if (hidden.length > 0 || unknown.length > 0) return { unknown, hidden };
  const texts = (all: readonly (string | Unknown)[]): string[] => all.filter((one) => typeof one === 'string');
  const where = [...joined(texts(conditions), report.logic), ...texts(period), ...(report.mine ? [`OwnerId = '${userId}'`] : [])];
  return {
    soql: [`SELECT ${selectionOf(report, fields)} FROM ${report.object}`, ...whereClause(where), ...orderClause(report, fields)].join(' '),
  };
}

function selectionOf({ columns, groupings }: Report, fields: ReportFields): string {
  const shown = [...columns, ...groupings].map(({ field }) => field).filter((path) => fields.has(path));
  return [...new Set(['Id', ...shown])].join(', ');
}

const whereClause = (conditions: readonly string[]): string[] => (conditions.length === 0 ? [] : [`WHERE ${conditions.join(' AND ')}`]);

function orderClause({ sort }: Report, fields: ReportFields): string[] {
  return sort !== undefined && fields.has(sort.field) ? [`ORDER BY ${sort.field} ${sort.descending ? 'DESC' : 'ASC'}`] : [];
}

type Unknown = { readonly unknown: string };
const isUnknown = (one: string | Unknown): one is Unknown => typeof one !== 'string';

function joined(filters: readonly string[], logic: string | undefined): readonly string[] {
  if (logic === undefined || filters.length === 0) return filters;
  return [`(${logic.replaceAll(/\d+/g, (number) => filters[Number(number) - 1] ?? '')})`];
}

function periodOf({ time }: Report): readonly (string | Unknown)[] {
  if (time === undefined) return [];
  const { field, interval, start, end } = time;
  if (interval !== 'INTERVAL_CUSTOM') {
    const literal = literalOf(interval);
    return [literal === undefined ? { unknown: interval } : `${field} = ${literal}`];
  }
  const bounds = [
    ['>=', start],
    ['<=', end],
  ] as const;
  return bounds.flatMap(([operator, date]) => (date === '' ? [] : [`${field} ${operator} ${date}`]));
}

/** Several values, apart by commas, are alternatives; for `notEqual` and `notContain` none of them may be. */
function conditionOf({ field, operator, value }: ReportFilter, info: ReportField | undefined): string | Unknown {
  const unknown = { unknown: `${operator} ${value}`.trim() };
  if (info === undefined) return '';
  const like = LIKES[operator];
  if (like !== undefined) {
    const each = value.split(',').map((text) => `${operator === 'notContain' ? 'NOT ' : ''}${field} LIKE ${quoted(like(text))}`);
    return `(${each.map((one) => (one.startsWith('NOT ') ? `(${one})` : one)).join(operator === 'notContain' ? ' AND ' : ' OR ')})`;
  }
  const literals = value.split(',').map((text) => literalIn(text.trim(), info));
  const known = literals.filter((literal) => literal !== undefined);
  if (known.length < literals.length) return unknown;
  if (operator === 'equals' || operator === 'notEqual') return among(field, operator === 'equals', known);
  const comparison = COMPARISONS[operator];
  return comparison === undefined || known.length > 1 ? unknown : `${field} ${comparison} ${known[0] ?? 'null'}`;
}

function among(field: string, isAmong: boolean, literals: readonly string[]): string {
  const each = literals.map((literal) => `${field} ${isAmong ? '=' : '!='} ${literal}`);
  return each.length === 1 ? (each[0] ?? '') : `(${each.join(isAmong ? ' OR ' : ' AND ')})`;
}

function literalIn(text: string, field: ReportField): string | undefined {
  if (field.type === 'Boolean') return String(['1', 'true'].includes(text.toLowerCase()));
  if (text === '') return 'null';
  if (isNumber(field)) return Number.isNaN(Number(text)) ? undefined : text;
  if (isDate(field)) return DATE_LITERAL.test(text) ? text : undefined;
  return quoted(text);
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`;
