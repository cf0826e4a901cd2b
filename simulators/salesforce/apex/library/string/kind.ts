/** String: what its characters are. */
import type { Members } from '../native.ts';
import { WHITESPACE } from './whitespace.ts';

const test = (pattern: RegExp) => (_: unknown, self: string) => pattern.test(self);

const WHITE = new RegExp(`^[${WHITESPACE}]*$`);

const blank = (text: string | null): boolean => text === null || WHITE.test(text);

export const kindMembers: Members = {
  'static Boolean isBlank(String? inputString)': (_, text: string | null) => blank(text),
  'static Boolean isNotBlank(String? inputString)': (_, text: string | null) => !blank(text),
  'static Boolean isEmpty(String? inputString)': (_, text: string | null) => text === null || text === '',
  'static Boolean isNotEmpty(String? inputString)': (_, text: string | null) => text !== null && text !== '',
  'Boolean isAllLowerCase()': test(/^\p{Ll}+$/u),
  'Boolean isAllUpperCase()': test(/^\p{Lu}+$/u),
  'Boolean isAlpha()': test(/^\p{L}+$/u),
  'Boolean isAlphaSpace()': test(/^[\p{L} ]*$/u),
  'Boolean isAlphanumeric()': test(/^[\p{L}\p{Nd}]+$/u),
  'Boolean isAlphanumericSpace()': test(/^[\p{L}\p{Nd} ]*$/u),
  'Boolean isAsciiPrintable()': test(/^[ -~]*$/),
  'Boolean isNumeric()': test(/^\p{Nd}+$/u),
  'Boolean isNumericSpace()': test(/^[\p{Nd} ]*$/u),
  'Boolean isWhitespace()': test(WHITE),
};
