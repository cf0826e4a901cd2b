/** Kinds of fields that reports treat alike, by the `DataType` of the UI API. */
import type { ReportField } from './report-fields.ts';

const NUMBERS = new Set(['Int', 'Double', 'Currency', 'Percent']);
const DATES = new Set(['Date', 'DateTime']);

export const isNumber = ({ type }: Pick<ReportField, 'type'>): boolean => NUMBERS.has(type);
export const isDate = ({ type }: Pick<ReportField, 'type'>): boolean => DATES.has(type);
