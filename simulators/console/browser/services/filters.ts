/** What list views and searches look for, as the `where` of a GraphQL query. Source: "Filter Records" of the GraphQL API guide. */
import type { FieldInfo, ObjectInfo } from './records.ts';

export type Filter = { readonly field: string; readonly operator: string; readonly value: string };

const OPERATORS: Readonly<Record<string, string>> = {
  equals: 'eq',
  notEqual: 'ne',
  lessThan: 'lt',
  lessOrEqual: 'lte',
  greaterThan: 'gt',
  greaterOrEqual: 'gte',
  contains: 'like',
  notContain: 'like',
  startsWith: 'like',
  includes: 'includes',
  excludes: 'excludes',
};

/** The filters of a list view as `where`. Several values, apart by commas, are alternatives. Throws for a filter it does not know. */
export function whereOf({ fields }: ObjectInfo, filters: readonly Filter[]): object {
  return { and: filters.map((filter) => condition(fields[filter.field], filter)) };
}

function condition(field: FieldInfo | undefined, { field: name, operator, value }: Filter): object {
  const known = OPERATORS[operator];
  if (field === undefined || known === undefined)
    throw new Error(`This list filters by what you may not see, or in a way the console does not know: ${name} ${operator}.`);
  const operands = value.split(',').map((one) => operandOf(field.dataType, operator, one));
  if (known === 'includes' || known === 'excludes') return { [name]: { [known]: operands } };
  const each = operands.map((operand) => ({ [name]: { [known]: operand } }));
  if (operator === 'notContain') return { and: each.map((one) => ({ not: one })) };
  return operator === 'notEqual' ? { and: each } : { or: each };
}

function operandOf(dataType: string, operator: string, text: string): unknown {
  if (operator === 'startsWith') return `${text}%`;
  if (operator === 'contains' || operator === 'notContain') return `%${text}%`;
  if (dataType === 'Boolean') return text === '1' || text === 'true';
  if (dataType === 'Date' || dataType === 'DateTime') return dateOperand(text);
  if (text === '') return null;
  return ['Int', 'Double', 'Currency', 'Percent'].includes(dataType) ? Number(text) : text;
}

/** `TODAY`, `LAST_N_DAYS:3` or a date. */
function dateOperand(text: string): unknown {
  const [, range, count] = /^([A-Z_]+):(\d+)$/.exec(text) ?? [];
  if (range !== undefined) return { range: { [range.toLowerCase()]: Number(count) } };
  if (text === '') return { value: null };
  return /^[A-Z_]+$/.test(text) ? { literal: text } : { value: text };
}

const SEARCHED = ['String', 'Email', 'Phone'];

/** Records whose name or keys contain the term: the texts that identify a record, not all it says. */
export function searchWhere({ fields, nameFields }: ObjectInfo, columns: readonly string[], term: string): object {
  const names = new Set([...nameFields, ...columns.filter((name) => SEARCHED.includes(fields[name]?.dataType ?? ''))]);
  const pattern = `%${term.replaceAll(/[%_\\]/g, (sign) => `\\${sign}`)}%`;
  return { or: [...names].map((name) => ({ [name]: { like: pattern } })) };
}
