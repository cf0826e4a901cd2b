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
    tokens.push(...leftTokens(node.left));
    if ('operator' in node) tokens.push(node.operator);
    node = 'right' in node ? node.right : undefined;
  }
  return tokens;
}

/** A condition between the parentheses counted on it; for a NOT only those that open before it. */
function leftTokens(left: WhereClause['left'] | HavingClause['left']): Token[] {
  const opening = Array.from({ length: left?.openParen ?? 0 }, (): Token => '(');
  if (left === null || !('field' in left || 'fn' in left)) return opening;
  return [...opening, left, ...Array.from({ length: left.closeParen ?? 0 }, (): Token => ')')];
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
