/** The filter language of channel members: the condition part of a SOQL query, with AND, OR and parentheses. */
import type { WhereClause } from '@jetstreamapp/soql-parser-js';
import { readQuery, type QueryReader } from '../../soql/parse.ts';
import type { StoredValue } from '../../storage/transaction.ts';
import { type Condition, conditionHolds, type FilterField, type Operator, operatorFault } from './condition.ts';

export type Filter = {
  /** The fields it looks at, as written. */
  readonly fields: readonly string[];
  readonly matches: (valueOf: (field: string) => StoredValue) => boolean;
};

export type FilterResult = { readonly ok: true; readonly filter: Filter } | { readonly ok: false; readonly fault: string };

type Token = '(' | ')' | 'AND' | 'OR' | Condition;

/** A part of the expression, given what each comparison comes to. */
type Node = (holds: (condition: Condition) => boolean) => boolean;

function literalOf(text: unknown, type: unknown): StoredValue {
  const written = String(text);
  if (type === 'STRING') return written.slice(1, -1).replace(/\\(.)/g, '$1');
  if (type === 'NULL') return null;
  if (type === 'BOOLEAN') return written.toUpperCase() === 'TRUE';
  return type === 'INTEGER' || type === 'DECIMAL' ? Number(written) : written;
}

function conditionOf(left: WhereClause['left']): Condition {
  if (left === null || !('field' in left) || !('value' in left))
    throw new SyntaxError('only comparisons of fields with values are allowed');
  const types = [left.literalType].flat();
  const literals = [left.value].flat().map((value, index) => literalOf(value, types[index] ?? types[0]));
  return { field: left.field, operator: left.operator.toUpperCase() as Operator, literals };
}

function parens(which: '(' | ')', count: number | undefined): Token[] {
  return Array<Token>(count ?? 0).fill(which);
}

function tokensOf(where: WhereClause | undefined): Token[] {
  if (where === undefined) return [];
  const { left } = where;
  const condition = conditionOf(left);
  const closing = left !== null && 'closeParen' in left ? left.closeParen : 0;
  const rest = 'right' in where ? [where.operator as 'AND' | 'OR', ...tokensOf(where.right)] : [];
  return [...parens('(', left?.openParen), condition, ...parens(')', closing), ...rest];
}

function conditionsOf(expression: string, read: QueryReader): WhereClause | undefined {
  const { fields: _fields, sObject: _sObject, where, ...beyond } = read(`SELECT Id FROM Event WHERE ${expression}`);
  const clauses = Object.keys(beyond);
  if (clauses.length > 0) throw new SyntaxError(`only conditions are allowed, not ${clauses.join(', ')}`);
  return where;
}

/** AND binds tighter than OR. */
function parse(tokens: readonly Token[]): Node {
  let at = 0;

  function operand(): Node {
    const token = tokens[at];
    at += 1;
    if (token === '(') {
      const inner = chain('OR', () => chain('AND', operand));
      at += 1;
      return inner;
    }
    if (token === undefined || typeof token === 'string') throw new SyntaxError('a comparison is missing');
    return (holds) => holds(token);
  }

  function chain(operator: 'AND' | 'OR', next: () => Node): Node {
    const parts = [next()];
    while (tokens[at] === operator) {
      at += 1;
      parts.push(next());
    }
    return (holds) => (operator === 'AND' ? parts.every((part) => part(holds)) : parts.some((part) => part(holds)));
  }

  return chain('OR', () => chain('AND', operand));
}

/** Reads a filter. `fieldOf` tells of the fields it may name. */
export function compileFilter(
  expression: string,
  fieldOf: (name: string) => FilterField | undefined,
  read: QueryReader = readQuery,
): FilterResult {
  try {
    const tokens = tokensOf(conditionsOf(expression, read));
    const conditions = tokens.filter((token) => typeof token !== 'string');
    for (const condition of conditions) {
      const field = fieldOf(condition.field);
      const fault = field === undefined ? `there is no field ${condition.field}` : operatorFault(condition, field);
      if (fault !== undefined) return { ok: false, fault };
    }
    const root = parse(tokens);
    const known = (name: string): FilterField => fieldOf(name) ?? { kind: 'string', caseSensitive: false };
    return {
      ok: true,
      filter: {
        fields: [...new Set(conditions.map((condition) => condition.field))],
        matches: (valueOf) => root((condition) => conditionHolds(condition, known(condition.field), valueOf(condition.field))),
      },
    };
  } catch (error) {
    return { ok: false, fault: String(error) };
  }
}
