/** Cuts a formula into tokens. Source: the formula operators and functions reference of Salesforce Help. */

export type Token =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'name'; readonly value: string }
  | { readonly type: 'symbol'; readonly value: string };

const PATTERN =
  /\s+|\/\*[\s\S]*?\*\/|(?<number>\d+(?:\.\d+)?|\.\d+)|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<name>\$?[A-Za-z_]\w*(?::\w+)?(?:\.\w+(?::\w+)?)*)|(?<symbol>&&|\|\||<>|!=|==|<=|>=|[-+*/^&!=<>(),])/y;

/** Throws on a character no formula may hold. */
export function tokenize(formula: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(PATTERN);
  while (pattern.lastIndex < formula.length) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(formula)?.groups;
    if (groups === undefined) throw new Error(`unexpected "${formula.charAt(start)}" at position ${start}`);
    const token = tokenOf(groups);
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token | undefined {
  if (groups['number'] !== undefined) return { type: 'number', value: Number(groups['number']) };
  if (groups['text'] !== undefined) return { type: 'text', value: unescaped(groups['text'].slice(1, -1)) };
  if (groups['name'] !== undefined) return { type: 'name', value: groups['name'] };
  if (groups['symbol'] !== undefined) return { type: 'symbol', value: groups['symbol'] };
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character);
}
