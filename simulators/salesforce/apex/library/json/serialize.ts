/** Apex values as JSON. Source: Apex Reference Guide, "JSON Class" (serialize) and Apex Developer Guide, "JSON Support". */
import { ApexList, ApexMap, ApexSet } from '../../collections.ts';
import type { ApexContext } from '../../context.ts';
import { plainText } from '../../decimal.ts';
import { ExceptionObject } from '../../run/exceptions.ts';
import type { DmlOutcome } from '../../org-port.ts';
import { doubleText } from '../../text.ts';
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
} from '../../values.ts';
import type { Bag } from '../bag.ts';
import { isoDate } from '../calendar.ts';
import { growText } from '../text-size.ts';
import type { JsonWriter } from './json-writer.ts';

/** Deeper than this are only objects that hold themselves. */
const DEEPEST = 1000;

const API_VERSION = '67.0';

export type Serialize = { readonly context: ApexContext; readonly writer: JsonWriter; readonly suppressNulls: boolean };

export function writeValue(to: Serialize, value: Value): void {
  const { context, writer } = to;
  if (writer.depth() > DEEPEST) context.fail('JSONException', 'Maximum nesting depth exceeded');
  growText(context, writer.length(), 0);
  const scalar = scalarText(value);
  if (scalar !== undefined) writer.string(scalar);
  else if (value === null || typeof value !== 'object') writer.literal(String(value));
  else if (value instanceof ApexDecimal) writer.literal(plainText(value));
  else if (value instanceof ApexDouble) writeDouble(writer, value.value);
  else writeStructure(to, value);
}

/** JSON has no number for infinity and what is none: Jackson writes their names. */
function writeDouble(writer: JsonWriter, value: number): void {
  if (Number.isFinite(value)) writer.literal(doubleText(value));
  else writer.string(String(value));
}

/** What JSON has as a string. */
function scalarText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof ApexDate) return isoDate(value.days);
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
  if (value instanceof ApexTime) return new Date(value.ms).toISOString().slice(11);
  if (value instanceof ApexEnum) return value.name;
  return value instanceof ApexBlob ? Buffer.from(value.bytes).toString('base64') : undefined;
}

function writeStructure(to: Serialize, value: Value): void {
  if (value instanceof ApexList) writeArray(to, value.items);
  else if (value instanceof ApexSet) writeArray(to, value);
  else if (value instanceof ApexMap) writeMap(to, value);
  else if (value instanceof ApexSObject) writeRecord(to, value);
  else if (value instanceof ApexObject && !(value instanceof ExceptionObject)) writeObject(to, value);
  else writePlatformObject(to, value as ExceptionObject | PlatformObject);
}

function writePlatformObject(to: Serialize, value: ExceptionObject | PlatformObject): void {
  if (value.type.base === 'UUID') to.writer.string((value as PlatformObject).text);
  else if (isResult(value)) writeResult(to, value as Result);
  else if (value.type.base === 'Invocable.Action.Error') writePlain(to.writer, (value as PlatformObject).state);
  else if (value.type.base.startsWith('Database.DMLOptions')) writeSettings(to, value as Bag);
  else unsupported(to.context, value);
}

const unsupported = (context: ApexContext, { type }: ExceptionObject | PlatformObject): never =>
  context.fail('JSONException', `Apex Type unsupported in JSON: ${type.name}`);

/** What was set, as it would be set again. */
function writeSettings(to: Serialize, { state }: Bag): void {
  to.writer.startObject();
  for (const [name, value] of state) {
    to.writer.name(name);
    writeValue(to, value);
  }
  to.writer.endObject();
}

function writeArray(to: Serialize, elements: Iterable<Value>): void {
  to.writer.startArray();
  for (const element of elements) writeValue(to, element);
  to.writer.endArray();
}

const isFieldToken = (value: Value): boolean => value instanceof PlatformObject && value.type.base === 'Schema.SObjectField';

function writeMap(to: Serialize, map: ApexMap): void {
  const { context, writer } = to;
  writer.startObject();
  for (const { key, value } of map.entries()) {
    const isPlain = key === null || typeof key !== 'object' || key instanceof ApexDecimal || isFieldToken(key);
    const simple = scalarText(key) ?? (isPlain ? context.text(key) : undefined);
    writer.name(simple ?? context.fail('JSONException', `Map key type not supported: ${map.type.args[0]?.name ?? ''}`));
    writeValue(to, value);
  }
  writer.endObject();
}

/** An unset field is left out; one that was set to null is there. */
function writeRecord(to: Serialize, record: ApexSObject): void {
  const { writer } = to;
  const { base } = record.type;
  const id = record.fields.get('Id');
  writer.startObject();
  writer.name('attributes');
  writer.startObject();
  writer.name('type');
  writer.string(base);
  if (typeof id === 'string') {
    writer.name('url');
    writer.string(`/services/data/v${API_VERSION}/sobjects/${base}/${id}`);
  }
  writer.endObject();
  for (const [name, value] of record.fields) {
    if (value === null && !record.changed.has(name)) continue;
    writer.name(name);
    if (value instanceof ApexList) writeChildren(to, value);
    else writeValue(to, value);
  }
  writer.endObject();
}

function writeChildren(to: Serialize, { items }: ApexList): void {
  const { writer } = to;
  writer.startObject();
  writer.name('totalSize');
  writer.literal(String(items.length));
  writer.name('done');
  writer.literal('true');
  writer.name('records');
  writeArray(to, items);
  writer.endObject();
}

type Result = PlatformObject<DmlOutcome>;

const isResult = ({ type }: ExceptionObject | PlatformObject): boolean => /^Database\.\w+Result$/.test(type.base);

/** Under the names from which tests make them. */
function writeResult({ writer }: Serialize, { state, type }: Result): void {
  const { id, success, created, errors } = state;
  const told = { success, id, errors, ...(type.base === 'Database.UpsertResult' ? { created } : {}) };
  writePlain(writer, told);
}

function writePlain(writer: JsonWriter, value: unknown): void {
  if (Array.isArray(value)) {
    writer.startArray();
    for (const each of value) writePlain(writer, each);
    writer.endArray();
  } else if (typeof value === 'object' && value !== null) {
    writer.startObject();
    for (const [name, held] of Object.entries(value)) {
      writer.name(name);
      writePlain(writer, held);
    }
    writer.endObject();
  } else if (typeof value === 'string') writer.string(value);
  else writer.literal(String(value));
}

function writeObject(to: Serialize, object: ApexObject): void {
  const { context, writer, suppressNulls } = to;
  writer.startObject();
  for (const field of context.classes.fields(object.type)) {
    if (field.transient) continue;
    const value = field.get(object);
    if (value === null && suppressNulls) continue;
    writer.name(field.name);
    writeValue(to, value);
  }
  writer.endObject();
}
