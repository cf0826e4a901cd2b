/** String: made from other values. */
import type { ApexContext } from '../../context.ts';
import type { ApexList, ApexSet } from '../../collections.ts';
import { localTime } from '../../text.ts';
import type { ApexDatetime, Value } from '../../values.ts';
import { elementsOf } from '../elements.ts';
import { formatMessage } from '../message-format.ts';
import type { Members } from '../native.ts';
import { holdText } from '../text-size.ts';

const valueOf = (context: ApexContext, value: Value): string | null => (value === null ? null : context.text(value));

/** Of primitive types one overload each, so that a null of such a type is a null, not the text "null". */
const VALUE_TYPES = ['String', 'Date', 'Decimal', 'Double', 'Integer', 'Long', 'Boolean', 'Id', 'Time'];

const valuesOf: Members = Object.fromEntries(VALUE_TYPES.map((type) => [`static String valueOf(${type}? value)`, valueOf]));

function join(context: ApexContext, source: Value, separator: string): string {
  const parts = elementsOf(context, source).map((each) => (each === null ? '' : context.text(each)));
  holdText(
    context,
    parts.reduce((length, part) => length + part.length + separator.length, 0),
  );
  return parts.join(separator);
}

export const createMembers: Members = {
  ...valuesOf,
  'static String valueOf(Object? toConvert)': valueOf,
  // The only text of a Datetime in the user's time zone: one that is held as an Object, or added to a text, is in GMT.
  'static String valueOf(Datetime? datetimeToConvert)': (context, value: ApexDatetime | null) =>
    value === null ? null : localTime(value.ms, context.user().timeZone),
  'static String valueOfGmt(Datetime datetimeToConvert)': (_, { ms }: ApexDatetime) => localTime(ms, 'GMT'),
  'static String format(String stringToFormat, List<Object> formattingArguments)': (context, pattern: string, { items }: ApexList) =>
    formatMessage(context, pattern, items),
  'static String fromCharArray(List<Integer> charArray)': (context, { items }: ApexList) => {
    holdText(context, items.length);
    return (items as number[]).map((code) => String.fromCharCode(code)).join('');
  },
  'static String join(List<Object> iterableObj, String separator)': join,
  'static String join(Set<Object> iterableObj, String separator)': (context, source: ApexSet, separator: string) =>
    join(context, source, separator),
  'static String join(Iterable<Object> iterableObj, String separator)': join,
  'String toString()': (_, self: string) => self,
};
