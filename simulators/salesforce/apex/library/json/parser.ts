/** Source: Apex Reference Guide, "JSONParser Class" and "JsonToken Enum". */
import type { ApexContext } from '../../context.ts';
import { BLOB, BOOLEAN, classOf, DATE, DATETIME, DECIMAL, DOUBLE, ID, INTEGER, LONG, TIME, type ApexType } from '../../types/type.ts';
import { PlatformObject, type Value } from '../../values.ts';
import { enumValue } from '../enum-value.ts';
import { platformClass, platformEnum, type Members } from '../native.ts';
import type { TypeObject } from '../type-class.ts';
import { jsonFail, typed } from './deserialize.ts';
import { JsonFault, jsonTokens, type JsonToken } from './json-tokens.ts';
import { readTree } from './json-tree.ts';
import { readScalar } from './read-scalar.ts';

type ParserState = {
  readonly tokens: Iterator<JsonToken, undefined>;
  current: JsonToken | undefined;
  cleared: JsonToken | undefined;
  /** Name of the member each open object is at. */
  readonly names: (string | null)[];
};

type Parser = PlatformObject<ParserState>;

export const makeParser = (text: string): Parser =>
  new PlatformObject<ParserState>(classOf('JSONParser'), {
    tokens: jsonTokens(text),
    current: undefined,
    cleared: undefined,
    names: [null],
  });

export const jsonToken = platformEnum('JSONToken', [
  'END_ARRAY',
  'END_OBJECT',
  'FIELD_NAME',
  'NOT_AVAILABLE',
  'START_ARRAY',
  'START_OBJECT',
  'VALUE_EMBEDDED_OBJECT',
  'VALUE_FALSE',
  'VALUE_NULL',
  'VALUE_NUMBER_FLOAT',
  'VALUE_NUMBER_INT',
  'VALUE_STRING',
  'VALUE_TRUE',
]);

function advance(context: ApexContext, state: ParserState): JsonToken | undefined {
  context.charge(1);
  const { names } = state;
  if (state.current !== undefined && OPENING.has(state.current.type)) names.push(null);
  const token = take(context, state);
  state.current = token;
  if (token !== undefined && CLOSING.has(token.type)) names.pop();
  if (token?.type === 'FIELD_NAME') names[names.length - 1] = token.text;
  return token;
}

const OPENING: ReadonlySet<string> = new Set(['START_OBJECT', 'START_ARRAY']);
const CLOSING: ReadonlySet<string> = new Set(['END_OBJECT', 'END_ARRAY']);

function take(context: ApexContext, { tokens }: ParserState): JsonToken | undefined {
  try {
    return tokens.next().value;
  } catch (error) {
    if (error instanceof JsonFault) return jsonFail(context, error.message);
    throw error;
  }
}

const tokenValue = (context: ApexContext, token: JsonToken | undefined): Value =>
  token === undefined ? null : enumValue(context, 'JSONToken', token.type);

function current(context: ApexContext, { current: token }: ParserState): JsonToken {
  return token ?? jsonFail(context, 'No current token');
}

function next(context: ApexContext, state: ParserState): JsonToken {
  return advance(context, state) ?? jsonFail(context, 'Unexpected end-of-input');
}

/** The value the current token begins, read as the type. */
function readAs(context: ApexContext, { state }: Parser, [type, strict]: readonly [ApexType, boolean]): Value {
  // Before the first token, and at a name, the value is the one behind it.
  let first = state.current ?? next(context, state);
  if (first.type === 'FIELD_NAME') first = next(context, state);
  const tree = readTree(first, () => next(context, state));
  return typed({ context, strict }, tree, type);
}

function skipChildren(context: ApexContext, { state }: Parser): void {
  const { type } = state.current ?? { type: undefined };
  if (type !== 'START_OBJECT' && type !== 'START_ARRAY') return;
  for (let depth = 1; depth > 0;) {
    const token = next(context, state);
    if (token.type.startsWith('START_')) depth += 1;
    else if (token.type.startsWith('END_')) depth -= 1;
  }
}

const SCALARS: readonly (readonly [name: string, type: ApexType])[] = [
  ['Blob', BLOB],
  ['Boolean', BOOLEAN],
  ['Date', DATE],
  ['DateTime', DATETIME],
  ['Decimal', DECIMAL],
  ['Double', DOUBLE],
  ['Id', ID],
  ['Integer', INTEGER],
  ['Long', LONG],
  ['Time', TIME],
];

const values: Members = Object.fromEntries(
  SCALARS.map(([name, type]) => [
    `${type.name} get${name}Value()`,
    (context: ApexContext, { state }: Parser) => {
      const token = current(context, state);
      if (!token.type.startsWith('VALUE_')) return jsonFail(context, `Current token, ${token.type}, is no value of type ${type.name}`);
      return token.type === 'VALUE_NULL' ? null : readScalar(context, { kind: 'string', text: token.text }, type);
    },
  ]),
);

export const parserClass = platformClass('JSONParser', {
  ...values,
  'JSONToken nextToken()': (context, { state }: Parser) => tokenValue(context, advance(context, state)),
  'JSONToken nextValue()': (context, { state }: Parser) => {
    const token = advance(context, state);
    return tokenValue(context, token?.type === 'FIELD_NAME' ? advance(context, state) : token);
  },
  'JSONToken getCurrentToken()': (context, { state }: Parser) => tokenValue(context, state.current),
  'String getCurrentName()': (_, { state }: Parser) => state.names.at(-1) ?? null,
  'String getText()': (_, { state }: Parser) => state.current?.text ?? null,
  'Boolean hasCurrentToken()': (_, { state }: Parser) => state.current !== undefined,
  'void clearCurrentToken()': (_, { state }: Parser) => {
    state.cleared = state.current;
    state.current = undefined;
  },
  'JSONToken getLastClearedToken()': (context, { state }: Parser) => tokenValue(context, state.cleared),
  'void skipChildren()': skipChildren,
  'Object readValueAs(Type apexType)': (context, self: Parser, { state }: TypeObject) => readAs(context, self, [state, false]),
  'Object readValueAsStrict(Type apexType)': (context, self: Parser, { state }: TypeObject) => readAs(context, self, [state, true]),
});
