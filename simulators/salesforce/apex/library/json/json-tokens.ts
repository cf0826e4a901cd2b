/** Splits JSON text into tokens, by the names of JSONToken. Source: RFC 8259; Apex Reference Guide, "JsonToken Enum". */

export type JsonTokenType =
  | 'START_OBJECT'
  | 'END_OBJECT'
  | 'START_ARRAY'
  | 'END_ARRAY'
  | 'FIELD_NAME'
  | 'VALUE_STRING'
  | 'VALUE_NUMBER_INT'
  | 'VALUE_NUMBER_FLOAT'
  | 'VALUE_TRUE'
  | 'VALUE_FALSE'
  | 'VALUE_NULL';

export type JsonToken = { readonly type: JsonTokenType; readonly text: string };

/** The text is no JSON; the message says what is wrong and where, as the platform does. */
export class JsonFault extends Error {}

/** Deeper nesting than this is refused. */
const DEEPEST = 1000;

type Cursor = { readonly text: string; at: number };

/** Yields the tokens of one value. Throws `JsonFault` when it gets to what is wrong. */
export function* jsonTokens(text: string): Generator<JsonToken, undefined> {
  const cursor = { text, at: 0 };
  yield* value(cursor, 0);
  skipSpace(cursor);
  if (cursor.at < text.length) throw unexpected(cursor, 'expected end of input');
  return undefined;
}

const CONSTANTS = { true: 'VALUE_TRUE', false: 'VALUE_FALSE', null: 'VALUE_NULL' } as const;

function* value(cursor: Cursor, depth: number): Generator<JsonToken> {
  if (depth > DEEPEST) throw fault(cursor, 'Maximum nesting depth exceeded');
  skipSpace(cursor);
  const character = cursor.text[cursor.at];
  if (character === '{') yield* object(cursor, depth);
  else if (character === '[') yield* array(cursor, depth);
  else if (character === '"') yield { type: 'VALUE_STRING', text: string(cursor) };
  else yield scalar(cursor);
}

function* object(cursor: Cursor, depth: number): Generator<JsonToken> {
  cursor.at += 1;
  yield { type: 'START_OBJECT', text: '{' };
  if (!takes(cursor, '}')) {
    do {
      skipSpace(cursor);
      if (cursor.text[cursor.at] !== '"') throw unexpected(cursor, 'was expecting double-quote to start field name');
      yield { type: 'FIELD_NAME', text: string(cursor) };
      if (!takes(cursor, ':')) throw unexpected(cursor, 'was expecting a colon to separate field name and value');
      yield* value(cursor, depth + 1);
    } while (takes(cursor, ','));
    if (!takes(cursor, '}')) throw unexpected(cursor, 'was expecting comma to separate OBJECT entries');
  }
  yield { type: 'END_OBJECT', text: '}' };
}

function* array(cursor: Cursor, depth: number): Generator<JsonToken> {
  cursor.at += 1;
  yield { type: 'START_ARRAY', text: '[' };
  if (!takes(cursor, ']')) {
    do yield* value(cursor, depth + 1);
    while (takes(cursor, ','));
    if (!takes(cursor, ']')) throw unexpected(cursor, 'was expecting comma to separate ARRAY entries');
  }
  yield { type: 'END_ARRAY', text: ']' };
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d{1,5})?(?![\w.])/y;
const WORD = /true|false|null/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;

function match(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found !== null) cursor.at += found[0].length;
  return found;
}

const skipSpace = (cursor: Cursor): void => void match(cursor, SPACE);

function takes(cursor: Cursor, character: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at += 1;
  return true;
}

function scalar(cursor: Cursor): JsonToken {
  const word = match(cursor, WORD)?.[0] as keyof typeof CONSTANTS | undefined;
  if (word !== undefined) return { type: CONSTANTS[word], text: word };
  const number = match(cursor, NUMBER);
  if (number === null) throw unexpected(cursor, 'expected a valid value (number, String, array, object, true, false or null)');
  const whole = number[1] === undefined && number[2] === undefined;
  return { type: whole ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT', text: number[0] };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function string(cursor: Cursor): string {
  cursor.at += 1;
  let text = '';
  for (;;) {
    text += match(cursor, PLAIN)?.[0] ?? '';
    const character = cursor.text[cursor.at];
    if (character === '"') {
      cursor.at += 1;
      return text;
    }
    if (character !== '\\') throw unexpected(cursor, 'was expecting closing quote for a string value');
    cursor.at += 1;
    text += escaped(cursor);
  }
}

function escaped(cursor: Cursor): string {
  const letter = cursor.text.charAt(cursor.at);
  cursor.at += 1;
  if (letter === 'u') {
    const code = match(cursor, /[0-9A-Fa-f]{4}/y)?.[0];
    if (code === undefined) throw unexpected(cursor, 'expected a hex-digit for character escape sequence');
    return String.fromCharCode(Number.parseInt(code, 16));
  }
  return ESCAPES[letter] ?? raise(unexpected({ ...cursor, at: cursor.at - 1 }, 'unrecognized character escape'));
}

function raise(error: Error): never {
  throw error;
}

function fault({ text, at }: Cursor, message: string): JsonFault {
  const before = text.slice(0, at).split('\n');
  return new JsonFault(`${message} at [line:${before.length}, column:${(before.at(-1)?.length ?? 0) + 1}]`);
}

function unexpected(cursor: Cursor, hint: string): JsonFault {
  const character = cursor.text[cursor.at];
  if (character === undefined) return fault(cursor, 'Unexpected end-of-input');
  return fault(cursor, `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${hint}`);
}
