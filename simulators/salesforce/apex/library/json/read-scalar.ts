/** A value of JSON as one of a primitive type. */
import type { ApexContext } from '../../context.ts';
import { parseDecimal, setScale, toNumber } from '../../decimal.ts';
import { readIdText } from '../../id-text.ts';
import { BLOB, BOOLEAN, DATE, DATETIME, DECIMAL, DOUBLE, ID, INTEGER, LONG, STRING, TIME, type ApexType } from '../../types/type.ts';
import { ApexDate, ApexDatetime, ApexDouble, ApexTime, type ApexDecimal, type Value } from '../../values.ts';
import { blobOf } from '../blob.ts';
import type { JsonTree } from './json-tree.ts';

/** Undefined for text that is not of the type. */
type Read = (text: string) => Value | undefined;

const whole = (text: string, bits: number): bigint | undefined => {
  const decimal = parseDecimal(text);
  if (decimal === undefined) return undefined;
  const { unscaled } = setScale(decimal, { scale: 0, mode: 'DOWN' });
  return BigInt.asIntN(bits, unscaled) === unscaled ? unscaled : undefined;
};

const decimal = (text: string): ApexDecimal | undefined => (text === '' ? undefined : parseDecimal(text));

function instant(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return undefined;
  const zoned = text.includes('T') && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text;
  const ms = Date.parse(zoned.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? undefined : ms;
}

function timeOfDay(text: string): ApexTime | undefined {
  const ms = instant(`1970-01-01T${text}`);
  return ms === undefined ? undefined : new ApexTime(ms);
}

const READERS = new Map<ApexType, Read>([
  [STRING, (text) => text],
  [ID, (text) => (text === '' ? null : readIdText(text))],
  [BOOLEAN, (text) => (text === 'true' ? true : text === 'false' ? false : undefined)],
  [
    INTEGER,
    (text) => {
      const value = whole(text, 32);
      return value === undefined ? undefined : Number(value);
    },
  ],
  [LONG, (text) => whole(text, 64)],
  [DECIMAL, decimal],
  [
    DOUBLE,
    (text) => {
      const value = decimal(text);
      return value === undefined ? undefined : new ApexDouble(toNumber(value));
    },
  ],
  [
    DATE,
    (text) => {
      const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
      const ms = instant(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
      return ms === undefined ? undefined : new ApexDate(Math.floor(ms / 86_400_000));
    },
  ],
  [
    DATETIME,
    (text) => {
      const ms = instant(text);
      return ms === undefined ? undefined : new ApexDatetime(ms);
    },
  ],
  [TIME, timeOfDay],
  [BLOB, (text) => blobOf(Buffer.from(text, 'base64'))],
]);

/** Throws the JSONException where the value does not fit the type. */
export function readScalar(context: ApexContext, tree: JsonTree, type: ApexType): Value {
  const read = READERS.get(type);
  if (read === undefined || tree.kind === 'object' || tree.kind === 'array')
    return context.fail('JSONException', 'Illegal value for primitive');
  const value = read(tree.text);
  return value === undefined ? context.fail('JSONException', `Invalid format: "${tree.text}" for ${type.name}`) : value;
}
