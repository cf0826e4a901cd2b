/**
 * Writes a regular expression of Java as one of JavaScript (with its `v` flag). Source: java.util.regex.Pattern, to which the Apex Reference
 * Guide, "Pattern Class", refers. What JavaScript has no equal for (possessive quantifiers, atomic groups, `\G`, comments mode) is refused by
 * name.
 */
import { classEscape, LINE_END, propertyOf } from './java-regex-classes.ts';

/** The expression cannot be read, or not be written for JavaScript. */
export class RegexFault extends Error {}

type Group = {
  /** What to write when it ends. */
  closing: string;
  flags: Flags;
  /** Inline flags stand in its middle: an alternative behind them would mean something else. */
  wrapped: boolean;
  empty: boolean;
};

type Flags = { readonly s: boolean; readonly m: boolean };

type Reader = { readonly text: string; at: number; readonly groups: Group[]; out: string };

export function translateRegex(text: string): string {
  const reader: Reader = { text, at: 0, out: '', groups: [{ closing: '', flags: { s: false, m: false }, wrapped: false, empty: true }] };
  while (reader.at < text.length) readItem(reader);
  if (reader.groups.length > 1) throw new RegexFault('Unclosed group');
  return reader.out + top(reader).closing;
}

const top = ({ groups }: Reader): Group => groups[groups.length - 1] as Group;

/** A character as it is. */
function literal(character: string): string {
  return /^[A-Za-z0-9_ ]$/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Takes one character, a pair of surrogates as one. */
function take(reader: Reader): string {
  const character = String.fromCodePoint(reader.text.codePointAt(reader.at) ?? 0);
  reader.at += character.length;
  return character;
}

function takeMatch(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (match !== null) reader.at += match[0].length;
  return match;
}

const ITEMS: Readonly<Record<string, (reader: Reader) => string>> = {
  '(': openGroup,
  ')': closeGroup,
  '[': readClass,
  '|': (reader) => {
    if (top(reader).wrapped) throw new RegexFault('inline flags before an alternative are not supported');
    return '|';
  },
  '.': (reader) => (top(reader).flags.s ? '[\\s\\S]' : `[^${LINE_END}]`),
  '^': (reader) => (top(reader).flags.m ? `(?<![^${LINE_END}])` : '(?<![\\s\\S])'),
  $: (reader) => (top(reader).flags.m ? `(?![^${LINE_END}])` : `(?=(?:\\r\\n|[${LINE_END}])?(?![\\s\\S]))`),
  '\\': readEscape,
};

function readItem(reader: Reader): void {
  const character = take(reader);
  const group = top(reader);
  if ('*+?'.includes(character) || (character === '{' && /^\d/.test(reader.text.slice(reader.at)))) {
    if (group.empty) throw new RegexFault(`Dangling meta character '${character}'`);
    reader.out += quantifier(reader, character);
    return;
  }
  if (character === '{') throw new RegexFault('Illegal repetition');
  reader.out += ITEMS[character]?.(reader) ?? literal(character);
  if (character !== '(') top(reader).empty = character === '|';
}

function quantifier(reader: Reader, character: string): string {
  const count = character === '{' ? takeMatch(reader, /\d+(?:,\d*)?\}/y)?.[0] : '';
  if (count === undefined) throw new RegexFault('Unclosed counted closure');
  if (takeMatch(reader, /\+/y) !== null) throw new RegexFault('possessive quantifiers are not supported');
  return `${character}${count}${takeMatch(reader, /\?/y)?.[0] ?? ''}`;
}

function openGroup(reader: Reader): string {
  const { flags } = top(reader);
  const push = (opening: string, inner: Flags = flags): string => {
    reader.groups.push({ closing: ')', flags: inner, wrapped: false, empty: true });
    return opening;
  };
  if (takeMatch(reader, /\?/y) === null) return push('(');
  if (takeMatch(reader, />/y) !== null) throw new RegexFault('atomic groups are not supported');
  const look = takeMatch(reader, /<?[=!]|:/y);
  if (look !== null) return push(`(?${look[0]}`);
  const named = takeMatch(reader, /<([A-Za-z][A-Za-z0-9]*)>/y);
  if (named !== null) return push(`(?<${named[1] ?? ''}>`);
  return inlineFlags(reader, push);
}

function inlineFlags(reader: Reader, push: (opening: string, flags: Flags) => string): string {
  const match = takeMatch(reader, /([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/y);
  if (match === null) throw new RegexFault('Unknown inline modifier');
  const [, on = '', off = '', end] = match;
  const other = /[^imsu]/.exec(on + off)?.[0];
  if (other !== undefined) throw new RegexFault(`the flag ${other} is not supported`);
  const group = top(reader);
  const holds = (flag: 's' | 'm'): boolean => on.includes(flag) || (group.flags[flag] && !off.includes(flag));
  const inner: Flags = { s: holds('s'), m: holds('m') };
  const written = caseFlag(on, off);
  if (end === ':') return push(written, inner);
  // Flags without a group of their own hold to the end of the one they stand in.
  group.flags = inner;
  if (written === '(?:') return '';
  group.wrapped = !group.empty || group.wrapped;
  group.closing = `)${group.closing}`;
  return written;
}

/** Whether case counts is JavaScript's to remember. */
function caseFlag(on: string, off: string): string {
  if (off.includes('i')) return '(?-i:';
  return on.includes('i') ? '(?i:' : '(?:';
}

function closeGroup(reader: Reader): string {
  if (reader.groups.length === 1) throw new RegexFault("Unmatched closing ')'");
  return reader.groups.pop()?.closing ?? '';
}

const ANCHORS: Readonly<Record<string, string>> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: `(?=(?:\\r\\n|[${LINE_END}])?(?![\\s\\S]))`,
  b: '\\b',
  B: '\\B',
  R: `(?:\\r\\n|[${LINE_END}\\v\\f])`,
};

function readEscape(reader: Reader): string {
  if (reader.at >= reader.text.length) throw new RegexFault('Unexpected internal error');
  const quote = takeMatch(reader, /Q([\s\S]*?)(?:\\E|$)/y);
  if (quote !== null) return Array.from(quote[1] ?? '', literal).join('');
  const back = takeMatch(reader, /k<([A-Za-z][A-Za-z0-9]*)>|([1-9])/y);
  if (back !== null) return back[1] === undefined ? `(?:\\${back[2] ?? ''})` : `\\k<${back[1]}>`;
  const anchor = ANCHORS[reader.text[reader.at] ?? ''];
  if (anchor !== undefined) {
    reader.at += 1;
    return anchor;
  }
  return escapedSet(reader);
}

/** An escape that stands for one character, or for one of a set. */
function escapedSet(reader: Reader): string {
  const code = takeMatch(reader, /x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|x\{([0-9A-Fa-f]{1,6})\}|0([0-3]?[0-7]{1,2})|c([@-_])/y);
  if (code !== null) return codeEscape(code);
  const property = takeMatch(reader, /([pP])(?:\{(\^?)(\w+(?:=\w+)?)\}|([A-Z]))/y);
  if (property !== null) return propertyEscape(property);
  const character = take(reader);
  const known = classEscape(character);
  if (known !== undefined) return known;
  if (/[A-Za-z]/.test(character)) throw new RegexFault(`Illegal/unsupported escape sequence \\${character}`);
  return literal(character);
}

function propertyEscape([, letter, not, long, short = '']: RegExpExecArray): string {
  const name = long ?? short;
  const written = propertyOf(name);
  if (written === undefined) throw new RegexFault(`Unknown character property name {${name}}`);
  return (letter === 'P') === (not === '^') ? `[${written}]` : `[^${written}]`;
}

function codeEscape([, two, four, braced, octal, control]: RegExpExecArray): string {
  if (octal !== undefined) return `\\u{${Number.parseInt(octal, 8).toString(16)}}`;
  if (control !== undefined) return `\\u{${(control.charCodeAt(0) ^ 64).toString(16)}}`;
  return `\\u{${two ?? four ?? braced ?? '0'}}`;
}

/** `[a-z&&[^bc]x]`: unions of characters, ranges and classes, cut by `&&`. */
function readClass(reader: Reader): string {
  const negated = takeMatch(reader, /\^/y) !== null;
  const unions: string[] = [];
  let union = '';
  let first = true;
  while (first || reader.text[reader.at] !== ']') {
    if (reader.at >= reader.text.length) throw new RegexFault('Unclosed character class');
    if (takeMatch(reader, /&&/y) !== null) {
      unions.push(union);
      union = '';
    } else union += classItem(reader);
    first = false;
  }
  reader.at += 1;
  const operands = [...unions, union].filter((each) => each !== '').map((each) => (unions.length > 0 ? `[${each}]` : each));
  return `[${negated ? '^' : ''}${operands.join('&&')}]`;
}

function classItem(reader: Reader): string {
  if (takeMatch(reader, /\[/y) !== null) return readClass(reader);
  const quote = takeMatch(reader, /\\Q([\s\S]*?)(?:\\E|$)/y);
  if (quote !== null) return Array.from(quote[1] ?? '', literal).join('');
  const from = classMember(reader);
  if (from.startsWith('[') || !/^-[^\]\[]/.test(reader.text.slice(reader.at, reader.at + 2))) return from;
  reader.at += 1;
  return `${from}-${classMember(reader)}`;
}

function classMember(reader: Reader): string {
  const character = take(reader);
  return character === '\\' ? escapedSet(reader) : literal(character);
}
