/** String: changed letter by letter, or with parts taken out. */
import type { ApexContext } from '../../context.ts';
import { compilePattern, replaceMatches } from '../java-pattern.ts';
import type { Members } from '../native.ts';
import { localeTag } from '../number-format.ts';
import { holdText } from '../text-size.ts';
import { WHITESPACE } from './whitespace.ts';

const folded = (text: string): string => text.toLowerCase();

function swapCase(text: string): string {
  return Array.from(text, (each) => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase())).join('');
}

/** Elements of HTML and their comments; what stands between them stays. */
function stripTags(text: string): string {
  return text.replace(/<!--[\s\S]*?-->|<\/?[A-Za-z!][^<>]*>/g, '');
}

function replaceLiteral(context: ApexContext, self: string, target: string, replacement: string): string {
  const occurrences = target === '' ? self.length + 1 : self.split(target).length - 1;
  holdText(context, self.length + occurrences * replacement.length);
  return self.replaceAll(target, () => replacement);
}

const SPACES = new RegExp(`[${WHITESPACE}]+`, 'g');

/** A space that keeps words together becomes an ordinary one, but does not go. */
const normalized = (text: string): string => text.replace(SPACES, ' ').replace(/^ | $/g, '').replaceAll('\u00a0', ' ');

const removeStart = (self: string, part: string, starts: boolean): string => (starts ? self.slice(part.length) : self);
const removeEnd = (self: string, part: string, ends: boolean): string => (ends ? self.slice(0, self.length - part.length) : self);

const letters: Members = {
  'String capitalize()': (_, self: string) => self.charAt(0).toUpperCase() + self.slice(1),
  'String uncapitalize()': (_, self: string) => self.charAt(0).toLowerCase() + self.slice(1),
  'String swapCase()': (_, self: string) => swapCase(self),
  'String toLowerCase()': (_, self: string) => self.toLowerCase(),
  'String toLowerCase(String locale)': (_, self: string, locale: string) => self.toLocaleLowerCase(localeTag(locale)),
  'String toUpperCase()': (_, self: string) => self.toUpperCase(),
  'String toUpperCase(String locale)': (_, self: string, locale: string) => self.toLocaleUpperCase(localeTag(locale)),
  'String reverse()': (_, self: string) => Array.from(self).reverse().join(''),
};

const removals: Members = {
  // Java's trim takes every character up to the space.

  'String trim()': (_, self: string) => self.replace(/^[\0-\x20]+|[\0-\x20]+$/g, ''),
  'String normalizeSpace()': (_, self: string) => normalized(self),
  'String deleteWhitespace()': (_, self: string) => self.replace(SPACES, ''),
  'String stripHtmlTags()': (_, self: string) => stripTags(self),
  'String remove(String substring)': (_, self: string, part: string) => (part === '' ? self : self.replaceAll(part, '')),
  'String removeStart(String substring)': (_, self: string, part: string) => removeStart(self, part, self.startsWith(part)),
  'String removeStartIgnoreCase(String substring)': (_, self: string, part: string) =>
    removeStart(self, part, folded(self).startsWith(folded(part))),
  'String removeEnd(String substring)': (_, self: string, part: string) => removeEnd(self, part, self.endsWith(part)),
  'String removeEndIgnoreCase(String substring)': (_, self: string, part: string) =>
    removeEnd(self, part, folded(self).endsWith(folded(part))),
};

const replacements: Members = {
  'String replace(String target, String replacement)': replaceLiteral,
  'String replaceAll(String regExp, String replacement)': (context, self: string, pattern: string, replacement: string) =>
    replaceMatches(context, { pattern: compilePattern(context, pattern), text: self, replacement, all: true }),
  'String replaceFirst(String regExp, String replacement)': (context, self: string, pattern: string, replacement: string) =>
    replaceMatches(context, { pattern: compilePattern(context, pattern), text: self, replacement, all: false }),
};

export const changeMembers: Members = { ...letters, ...removals, ...replacements };
