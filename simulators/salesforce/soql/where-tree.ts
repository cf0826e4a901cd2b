/** Turns the parser's chain of conditions with counted parentheses into a tree. AND and OR never mix without parentheses. */
import type {
  HavingClause,
  ValueCondition,
  ValueFunctionCondition,
  ValueQueryCondition,
  ValueWithDateLiteralCondition,
  ValueWithDateNLiteralCondition,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { QueryFault } from './query-fault.ts';

export type Leaf =
  ValueCondition | ValueWithDateLiteralCondition | ValueWithDateNLiteralCondition | ValueFunctionCondition | ValueQueryCondition;

export type WhereTree =
  | { readonly type: 'and'; readonly parts: readonly WhereTree[] }
  | { readonly type: 'or'; readonly parts: readonly WhereTree[] }
  | { readonly type: 'not'; readonly part: WhereTree }
  | { readonly type: 'leaf'; readonly leaf: Leaf };

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Leaf;

export function buildWhereTree(clause: WhereClause | HavingClause): WhereTree {
  const tokens = flatten(clause);
  const cursor = { tokens, position: 0 };
  const tree = parseChain(cursor);
  if (cursor.position < tokens.length) throw new QueryFault('MALFORMED_QUERY', `unexpected token: ${describe(tokens[cursor.position])}`);
  return tree;
}

function flatten(clause: WhereClause | HavingClause): Token[] {
  const tokens: Token[] = [];
  let node: WhereClause | HavingClause | undefined = clause;
  while (node !== undefined) {
    const { left } = node;
    const operator: 'AND' | 'OR' | 'NOT' | undefined = 'operator' in node ? node.operator : undefined;
    for (let i = 0; i < (left?.openParen ?? 0); i += 1) tokens.push('(');
    if (left !== null && ('field' in left || 'fn' in left)) {
      tokens.push(left as Leaf);
      for (let i = 0; i < (('closeParen' in left ? left.closeParen : 0) ?? 0); i += 1) tokens.push(')');
    }
    if (operator !== undefined) tokens.push(operator);
    node = 'right' in node ? node.right : undefined;
  }
  return tokens;
}

type Cursor = { readonly tokens: readonly Token[]; position: number };

function parseChain(cursor: Cursor): WhereTree {
  const parts = [parseTerm(cursor)];
  const operator = cursor.tokens[cursor.position];
  if (operator !== 'AND' && operator !== 'OR') return parts[0] as WhereTree;
  while (cursor.tokens[cursor.position] === operator) {
    cursor.position += 1;
    parts.push(parseTerm(cursor));
  }
  return { type: operator === 'AND' ? 'and' : 'or', parts };
}

function parseTerm(cursor: Cursor): WhereTree {
  const token = cursor.tokens[cursor.position];
  cursor.position += 1;
  if (token === 'NOT') return { type: 'not', part: parseTerm(cursor) };
  if (token === '(') {
    const inner = parseChain(cursor);
    if (cursor.tokens[cursor.position] !== ')')
      throw new QueryFault('MALFORMED_QUERY', `unexpected token: ${describe(cursor.tokens[cursor.position])}`);
    cursor.position += 1;
    return inner;
  }
  if (typeof token !== 'object') throw new QueryFault('MALFORMED_QUERY', `unexpected token: ${describe(token)}`);
  return { type: 'leaf', leaf: token };
}

function describe(token: Token | undefined): string {
  return typeof token === 'object' ? 'a condition' : `'${token ?? '<EOF>'}'`;
}
