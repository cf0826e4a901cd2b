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
  /** The brackets that wait for their ends: a text that nests deeply is gone through as fast as any. */
  const open: Bracket[] = [];
  do {
    const token = value(cursor, open);
    yield token;
    const isEmpty = BEGINNINGS.has(token.type) && takes(cursor, ends(open));
    if (isEmpty) yield close(open);
    if (isEmpty || !BEGINNINGS.has(token.type)) yield* closed(cursor, open);
    if (open.at(-1) === 'OBJECT') yield name(cursor);
  } while (open.length > 0);
  skipSpace(cursor);
  if (cursor.at < text.length) throw unexpected(cursor, 'expected end of input');
  return undefined;
}

const BEGINNINGS: ReadonlySet<JsonTokenType> = new Set(['START_OBJECT', 'START_ARRAY']);

/** The ends that stand behind a value, up to the comma before the next one. */
function* closed(cursor: Cursor, open: Bracket[]): Generator<JsonToken> {
  while (open.length > 0 && !takes(cursor, ',')) {
    if (!takes(cursor, ends(open))) throw unexpected(cursor, `was expecting comma to separate ${open.at(-1) ?? ''} entries`);
    yield close(open);
  }
}

type Bracket = 'OBJECT' | 'ARRAY';

const ends = (open: readonly Bracket[]): string => (open.at(-1) === 'OBJECT' ? '}' : ']');

function close(open: Bracket[]): JsonToken {
  const bracket = open.pop();
  return bracket === 'OBJECT' ? { type: 'END_OBJECT', text: '}' } : { type: 'END_ARRAY', text: ']' };
}

const CONSTANTS = { true: 'VALUE_TRUE', false: 'VALUE_FALSE', null: 'VALUE_NULL' } as const;

/** A scalar, or the bracket that begins a structure: that one is `open` from now on. */
function value(cursor: Cursor, open: Bracket[]): JsonToken {
  if (open.length > DEEPEST) throw fault(cursor, 'Maximum nesting depth exceeded');
  skipSpace(cursor);
  const character = cursor.text[cursor.at];
  if (character === '"') return { type: 'VALUE_STRING', text: string(cursor) };
  if (character !== '{' && character !== '[') return scalar(cursor);
  cursor.at += 1;
  open.push(character === '{' ? 'OBJECT' : 'ARRAY');
  return { type: character === '{' ? 'START_OBJECT' : 'START_ARRAY', text: character };
}

function name(cursor: Cursor): JsonToken {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== '"') throw unexpected(cursor, 'was expecting double-quote to start field name');
  const token: JsonToken = { type: 'FIELD_NAME', text: string(cursor) };
  if (!takes(cursor, ':')) throw unexpected(cursor, 'was expecting a colon to separate field name and value');
  return token;
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
