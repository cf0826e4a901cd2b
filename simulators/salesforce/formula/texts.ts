/** Source: "Text" functions of the formula functions reference of Salesforce Help. Text is compared with its case. */
import { normalizeId } from '../storage/record-id.ts';
import { pure, type FunctionTable } from './signature.ts';
import { FormulaError, type FormulaValue } from './values.ts';

function padding(text: string, length: number, pad: string): string {
  const missing = text === '' || pad === '' ? 0 : Math.max(0, length - text.length);
  return pad.repeat(Math.ceil(missing / Math.max(1, pad.length))).slice(0, missing);
}

function middle(text: string, start: number, length: number): string {
  const from = Math.max(1, start) - 1;
  return text.slice(from, from + Math.max(0, length));
}

/** The place of a text in another, counted from 1; 0 where it is not. */
function find(sought: string, text: string, start = 1): number {
  return sought === '' ? 0 : text.indexOf(sought, Math.max(0, start - 1)) + 1;
}

function numberIn(text: string): number | undefined {
  const plain = text.trim();
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

function value(text: string): FormulaValue {
  if (text === '') return null;
  const number = numberIn(text);
  if (number === undefined) throw new FormulaError(`"${text}" is not a number`);
  return number;
}

/** Patterns are Java's; those that JavaScript has, too, are read alike. */
const PATTERNS = new Map<string, RegExp>();

function matches(text: string, pattern: string): boolean {
  const compiled = PATTERNS.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
  PATTERNS.set(pattern, compiled);
  return compiled.test(text);
}

function link(url: string, label: string, target = '_blank'): string {
  return `<a href="${url}" target="${target}">${label}</a>`;
}

function image(url: string, alternative: string, height?: number, width?: number): string {
  const size = height === undefined ? '' : ` style="height:${height}px;${width === undefined ? '' : ` width:${width}px;`}"`;
  return `<img src="${url}" alt="${alternative}"${size} border="0"/>`;
}

const capitalized = (text: string): string => text.toLowerCase().replace(/(^|[^\p{L}\p{N}])(\p{L})/gu, (match) => match.toUpperCase());

export const TEXT_FUNCTIONS: FunctionTable = {
  LEN: pure('text -> number', (text: string) => text.length),
  LEFT: pure('text number -> text', (text: string, length: number) => middle(text, 1, length)),
  RIGHT: pure('text number -> text', (text: string, length: number) => (length <= 0 ? '' : text.slice(-length))),
  MID: pure('text number number -> text', middle),
  TRIM: pure('text -> text', (text: string) => text.trim()),
  UPPER: pure('text text? -> text', (text: string) => text.toUpperCase()),
  LOWER: pure('text text? -> text', (text: string) => text.toLowerCase()),
  INITCAP: pure('text -> text', capitalized),
  REVERSE: pure('text -> text', (text: string) => Array.from(text).toReversed().join('')),
  // What is longer is cut, on either side at its end; nothing stays nothing.
  LPAD: pure('text number text? -> text', (text: string, length: number, pad = ' ') =>
    (padding(text, length, pad) + text).slice(0, Math.max(0, length)),
  ),
  RPAD: pure('text number text? -> text', (text: string, length: number, pad = ' ') =>
    (text + padding(text, length, pad)).slice(0, Math.max(0, length)),
  ),
  FIND: pure('text text number? -> number', find),
  CONTAINS: pure('text|picklist text -> boolean', (text: string, sought: string) => text.includes(sought)),
  BEGINS: pure('text|picklist text -> boolean', (text: string, start: string) => text.startsWith(start)),
  SUBSTITUTE: pure('text text text -> text', (text: string, old: string, by: string) =>
    old === '' ? text : text.replaceAll(old, () => by),
  ),
  VALUE: pure('text -> number', value),
  ISNUMBER: pure('text -> boolean', (text: string) => numberIn(text) !== undefined),
  REGEX: pure('text text -> boolean', matches),
  CHR: pure('number -> text', (code: number) => String.fromCodePoint(code)),
  ASCII: pure('text -> number', (text: string) => text.codePointAt(0) ?? null),
  BR: pure('-> text', () => '\n'),
  CASESAFEID: pure('text -> text', (id: string) => normalizeId(id) ?? id),
  HYPERLINK: pure('text text text? -> text', link),
  IMAGE: pure('text text number? number? -> text', image),
};
