/** The text of a value, as `String.valueOf`, `+` and the debug log give it. Source: Apex Reference, "String.valueOf", and debug logs of public reports. */
import { ApexList, ApexMap, ApexSet } from './collections.ts';
import { plainText } from './decimal.ts';
import { isoDate } from './library/calendar.ts';
import { ExceptionObject } from './run/exceptions.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  ApexObject,
  ApexSObject,
  ApexTime,
  PlatformObject,
  type Value,
} from './values.ts';

/**
 * A Datetime shows its time in GMT. `step` is told how long the text of each value is that is gone through: a value may hold others many times over. What
 * holds itself is not shown again within.
 */
export function toText(value: Value, step: (length: number) => void = () => undefined): string {
  const open = new Set<Value>();
  const text = (inner: Value): string => simpleText(inner) ?? nested(inner);
  const nested = (inner: Value): string => {
    if (open.has(inner)) return '(already output)';
    open.add(inner);
    try {
      const shown = structureText(inner, text);
      step(shown.length);
      return shown;
    } finally {
      open.delete(inner);
    }
  };
  return text(value);
}

/** Of what holds no other values. */
function simpleText(value: Value): string | undefined {
  if (value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (value instanceof ApexDecimal) return plainText(value);
  return value instanceof ApexEnum ? value.name : scalarText(value);
}

function scalarText(value: Value): string | undefined {
  if (value instanceof ApexDouble) return doubleText(value.value);
  if (value instanceof ApexDate) return isoDate(value.days);
  if (value instanceof ApexDatetime) return localTime(value.ms, 'GMT');
  if (value instanceof ApexTime) return new Date(value.ms).toISOString().slice(11);
  return value instanceof ApexBlob ? `Blob[${value.bytes.length}]` : undefined;
}

/** As java.lang.Double.toString. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '0', exponent = '0'] = value.toExponential().split('e');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
  }
  if (!Number.isInteger(value)) return String(value);
  return Object.is(value, -0) ? '-0.0' : `${value}.0`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-21 11:00:00` */
export function localTime(ms: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timeZone, format);
  }
  return format.format(ms);
}

type Inner = (value: Value) => string;

function structureText(value: Value, text: Inner): string {
  if (value instanceof ApexList) return `(${value.items.map(text).join(', ')})`;
  // The text shows sets and maps sorted, although going through them does not.
  if (value instanceof ApexSet) return `{${[...value].map(text).sort().join(', ')}}`;
  if (value instanceof ApexMap) {
    const pairs = [...value.entries()].map((entry) => `${text(entry.key)}=${text(entry.value)}`);
    return `{${pairs.sort().join(', ')}}`;
  }
  if (value instanceof ApexSObject)
    return `${value.type.name}:{${[...value.fields].map(([name, held]) => `${name}=${text(held)}`).join(', ')}}`;
  if (value instanceof ExceptionObject) return exceptionText(value, text);
  if (value instanceof ApexObject) return objectText(value, text);
  return value instanceof PlatformObject ? value.text : '';
}

/** Stands behind the name of a class whose instance Test.createStub made, as public mocking frameworks expect. */
const STUB = '__sfdc_ApexStub';

/** What code made reads as an object with its message behind; what the platform threw as `System.MathException: Divide by 0`. */
function exceptionText(value: ExceptionObject, text: Inner): string {
  if (typeof value['tostring$0'] === 'function') return objectText(value, text);
  if (value.isMade) return `${objectText(value, text)}: ${value.message ?? ''}`;
  const { name } = value.type;
  return `${name.includes('.') ? name : `System.${name}`}: ${value.message ?? ''}`;
}

/** An own `toString` wins; otherwise `Name:[field=value, …]`. */
function objectText(value: ApexObject, text: Inner): string {
  const own = value['tostring$0'];
  if (typeof own === 'function') return (own as () => string | null).call(value) ?? 'null';
  const fields = Object.entries(value).filter(([key]) => key.startsWith('f_'));
  const simple = value.type.name.slice(value.type.name.lastIndexOf('.') + 1);
  return `${simple}${value.isStub ? STUB : ''}:[${fields.map(([key, held]) => `${key.slice(2)}=${text(held as Value)}`).join(', ')}]`;
}
