/** String: where something is, and whether it is there. */
import type { ApexContext } from '../../context.ts';
import { integerList } from '../list-value.ts';
import type { Members } from '../native.ts';
import { characterAt } from './characters.ts';
import { WHITESPACE } from './whitespace.ts';

const folded = (text: string): string => text.toLowerCase();

/** Lowest of the places where one of the characters is; -1 for none. */
function indexWhere(text: string, accept: (character: string) => boolean): number {
  for (let index = 0; index < text.length; index += 1) if (accept(text.charAt(index))) return index;
  return -1;
}

/** First place where two texts differ; -1 for equal ones. */
function firstDifference(a: string, b: string): number {
  if (a === b) return -1;
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index += 1) if (a[index] !== b[index]) return index;
  return shorter;
}

function count(text: string, part: string): number {
  return part === '' ? 0 : text.split(part).length - 1;
}

const SPACE = new RegExp(`[${WHITESPACE}]`);

const code = (character: number): string => String.fromCodePoint(character);

const presence: Members = {
  'Boolean contains(String substring)': (_, self: string, part: string) => self.includes(part),
  'Boolean containsAny(String inputString)': (_, self: string, characters: string) =>
    indexWhere(self, (each) => characters.includes(each)) >= 0,
  'Boolean containsIgnoreCase(String substring)': (_, self: string, part: string) => folded(self).includes(folded(part)),
  'Boolean containsNone(String inputString)': (_, self: string, characters: string) =>
    indexWhere(self, (each) => characters.includes(each)) < 0,
  'Boolean containsOnly(String inputString)': (_, self: string, characters: string) =>
    indexWhere(self, (each) => !characters.includes(each)) < 0,
  'Boolean containsWhitespace()': (_, self: string) => SPACE.test(self),
  'Integer countMatches(String substring)': (_, self: string, part: string) => count(self, part),
  'Boolean startsWith(String prefix)': (_, self: string, prefix: string) => self.startsWith(prefix),
  'Boolean startsWithIgnoreCase(String prefix)': (_, self: string, prefix: string) => folded(self).startsWith(folded(prefix)),
  'Boolean endsWith(String suffix)': (_, self: string, suffix: string) => self.endsWith(suffix),
  'Boolean endsWithIgnoreCase(String suffix)': (_, self: string, suffix: string) => folded(self).endsWith(folded(suffix)),
};

const places: Members = {
  'Integer indexOf(String substring)': (_, self: string, part: string) => self.indexOf(part),
  'Integer indexOf(String substring, Integer index)': (_, self: string, part: string, from: number) => self.indexOf(part, from),
  'Integer indexOfIgnoreCase(String substring)': (_, self: string, part: string) => folded(self).indexOf(folded(part)),
  'Integer indexOfIgnoreCase(String substring, Integer startPosition)': (_, self: string, part: string, from: number) =>
    folded(self).indexOf(folded(part), from),
  'Integer indexOfAny(String substring)': (_, self: string, characters: string) => indexWhere(self, (each) => characters.includes(each)),
  'Integer indexOfAnyBut(String substring)': (_, self: string, characters: string) =>
    indexWhere(self, (each) => !characters.includes(each)),
  'Integer indexOfChar(Integer character)': (_, self: string, character: number) => self.indexOf(code(character)),
  'Integer indexOfChar(Integer character, Integer startIndex)': (_, self: string, character: number, from: number) =>
    self.indexOf(code(character), from),
  'Integer indexOfDifference(String stringToCompare)': (_, self: string, other: string) => firstDifference(self, other),
  'Integer lastIndexOf(String substring)': (_, self: string, part: string) => self.lastIndexOf(part),
  'Integer lastIndexOf(String substring, Integer endPosition)': (_, self: string, part: string, to: number) => lastIndex(self, part, to),
  'Integer lastIndexOfChar(Integer character)': (_, self: string, character: number) => self.lastIndexOf(code(character)),
  'Integer lastIndexOfChar(Integer character, Integer endIndex)': (_, self: string, character: number, to: number) =>
    lastIndex(self, code(character), to),
  'Integer lastIndexOfIgnoreCase(String substring)': (_, self: string, part: string) => folded(self).lastIndexOf(folded(part)),
  'Integer lastIndexOfIgnoreCase(String substring, Integer endPosition)': (_, self: string, part: string, to: number) =>
    lastIndex(folded(self), folded(part), to),
};

/** JavaScript takes a negative end for 0, Java for nowhere. */
const lastIndex = (text: string, part: string, to: number): number => (to < 0 ? -1 : text.lastIndexOf(part, to));

const characters: Members = {
  'Integer length()': (_, self: string) => self.length,
  'Integer charAt(Integer index)': (context, self: string, index: number) => characterAt(context, self, index).charCodeAt(0),
  'Integer codePointAt(Integer index)': (context, self: string, index: number) => {
    characterAt(context, self, index);
    return self.codePointAt(index);
  },
  'Integer codePointBefore(Integer index)': (context, self: string, index: number) => {
    characterAt(context, self, index - 1);
    const low = self.charCodeAt(index - 1);
    const paired = low >= 0xdc00 && low <= 0xdfff && index >= 2;
    return self.codePointAt(paired && (self.codePointAt(index - 2) ?? 0) > 0xffff ? index - 2 : index - 1);
  },
  'Integer codePointCount(Integer beginIndex, Integer endIndex)': (context, self: string, begin: number, end: number) => {
    if (begin < 0 || end > self.length || begin > end) return context.fail('StringException', 'String index out of range');
    return Array.from(self.slice(begin, end)).length;
  },
  'Integer offsetByCodePoints(Integer index, Integer codePointOffset)': offset,
  'List<Integer> getChars()': (_, self: string) =>
    integerList(Array.from({ length: self.length }, (_each, index) => self.charCodeAt(index))),
};

function offset(context: ApexContext, self: string, index: number, by: number): number {
  const points = by >= 0 ? Array.from(self.slice(index)) : Array.from(self.slice(0, index)).reverse();
  if (index < 0 || index > self.length || points.length < Math.abs(by)) context.fail('StringException', 'String index out of range');
  const length = points.slice(0, Math.abs(by)).join('').length;
  return by >= 0 ? index + length : index - length;
}

export const searchMembers: Members = { ...presence, ...places, ...characters };
