/** String: compared with others. */
import type { ApexContext } from '../../context.ts';
import { hashText } from '../../equality.ts';
import type { ApexList } from '../../collections.ts';
import type { Value } from '../../values.ts';
import type { Members } from '../native.ts';

/** java.lang.String.compareTo: the difference of the first characters that differ, or of the lengths. */
export function compareText(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index += 1) {
    const difference = a.charCodeAt(index) - b.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Least number of characters to insert, delete or replace. */
function levenshtein(context: ApexContext, a: string, b: string): number {
  context.charge(Math.ceil((a.length * b.length) / 4));
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}

function commonPrefix({ items }: ApexList): string {
  const texts = items.filter((item): item is string => typeof item === 'string');
  const [first = '', ...others] = texts;
  if (texts.length !== items.length) return '';
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

export const compareMembers: Members = {
  'Integer compareTo(String secondString)': (_, self: string, other: string) => compareText(self, other),
  'Boolean equals(Object? stringOrId)': (_, self: string, other: Value) => self === other,
  'Boolean equalsIgnoreCase(String? secondString)': (_, self: string, other: string | null) => self.toLowerCase() === other?.toLowerCase(),
  'Integer hashCode()': (_, self: string) => hashText(self),
  'Integer getLevenshteinDistance(String stringToCompare)': levenshtein,
  'Integer getLevenshteinDistance(String stringToCompare, Integer threshold)': (
    context,
    self: string,
    other: string,
    threshold: number,
  ) => {
    const distance = levenshtein(context, self, other);
    return distance <= threshold ? distance : -1;
  },
  'static String getCommonPrefix(List<String> strings)': (_, strings: ApexList) => commonPrefix(strings),
};
