/** String: parts of it. */
import type { Members } from '../native.ts';
import { between } from './characters.ts';

/** What stands before and after the place where the separator begins; undefined when it is not there. */
function cut(text: string, separator: string, place: number): { readonly before: string; readonly after: string } | undefined {
  return place < 0 ? undefined : { before: text.slice(0, place), after: text.slice(place + separator.length) };
}

const first = (text: string, separator: string): ReturnType<typeof cut> => cut(text, separator, text.indexOf(separator));
const last = (text: string, separator: string): ReturnType<typeof cut> => cut(text, separator, text.lastIndexOf(separator));

function inside(text: string, open: string, close: string): string | null {
  const start = text.indexOf(open);
  if (start < 0) return null;
  const end = text.indexOf(close, start + open.length);
  return end < 0 ? null : text.slice(start + open.length, end);
}

export const substringMembers: Members = {
  'String left(Integer length)': (_, self: string, length: number) => self.slice(0, Math.max(0, length)),
  'String right(Integer length)': (_, self: string, length: number) => (length <= 0 ? '' : self.slice(-length)),
  'String mid(Integer startIndex, Integer length)': (_, self: string, start: number, length: number) => {
    const from = Math.max(0, start);
    return length < 0 ? '' : self.slice(from, from + length);
  },
  'String substring(Integer startIndex)': (context, self: string, start: number) => between(context, self, [start, self.length]),
  'String substring(Integer startIndex, Integer endIndex)': (context, self: string, start: number, end: number) =>
    between(context, self, [start, end]),
  'String substringAfter(String? separator)': (_, self: string, separator: string | null) =>
    separator === null ? '' : (first(self, separator)?.after ?? ''),
  'String substringAfterLast(String? separator)': (_, self: string, separator: string | null) =>
    separator === null || separator === '' ? '' : (last(self, separator)?.after ?? ''),
  'String substringBefore(String? separator)': (_, self: string, separator: string | null) =>
    separator === null ? self : (first(self, separator)?.before ?? self),
  'String substringBeforeLast(String? separator)': (_, self: string, separator: string | null) =>
    separator === null || separator === '' ? self : (last(self, separator)?.before ?? self),
  'String substringBetween(String? tag)': (_, self: string, tag: string | null) => (tag === null ? null : inside(self, tag, tag)),
  'String substringBetween(String? open, String? close)': (_, self: string, open: string | null, close: string | null) =>
    open === null || close === null ? null : inside(self, open, close),
  'String difference(String stringToCompare)': (_, self: string, other: string) => {
    let same = 0;
    while (same < other.length && self[same] === other[same]) same += 1;
    return other.slice(same);
  },
};
