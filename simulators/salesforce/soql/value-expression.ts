/** Left sides of conditions and columns: a field path, or a date function over one. */
import type { FunctionExp } from '@jetstreamapp/soql-parser-js';
import type { OrgField, OrgObject } from '../metadata/model.ts';
import { parseDatetime } from '../storage/instants.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';
import type { FaultMaker } from './query-fault.ts';
import { resolvePath, splitPath, type QueryScope } from './scope.ts';

export type ValueExpression = {
  /** The field whose type decides how literals are read. */
  readonly field: OrgField;
  /** The same for whatever means the same: `account__c.name`, `calendar_year(createddate)`. */
  readonly path: string;
  /** True when it is a field of the record itself, so that an index may serve it. */
  readonly direct: boolean;
  readonly get: (record: StoredRecord) => StoredValue;
};

export type ExpressionContext = {
  readonly scope: QueryScope;
  readonly object: OrgObject;
  readonly alias: string | undefined;
  readonly faults: FaultMaker;
};

export function fieldExpression(context: ExpressionContext, written: string): ValueExpression {
  const { scope, object, alias, faults } = context;
  const { field, parents, get } = resolvePath(scope, object, splitPath(written, object, alias), faults);
  const path = [...parents, field].map(({ name }) => name.toLowerCase()).join('.');
  return { field, path, direct: parents.length === 0, get };
}

/** `CALENDAR_YEAR(CreatedDate)` and its like; `toLabel` compares the label of a picklist. */
export function functionExpression(context: ExpressionContext, call: FunctionExp): ValueExpression {
  const name = (call.functionName ?? '').toUpperCase();
  const [operand] = call.parameters ?? [];
  if (typeof operand !== 'string') throw context.faults.malformed(`function ${name} needs a field`);
  const inner = fieldExpression(context, operand);
  if (name === 'TOLABEL') return { ...inner, direct: false, get: (record) => labelOf(inner.field, inner.get(record)) };
  const part = DATE_PARTS[name];
  if (part === undefined) throw context.faults.malformed(`unexpected token: '${name}'`);
  const kind = name === 'DAY_ONLY' ? 'date' : 'int';
  const path = `${name.toLowerCase()}(${inner.path})`;
  return { field: { ...inner.field, kind }, path, direct: false, get: (record) => datePart(inner.get(record), part) };
}

export function labelOf(field: OrgField, value: StoredValue): StoredValue {
  return field.picklist?.find((entry) => entry.value === value)?.label ?? value;
}

function datePart(value: StoredValue, part: (date: Date) => StoredValue): StoredValue {
  if (typeof value !== 'string') return null;
  const ms = value.length === 10 ? Date.parse(`${value}T00:00:00Z`) : parseDatetime(value);
  return ms === undefined ? null : part(new Date(ms));
}

const dayOfYear = (date: Date): number => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

const DATE_PARTS: Readonly<Record<string, (date: Date) => StoredValue>> = {
  CALENDAR_YEAR: (date) => date.getUTCFullYear(),
  CALENDAR_QUARTER: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  CALENDAR_MONTH: (date) => date.getUTCMonth() + 1,
  // The fiscal year of a new org is that of the calendar.
  FISCAL_YEAR: (date) => date.getUTCFullYear(),
  FISCAL_QUARTER: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  FISCAL_MONTH: (date) => date.getUTCMonth() + 1,
  DAY_IN_YEAR: dayOfYear,
  DAY_IN_MONTH: (date) => date.getUTCDate(),
  // The first week is that of the first seven days.
  WEEK_IN_MONTH: (date) => Math.ceil(date.getUTCDate() / 7),
  WEEK_IN_YEAR: (date) => Math.ceil(dayOfYear(date) / 7),
  DAY_IN_WEEK: (date) => date.getUTCDay() + 1,
  HOUR_IN_DAY: (date) => date.getUTCHours(),
  DAY_ONLY: (date) => date.toISOString().slice(0, 10),
};
