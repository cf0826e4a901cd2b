/** What compiled code calls for the operations of the language that are more than an operator. */
import type { OrgField, OrgObject } from '../../metadata/model.ts';
import type { Search } from '../../sosl/parse-search.ts';
import { ApexList, ApexMap, ApexSet, KeySet } from '../collections.ts';
import type { Problem } from '../compile/program.ts';
import type { ApexContext } from '../context.ts';
import { withVariables, type Variables } from '../data/lexical-binds.ts';
import { accessOf, type Binds } from '../data/query.ts';
import { located } from '../data/located.ts';
import { makeSettings } from '../data/custom-settings.ts';
import type { QueryShape } from '../data/query-shape.ts';
import type { Records } from '../data/records.ts';
import type { Saves } from '../data/save.ts';
import { listOfNulls } from '../library/collections/list-class.ts';
import { fieldSetNamed } from '../library/schema/field-sets.ts';
import { describeField, describeObject, fieldTokenOf, objectNamed, tokenOf } from '../library/schema/tokens.ts';
import { typeToken } from '../library/type-class.ts';
import type { OrgPort } from '../org-port.ts';
import { mapOf, STRING, type ApexType } from '../types/type.ts';
import { ApexSObject, type ApexObject, type Value } from '../values.ts';
import { makeCallLater } from './call-later.ts';
import { ApexThrow, LimitThrow, UnsupportedApex, type ExceptionObject } from './exceptions.ts';
import type { Frame } from './frames.ts';
import { limitBehind } from './overflow.ts';
import { enterUser } from './run-as.ts';
import type { Runtime } from './runtime.ts';

type Functions = Readonly<Record<string, unknown>>;

/** Functions by the names that the compiler writes. */
export function languageFunctions(runtime: Runtime): Functions {
  const { frames, instances, operators, enumValue, org, records } = runtime;
  return {
    ...operators,
    ...instances,
    ...collectionFunctions(runtime),
    ...recordFunctions(runtime),
    enterUser: (user: ApexSObject | null) => enterUser(runtime, user),
    leaveUser: (leave: () => void) => leave(),
    ...schemaFunctions(org),
    ...configurationFunctions(runtime, records),
    ...makeSettings(runtime, records),
    callLater: makeCallLater(runtime),
    enumValue,
    copyOf: (object: ApexObject) => Object.assign(Object.create(Object.getPrototypeOf(object) as object) as ApexObject, object),
    invoke: runtime.invoke,
    work: runtime.charge,
    leave: frames.leave,
    enter: (method: number) => {
      runtime.charge(1);
      return frames.enter(method);
    },
    concat: (a: Value, b: Value) => concat(runtime, a, b),
    bound: (variables: Variables, ask: () => Value) => withVariables(runtime, variables, ask),
    label: (name: string) => org.label(name) ?? runtime.fail('SystemException', `label ${name} is missing`),
    raise: (exception: ExceptionObject) => {
      runtime.stackOf(exception);
      runtime.noteThrown(exception);
      return new ApexThrow(exception);
    },
    traced: (exception: ExceptionObject) => {
      runtime.stackOf(exception);
      return exception;
    },
    caught: (error: unknown, frame: Frame) => caught(runtime, error, frame),
    unsupported: (problem: Problem) => {
      throw new UnsupportedApex(problem);
    },
  };
}

/** What a `catch` may see: all but what the limits throw, and what is a bug of the org. */
function caught(runtime: Runtime, error: unknown, frame: Frame): ExceptionObject {
  const limit = limitBehind(error);
  if (limit !== undefined) runtime.exceed(limit);
  if (!(error instanceof ApexThrow) || error instanceof LimitThrow) throw error;
  runtime.frames.unwind(frame.depth + 1);
  return error.exception;
}

/** Texts longer than this do not fit the heap of a transaction. */
const LONGEST_TEXT = 6_000_000;

/** Shorter ones count when something holds them. */
const LONG_TEXT = 256;

function concat(context: ApexContext, a: Value, b: Value): string {
  const text = (typeof a === 'string' ? a : context.text(a)) + (typeof b === 'string' ? b : context.text(b));
  if (text.length > LONGEST_TEXT) context.fail('StringException', `String length exceeds maximum: ${LONGEST_TEXT}`);
  context.charge(text.length >> 4);
  if (text.length >= LONG_TEXT) context.hold(text.length);
  return text;
}

function collectionFunctions(context: Runtime): Functions {
  const outOfBounds = (index: number): never => context.fail('ListException', `List index out of bounds: ${index}`);
  const place = (list: ApexList, index: number | null): number => {
    if (index === null) return context.fail('NullPointerException', 'Attempt to de-reference a null object');
    return index < 0 || index >= list.items.length ? outOfBounds(index) : index;
  };
  return {
    elementAt: (list: ApexList, index: number | null) => list.items[place(list, index)] ?? null,
    putElement: (list: ApexList, index: number | null, value: Value) => {
      list.items[place(list, index)] = value;
      return value;
    },
    newArray: (type: ApexType, size: number | null) => listOfNulls(context, type, size),
    newList: (type: ApexType, values: Value[]) => new ApexList(type, values),
    newSet: (type: ApexType, values: readonly Value[]) => new ApexSet(type, values),
    newMap: (type: ApexType, entries: readonly (readonly [Value, Value])[]) => new ApexMap(type, entries),
    iterate: (source: Value) => iterate(context, source),
    chunks,
  };
}

/** Goes through a collection that must neither grow nor shrink meanwhile (ADG "Iterating Collections"; of sets since API 62.0, Winter '25 release notes). */
export function iterate(runtime: Runtime, source: Value): Generator<Value> {
  if (source instanceof ApexList) return iterateList(runtime, source);
  return source instanceof ApexSet ? iterateSet(runtime, source) : iterateOther(runtime, source);
}

function* iterateOther(runtime: Runtime, source: Value): Generator<Value> {
  const iterator = runtime.call(source as ApexObject, 'iterator');
  while (runtime.call(iterator as ApexObject, 'hasNext') === true) yield runtime.call(iterator as ApexObject, 'next');
}

function* iterateList(runtime: Runtime, { items }: ApexList): Generator<Value> {
  const { length } = items;
  for (let index = 0; index < length; index += 1) {
    yield items[index] ?? null;
    if (items.length !== length) failChanged(runtime);
  }
}

/** The keys of a map are those that it had when the loop began: public packages take keys out of the map meanwhile. */
function* iterateSet(runtime: Runtime, source: ApexSet): Generator<Value> {
  const { size } = source;
  const isStrict = runtime.frames.apiVersion() >= STRICT_SETS_SINCE && !(source instanceof KeySet);
  for (const value of isStrict ? source : [...source]) {
    yield value;
    if (isStrict && source.size !== size) failChanged(runtime);
  }
}

const STRICT_SETS_SINCE = 62;

const failChanged = ({ fail }: Runtime): never => fail('FinalException', 'Cannot modify a collection while it is being iterated.');

function* chunks(list: ApexList): Generator<Value> {
  for (let from = 0; from < list.items.length; from += 200) yield new ApexList(list.type, list.items.slice(from, from + 200));
}

function recordFunctions(runtime: Runtime): Functions {
  const { records, queries, saves, merge, searches, frames } = runtime;
  return {
    getField: (record: ApexSObject, name: string) => records.getField(record, name),
    getFieldOfParent: (record: ApexSObject | null, name: string) => (record === null ? null : records.getField(record, name)),
    setField: (record: ApexSObject, name: string, value: Value) => records.setField(record, name, value),
    newRecord: (type: ApexType, ...pairs: readonly unknown[]) => {
      const record = new ApexSObject(type);
      for (let index = 0; index < pairs.length; index += 2) records.setField(record, pairs[index] as string, pairs[index + 1] as Value);
      return record;
    },
    query: (shape: QueryShape, binds: Binds, type: ApexType) =>
      queries.run({ shape, binds, access: accessOf(shape.mode, frames.access()), type }),
    streamed: queries.streamed,
    located: (ask: () => Value) => located(runtime, ask),
    onlyRecord: (records: Value) => queries.only(records),
    optionalRecord: (records: Value) => queries.optional(records),
    dml: (saved: Value, options: Parameters<Saves['statement']>[1]) => saves.statement(saved, options),
    search: (search: Search, binds: Binds) => searches({ search, binds, access: accessOf(search.mode, frames.access()) }),
    mergeRecords: (winner: Value, losers: Value, access: 'user' | 'system' | null) =>
      merge(winner, losers, { access: accessOf(access ?? undefined, frames.access()), allOrNone: true }),
  };
}

/** Tokens and describe results that the code names. */
function schemaFunctions({ metadata }: OrgPort): Functions {
  const objectOf = (name: string): OrgObject => {
    const object = objectNamed(metadata, name);
    if (object === undefined) throw new Error(`the org has no object ${name}`);
    return object;
  };
  const fieldOf = (object: OrgObject, name: string): OrgField => {
    const field = metadata.field(object, name);
    if (field === undefined) throw new Error(`${object.name} has no field ${name}`);
    return field;
  };
  return {
    objectToken: (name: string) => tokenOf(objectOf(name)),
    fieldToken: (name: string, field: string) => fieldTokenOf(objectOf(name), fieldOf(objectOf(name), field)),
    typeLiteral: (type: ApexType) => typeToken(type),
    describeObject: (name: string) => describeObject(objectOf(name)),
    describeFieldSet: (name: string, set: string) => fieldSetNamed(objectOf(name), set),
    describeField: (name: string, field: string) => describeField(objectOf(name), fieldOf(objectOf(name), field)),
  };
}

/** `OB_Setting__mdt.getInstance('Default')`, `getAll()`: not counted as queries. */
function configurationFunctions(context: ApexContext, records: Records): Functions {
  const objectOf = (type: ApexType): OrgObject | undefined => context.org.metadata.object(type.base);
  return {
    metadataRecord: (type: ApexType, name: string | null) => {
      const object = objectOf(type);
      const wanted = name?.toLowerCase();
      const rows = object === undefined ? [] : context.org.configuration(object);
      const found = rows.find((row) => String(row['DeveloperName']).toLowerCase() === wanted || row['Id'] === name);
      return object === undefined || found === undefined ? null : records.fromRow(object, found);
    },
    metadataRecords: (type: ApexType) => {
      const object = objectOf(type);
      const rows = object === undefined ? [] : context.org.configuration(object).map((row) => records.fromRow(object, row));
      return new ApexMap(
        mapOf(STRING, type),
        rows.map((record): [Value, Value] => [record.fields.get('DeveloperName') ?? null, record]),
      );
    },
  };
}
