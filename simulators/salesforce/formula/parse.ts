/** Parses a formula into a tree, by precedence climbing. */
import { tokenize, type Token } from './tokens.ts';

export type Expression =
  | { readonly type: 'literal'; readonly value: string | number | boolean | null }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'call'; readonly function: string; readonly arguments: readonly Expression[] };

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '=': 3,
  '==': 3,
  '<>': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '&': 5,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '^': 7,
};

const WORDS: ReadonlyMap<string, string | number | boolean | null> = new Map<string, boolean | null>([
  ['TRUE', true],
  ['FALSE', false],
  ['NULL', null],
]);

/** Throws on a syntax error. Operators become calls named by their symbol, a minus before one operand a call of NEGATIVE. */
export function parseFormula(formula: string): Expression {
  const cursor = { tokens: tokenize(formula), position: 0 };
  const expression = parseBinary(cursor, 0);
  if (cursor.position < cursor.tokens.length) throw new Error(`unexpected "${cursor.tokens[cursor.position]?.value}"`);
  return expression;
}

type Cursor = { readonly tokens: readonly Token[]; position: number };

function parseBinary(cursor: Cursor, minimum: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const token = cursor.tokens[cursor.position];
    const precedence = token?.type === 'symbol' ? PRECEDENCE[token.value] : undefined;
    if (token === undefined || precedence === undefined || precedence <= minimum) return left;
    cursor.position += 1;
    left = { type: 'call', function: String(token.value), arguments: [left, parseBinary(cursor, precedence)] };
  }
}

function parseUnary(cursor: Cursor): Expression {
  if (take(cursor, '!')) return { type: 'call', function: 'NOT', arguments: [parseUnary(cursor)] };
  if (take(cursor, '-')) return { type: 'call', function: 'NEGATIVE', arguments: [parseUnary(cursor)] };
  if (take(cursor, '+')) return parseUnary(cursor);
  if (take(cursor, '(')) {
    const inner = parseBinary(cursor, 0);
    expect(cursor, ')');
    return inner;
  }
  return parseOperand(cursor);
}

function parseOperand(cursor: Cursor): Expression {
  const token = cursor.tokens[cursor.position];
  if (token === undefined || token.type === 'symbol') throw new Error(`an operand is missing before "${token?.value ?? 'the end'}"`);
  cursor.position += 1;
  if (token.type !== 'name') return { type: 'literal', value: token.value };
  if (take(cursor, '(')) return { type: 'call', function: token.value.toUpperCase(), arguments: parseArguments(cursor) };
  const word = WORDS.get(token.value.toUpperCase());
  return word === undefined ? { type: 'name', name: token.value } : { type: 'literal', value: word };
}

function parseArguments(cursor: Cursor): Expression[] {
  const found: Expression[] = [];
  if (take(cursor, ')')) return found;
  do found.push(parseBinary(cursor, 0));
  while (take(cursor, ','));
  expect(cursor, ')');
  return found;
}

function take(cursor: Cursor, symbol: string): boolean {
  const token = cursor.tokens[cursor.position];
  if (token?.type !== 'symbol' || token.value !== symbol) return false;
  cursor.position += 1;
  return true;
}

function expect(cursor: Cursor, symbol: string): void {
  if (!take(cursor, symbol)) throw new Error(`"${symbol}" is missing`);
}
