/** Writes JSON text piece by piece; pretty text has the form of Jackson's default printer, which the platform's has. */

export type JsonWriter = {
  readonly startObject: () => void;
  readonly endObject: () => void;
  readonly startArray: () => void;
  readonly endArray: () => void;
  readonly name: (name: string) => void;
  /** A number, `true`, `false` or `null`, as it is. */
  readonly literal: (text: string) => void;
  readonly string: (text: string) => void;
  readonly depth: () => number;
  readonly length: () => number;
  readonly text: () => string;
};

type Level = { readonly kind: 'object' | 'array'; empty: boolean };

export function makeJsonWriter(pretty: boolean): JsonWriter {
  let text = '';
  const levels: Level[] = [];
  /** A name was written and waits for its value. */
  let named = false;

  const objects = (): number => levels.filter(({ kind }) => kind === 'object').length;
  const line = (): string => (pretty ? `\n${'  '.repeat(objects())}` : '');

  function separate(): void {
    const level = levels.at(-1);
    if (named || level === undefined) {
      named = false;
      return;
    }
    text += level.empty ? (pretty ? ' ' : '') : pretty ? ', ' : ',';
    level.empty = false;
  }

  function start(kind: Level['kind'], bracket: string): void {
    separate();
    text += bracket;
    levels.push({ kind, empty: true });
  }

  function end(bracket: string): void {
    const level = levels.pop();
    if (level?.kind === 'object' && !level.empty) text += line();
    else if (pretty) text += ' ';
    text += bracket;
  }

  return {
    startObject: () => start('object', '{'),
    endObject: () => end('}'),
    startArray: () => start('array', '['),
    endArray: () => end(']'),
    name: (name) => {
      const level = levels.at(-1);
      text += `${level?.empty === false ? ',' : ''}${line()}${quote(name)}${pretty ? ' : ' : ':'}`;
      if (level !== undefined) level.empty = false;
      named = true;
    },
    literal: (literal) => {
      separate();
      text += literal;
    },
    string: (value) => {
      separate();
      text += quote(value);
    },
    depth: () => levels.length,
    length: () => text.length,
    text: () => text,
  };
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** With quotes around it, and escaped where it must be. */
function quote(text: string): string {
  const escaped = text.replaceAll(/["\\\u0000-\u001f]/g, (character) => {
    return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
