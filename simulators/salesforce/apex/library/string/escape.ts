/** String: escaped for another language, and back. As Apache Commons Lang's StringEscapeUtils. */
import type { Members } from '../native.ts';
import { HTML4, LATIN1 } from './html-entities.ts';

const hex4 = (code: number): string => `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;

const CONTROL: Readonly<Record<string, string>> = { '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r' };

/** Backslashes, control characters, and everything that is not ASCII. */
function escapeCode(text: string, quotes: string): string {
  return text.replace(/[^]/g, (character) => {
    if (quotes.includes(character) || character === '\\') return `\\${character}`;
    const code = character.charCodeAt(0);
    return CONTROL[character] ?? (code < 32 || code > 126 ? hex4(code) : character);
  });
}

const UNESCAPED: Readonly<Record<string, string>> = { b: '\b', n: '\n', t: '\t', f: '\f', r: '\r' };

function unescapeCode(text: string): string {
  return text.replace(/\\(?:u+([0-9A-Fa-f]{4})|([0-3]?[0-7]{1,2})|([^]))/g, (_, ...found: unknown[]) => {
    const [unicode, octal, character = ''] = found as (string | undefined)[];
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return UNESCAPED[character] ?? character;
  });
}

type Entities = ReadonlyMap<string, string>;

const BASIC: Entities = new Map([
  ['"', 'quot'],
  ['&', 'amp'],
  ['<', 'lt'],
  ['>', 'gt'],
]);
const XML: Entities = new Map([...BASIC, ["'", 'apos']]);
const HTML3_ENTITIES: Entities = new Map([...BASIC, ...LATIN1]);
const HTML4_ENTITIES: Entities = new Map([...HTML3_ENTITIES, ...HTML4]);

function escapeEntities(text: string, entities: Entities): string {
  return Array.from(text, (character) => {
    const name = entities.get(character);
    return name === undefined ? character : `&${name};`;
  }).join('');
}

function unescapeEntities(text: string, entities: Entities): string {
  const named = new Map([...entities].map(([character, name]) => [name, character]));
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(\w+));/g, (whole: string, ...found: unknown[]) => {
    const [decimal, hex, name = ''] = found as (string | undefined)[];
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : undefined;
    if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return named.get(name) ?? whole;
  });
}

const escapeCsv = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function unescapeCsv(text: string): string {
  const inner = /^"([^]*)"$/.exec(text)?.[1];
  return inner !== undefined && /[",\r\n]/.test(inner) ? inner.replaceAll('""', '"') : text;
}

const escapeUnicode = (text: string): string =>
  text.replace(/[^]/g, (character) => (character.charCodeAt(0) > 126 ? hex4(character.charCodeAt(0)) : character));

export const escapeMembers: Members = {
  'static String escapeSingleQuotes(String stringToEscape)': (_, text: string) => text.replaceAll(/['\\]/g, '\\$&'),
  'String escapeCsv()': (_, self: string) => escapeCsv(self),
  'String unescapeCsv()': (_, self: string) => unescapeCsv(self),
  'String escapeEcmaScript()': (_, self: string) => escapeCode(self, '"\'/'),
  'String unescapeEcmaScript()': (_, self: string) => unescapeCode(self),
  'String escapeJava()': (_, self: string) => escapeCode(self, '"'),
  'String unescapeJava()': (_, self: string) => unescapeCode(self),
  'String escapeHtml3()': (_, self: string) => escapeEntities(self, HTML3_ENTITIES),
  'String unescapeHtml3()': (_, self: string) => unescapeEntities(self, HTML3_ENTITIES),
  'String escapeHtml4()': (_, self: string) => escapeEntities(self, HTML4_ENTITIES),
  'String unescapeHtml4()': (_, self: string) => unescapeEntities(self, HTML4_ENTITIES),
  'String escapeXml()': (_, self: string) => escapeEntities(self, XML),
  'String unescapeXml()': (_, self: string) => unescapeEntities(self, XML),
  'String escapeUnicode()': (_, self: string) => escapeUnicode(self),
  'String unescapeUnicode()': (_, self: string) =>
    self.replace(/\\u\+?([0-9A-Fa-f]{4})/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
};
