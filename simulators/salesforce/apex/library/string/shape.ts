/** String: filled up, cut down, repeated. */
import type { ApexContext } from '../../context.ts';
import type { Members } from '../native.ts';
import { holdText } from '../text-size.ts';

/** So many characters of `text`, over and over; an empty one counts as a space. */
function filling(context: ApexContext, length: number, text: string): string {
  holdText(context, length);
  const unit = text === '' ? ' ' : text;
  return length <= 0 ? '' : unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

const padLeft = (context: ApexContext, self: string, length: number, text = ' '): string =>
  filling(context, length - self.length, text) + self;

const padRight = (context: ApexContext, self: string, length: number, text = ' '): string =>
  self + filling(context, length - self.length, text);

function center(context: ApexContext, self: string, size: number, text = ' '): string {
  const missing = size - self.length;
  if (missing <= 0) return self;
  const left = padLeft(context, self, self.length + Math.floor(missing / 2), text);
  return padRight(context, left, size, text);
}

function repeat(context: ApexContext, text: string, times: number): string {
  holdText(context, text.length * times);
  return text.repeat(Math.max(0, times));
}

/** StringUtils.abbreviate: three dots for what is left out, before and after `offset`. */
function abbreviate(context: ApexContext, self: string, width: number, offset = 0): string {
  if (width < 4) context.fail('StringException', 'Minimum abbreviation width is 4');
  if (self.length <= width) return self;
  const start = Math.min(Math.max(0, offset), self.length);
  const from = self.length - start < width - 3 ? self.length - (width - 3) : start;
  if (from <= 4) return `${self.slice(0, width - 3)}...`;
  if (width < 7) context.fail('StringException', 'Minimum abbreviation width with offset is 7');
  if (from + width - 3 < self.length) return `...${abbreviate(context, self.slice(from), width - 3)}`;
  return `...${self.slice(self.length - (width - 3))}`;
}

export const shapeMembers: Members = {
  'String abbreviate(Integer maxWidth)': abbreviate,
  'String abbreviate(Integer maxWidth, Integer offset)': abbreviate,
  'String center(Integer size)': center,
  'String center(Integer size, String? paddingString)': (context, self: string, size: number, text: string | null) =>
    center(context, self, size, text ?? ' '),
  'String leftPad(Integer length)': padLeft,
  'String leftPad(Integer length, String? padStr)': (context, self: string, length: number, text: string | null) =>
    padLeft(context, self, length, text ?? ' '),
  'String rightPad(Integer length)': padRight,
  'String rightPad(Integer length, String? padStr)': (context, self: string, length: number, text: string | null) =>
    padRight(context, self, length, text ?? ' '),
  'String repeat(Integer numberOfTimes)': repeat,
  'String repeat(String? separator, Integer numberOfTimes)': (context, self: string, separator: string | null, times: number) => {
    const joined = self + (separator ?? '');
    return repeat(context, joined, times).slice(0, Math.max(0, joined.length * times - (separator ?? '').length));
  },
};
