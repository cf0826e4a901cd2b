/** Sets of characters that Java's regular expressions name, as JavaScript writes them. Source: java.util.regex.Pattern. */

/** What ends a line, inside a class. */
export const LINE_END = '\\n\\r\\u0085\\u2028\\u2029';

const SPACE = ' \\t\\n\\v\\f\\r';
const HORIZONTAL = ' \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';

const ESCAPES: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[A-Za-z0-9_]',
  W: '[^A-Za-z0-9_]',
  s: `[${SPACE}]`,
  S: `[^${SPACE}]`,
  h: `[${HORIZONTAL}]`,
  H: `[^${HORIZONTAL}]`,
  v: `[\\v\\f${LINE_END}]`,
  V: `[^\\v\\f${LINE_END}]`,
  t: '\\t',
  n: '\\n',
  r: '\\r',
  f: '\\f',
  a: '\\u{7}',
  e: '\\u{1b}',
};

/** `d` of `\d`; undefined for a letter that names no set. */
export const classEscape = (letter: string): string | undefined => ESCAPES[letter];

const POSIX: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\u{0}-\\u{7f}',
  Alpha: 'A-Za-z',
  Digit: '0-9',
  Alnum: 'A-Za-z0-9',
  Punct: '!-\\/:-@\\[-`\\{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Cntrl: '\\u{0}-\\u{1f}\\u{7f}',
  XDigit: '0-9A-Fa-f',
  Space: SPACE,
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaWhitespace: SPACE,
  L1: '\\u{0}-\\u{ff}',
};

/** What stands in a class for the property of that name: POSIX, a general category, a script or a binary property. */
export function propertyOf(name: string): string | undefined {
  if (Object.hasOwn(POSIX, name)) return POSIX[name];
  const plain = name.replace(/^Is/, '');
  return [plain, `Script=${plain}`].map((each) => `\\p{${each}}`).find(isKnown);
}

function isKnown(property: string): boolean {
  try {
    new RegExp(`[${property}]`, 'v');
    return true;
  } catch {
    return false;
  }
}
