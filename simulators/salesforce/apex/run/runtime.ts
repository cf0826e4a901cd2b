/** What compiled code calls: the context of platform classes, and the operations of the language that are more than an operator. */
import type { MethodPlace, StatementPlace } from '../compile/program.ts';
import { ApexList, ApexMap, ApexSet } from '../collections.ts';
import type { ContextPorts } from '../context-ports.ts';
import type { ApexContext } from '../context.ts';
import { makeQueries, type Binds, type Queries, type Sharing } from '../data/query.ts';
import { accessOf } from '../data/query.ts';
import type { QueryShape } from '../data/query-shape.ts';
import { makeRecords, type Records } from '../data/records.ts';
import { makeSaves, type Saves } from '../data/save.ts';
import { fieldToken, objectToken, typeToken } from '../data/tokens.ts';
import type { OrgObject } from '../../metadata/model.ts';
import type { OrgPort } from '../org-port.ts';
import { toText } from '../text.ts';
import type { ClassInfo } from '../types/class-info.ts';
import { findMethods } from '../types/members.ts';
import { classOf, mapOf, STRING, type ApexType } from '../types/type.ts';
import { parseTypeName } from '../types/type-name.ts';
import type { TypeTable } from '../types/type-table.ts';
import { ApexEnum, ApexObject, ApexSObject, type Value } from '../values.ts';
import { makeOperators } from './arithmetic.ts';
import { makeClassPort } from './class-port.ts';
import { ApexThrow, ExceptionObject, LimitThrow } from './exceptions.ts';
import { STATEMENTS_PER_MS, type Execution } from './execution.ts';
import { makeFrames, type Frame, type Frames } from './frames.ts';
import { makeInstances, typeOf, type Instances } from './instances.ts';
import { LIMIT_TITLES } from './limits.ts';

export type RuntimeOptions = {
  readonly table: TypeTable;
  readonly org: OrgPort;
  readonly now: () => number;
  readonly random: () => number;
  readonly uuid: () => string;
  readonly methods: readonly MethodPlace[];
  readonly statements: readonly StatementPlace[];
  readonly numberOf: (info: ClassInfo) => number;
  /** An instance none of whose constructors ran. */
  readonly blank: (info: ClassInfo) => ApexObject;
  /** What the host of the Apex brings: jobs, tests, events, callouts. */
  readonly host: HostPorts;
};

export type HostPorts = Omit<ContextPorts, 'classes' | 'records' | 'trace'>;

export type Runtime = ApexContext & {
  readonly frames: Frames;
  readonly instances: Instances;
  readonly records: Records;
  readonly queries: Queries;
  readonly saves: Saves;
  readonly table: TypeTable;
  /** Throws when no Apex runs. */
  readonly execution: () => Execution;
  /** Runs `work` as a part of `execution`. */
  readonly within: <Result>(execution: Execution, work: () => Result) => Result;
  readonly running: () => boolean;
  readonly enumValue: (type: ApexType, name: string) => ApexEnum;
  readonly stackOf: (exception: ExceptionObject) => void;
  /** The functions that compiled code finds by name. */
  readonly functions: Readonly<Record<string, unknown>>;
};

export function makeRuntime(options: RuntimeOptions): Runtime {
  const { table, org } = options;
  let current: Execution | undefined;
  const execution = (): Execution => {
    if (current === undefined) throw new Error('no Apex runs');
    return current;
  };
  const type = (name: string): ApexType => {
    const found = table.resolve(parseTypeName(name), undefined);
    if (found === undefined) throw new Error(`no type is named ${name}`);
    return found;
  };
  const limitExceeded = (message: string): never => {
    const exception = ExceptionObject.of(classOf('LimitException'), message);
    stackOf(exception);
    throw new LimitThrow(exception);
  };
  const frames = makeFrames(options.methods, options.statements, () => limitExceeded('Maximum stack depth reached: 1001'));
  const stackOf = (exception: ExceptionObject): void => {
    if (exception.stack !== undefined) return;
    exception.stack = frames.trace();
    exception.line = frames.line();
  };
  const fail = (name: string, message: string): never => {
    const exception = ExceptionObject.of(type(name), message);
    stackOf(exception);
    throw new ApexThrow(exception);
  };

  const operators = makeOperators(fail);
  const convert = (value: Value, to: ApexType): Value => (operators[`to${to.base}`] as (value: Value) => Value)(value);
  const instances = makeInstances({ table, fail, convert });
  const enums = new Map<string, ApexEnum>();

  const enumValue = (enumType: ApexType, name: string): ApexEnum => {
    const key = `${enumType.name}.${name}`;
    let value = enums.get(key);
    if (value === undefined) {
      value = new ApexEnum(enumType, name, table.classOf(enumType)?.values.indexOf(name) ?? -1);
      enums.set(key, value);
    }
    return value;
  };

  const records = makeRecords(org.metadata, fail);

  const context: ApexContext = {
    ...options.host,
    records,
    classes: makeClassPort({ ...options, ...instances, enumValue, context: () => context }),
    trace: frames.trace,
    now: options.now,
    random: options.random,
    uuid: options.uuid,
    user: () => execution().user,
    org,
    type,
    fail,
    call: (target, method, ...args) => invoke(target, `${method.toLowerCase()}$${args.length}`, ...args),
    text: (value) => toText(value, current?.user.timeZone ?? 'GMT'),
    use: (limit, amount = 1) => {
      const { used, limits } = execution();
      used[limit] += amount;
      if (used[limit] > limits[limit]) limitExceeded(`${LIMIT_TITLES[limit]}: ${limits[limit] + 1}`);
    },
    used: (limit) => (limit === 'cpuTime' ? cpuTime() : execution().used[limit]),
    charge: work,
    keep: (key, make) => {
      const { kept } = execution();
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as ReturnType<typeof make>;
    },
    log: (level, text) => void execution().log.push(`${level}|${text}`),
    inTest: () => execution().test,
  };

  function work(statements: number): void {
    const running = execution();
    running.budget -= statements;
    if (running.budget < 0) limitExceeded('Apex CPU time limit exceeded');
  }

  const cpuTime = (): number => {
    const { limits, budget } = execution();
    return Math.max(0, Math.floor((limits.cpuTime * STATEMENTS_PER_MS - budget) / STATEMENTS_PER_MS));
  };

  function invoke(target: Value, slot: string, ...args: Value[]): Value {
    if (target instanceof ApexObject) {
      const method = target[slot];
      if (typeof method === 'function') return (method as (...args: Value[]) => Value).apply(target, args);
    }
    const [name = '', arity] = slot.split('$');
    const own = target === null ? [] : findMethods(table, typeOf(target), name);
    const native = own.find(({ method }) => method.parameters.length === Number(arity) && method.native !== undefined)?.method.native;
    if (native === undefined) return fail('TypeException', `${target === null ? 'null' : typeOf(target).name} has no method ${name}`);
    return (native.implementation as (context: ApexContext, ...args: Value[]) => Value)(context, target, ...args);
  }

  const queries = makeQueries(context, records);
  const saves = makeSaves(context, records);
  const runtime: Runtime = {
    ...context,
    frames,
    instances,
    records,
    queries,
    saves,
    table,
    execution,
    running: () => current !== undefined,
    within: (next, task) => {
      const before = current;
      const depth = frames.depth();
      current = next;
      try {
        return task();
      } finally {
        current = before;
        frames.unwind(depth);
      }
    },
    enumValue,
    stackOf,
    functions: {
      ...operators,
      ...instances,
      ...collectionFunctions(context),
      ...recordFunctions(runtimeParts),
      ...schemaFunctions(org, invoke),
      ...configurationFunctions(context, records),
      enter: (method: number) => {
        work(1);
        return frames.enter(method);
      },
      leave: frames.leave,
      work,
      invoke,
      enumValue,
      concat: (a: Value, b: Value) => concat(context, a, b),
      label: (name: string) => org.label(name) ?? fail('SystemException', `label ${name} is missing`),
      raise: (exception: ExceptionObject) => {
        stackOf(exception);
        return new ApexThrow(exception);
      },
      caught: (error: unknown, frame: Frame) => caught(error, frame),
    },
  };

  function runtimeParts(): { readonly records: Records; readonly queries: Queries; readonly saves: Saves } {
    return { records, queries, saves };
  }

  /** What a `catch` may see: all but what the limits throw, and what is a bug of the org. */
  function caught(error: unknown, frame: Frame): ExceptionObject {
    if (error instanceof RangeError && /call stack/.test(error.message)) limitExceeded('Maximum stack depth reached: 1001');
    if (!(error instanceof ApexThrow) || error instanceof LimitThrow) throw error;
    frames.unwind(frame.depth + 1);
    return error.exception;
  }

  return runtime;
}

/** Texts longer than this do not fit the heap of a transaction. */
const LONGEST_TEXT = 6_000_000;

function concat(context: ApexContext, a: Value, b: Value): string {
  const text = (typeof a === 'string' ? a : context.text(a)) + (typeof b === 'string' ? b : context.text(b));
  if (text.length > LONGEST_TEXT) context.fail('StringException', `String length exceeds maximum: ${LONGEST_TEXT}`);
  context.charge(text.length >> 4);
  return text;
}

function collectionFunctions(context: ApexContext): Readonly<Record<string, unknown>> {
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
    newArray: (type: ApexType, size: number) => {
      context.charge(size);
      return new ApexList(
        type,
        Array.from({ length: size }, () => null),
      );
    },
    newList: (type: ApexType, values: Value[]) => new ApexList(type, values),
    newSet: (type: ApexType, values: readonly Value[]) => new ApexSet(type, values),
    newMap: (type: ApexType, entries: readonly (readonly [Value, Value])[]) => new ApexMap(type, entries),
    iterate: (source: Value) => iterate(context, source),
    chunks,
  };
}

/** Goes through a list as it is at each step; a set must not change meanwhile. */
function* iterate(context: ApexContext, source: Value): Generator<Value> {
  if (source instanceof ApexList) {
    for (let index = 0; index < source.items.length; index += 1) yield source.items[index] ?? null;
  } else if (source instanceof ApexSet) {
    const { size } = source;
    for (const value of source) {
      yield value;
      if (source.size !== size) context.fail('FinalException', 'Cannot modify a collection while it is being iterated.');
    }
  } else {
    const iterator = context.call(source as ApexObject, 'iterator');
    while (context.call(iterator as ApexObject, 'hasNext') === true) yield context.call(iterator as ApexObject, 'next');
  }
}

function* chunks(list: ApexList): Generator<Value> {
  for (let from = 0; from < list.items.length; from += 200) yield new ApexList(list.type, list.items.slice(from, from + 200));
}

type Parts = () => { readonly records: Records; readonly queries: Queries; readonly saves: Saves };

function recordFunctions(parts: Parts): Readonly<Record<string, unknown>> {
  return {
    getField: (record: ApexSObject, name: string) => parts().records.getField(record, name),
    setField: (record: ApexSObject, name: string, value: Value) => parts().records.setField(record, name, value),
    newRecord: (type: ApexType, ...pairs: readonly unknown[]) => {
      const record = new ApexSObject(type);
      for (let index = 0; index < pairs.length; index += 2)
        parts().records.setField(record, pairs[index] as string, pairs[index + 1] as Value);
      return record;
    },
    query: (shape: QueryShape, binds: Binds, sharing: Sharing, type: ApexType) =>
      parts().queries.run({ shape, binds, access: accessOf(shape.mode, sharing), type }),
    onlyRecord: (records: Value) => parts().queries.only(records),
    dml: (saved: Value, options: Parameters<Saves['statement']>[1]) => parts().saves.statement(saved, options),
  };
}

/** Tokens and describe results that the code names. */
function schemaFunctions(org: OrgPort, invoke: (target: Value, slot: string) => Value): Readonly<Record<string, unknown>> {
  const { metadata } = org;
  const objectOf = (name: string): OrgObject => {
    const object = metadata.object(name);
    if (object === undefined) throw new Error(`the org has no object ${name}`);
    return object;
  };
  const field = (name: string, fieldName: string): Value => {
    const found = metadata.field(objectOf(name), fieldName);
    if (found === undefined) throw new Error(`${name} has no field ${fieldName}`);
    return fieldToken(objectOf(name), found);
  };
  return {
    objectToken: (name: string) => objectToken(objectOf(name)),
    fieldToken: field,
    typeLiteral: (type: ApexType | null) => (type === null ? null : typeToken(type)),
    describeObject: (name: string) => invoke(objectToken(objectOf(name)), 'getdescribe$0'),
    describeField: (name: string, fieldName: string) => invoke(field(name, fieldName), 'getdescribe$0'),
  };
}

/** `OB_Setting__mdt.getInstance('Default')`, `getAll()`: not counted as queries. */
function configurationFunctions(context: ApexContext, records: Records): Readonly<Record<string, unknown>> {
  const rows = (type: ApexType): ApexSObject[] => {
    const object = context.org.metadata.object(type.base);
    return object === undefined ? [] : context.org.configuration(object).map((row) => records.fromRow(object, row));
  };
  const nameOf = (record: ApexSObject): Value => record.fields.get('DeveloperName') ?? null;
  return {
    metadataRecord: (type: ApexType, name: string | null) =>
      rows(type).find((record) => String(nameOf(record)).toLowerCase() === name?.toLowerCase() || record.fields.get('Id') === name) ?? null,
    metadataRecords: (type: ApexType) =>
      new ApexMap(
        mapOf(STRING, type),
        rows(type).map((record): [Value, Value] => [nameOf(record), record]),
      ),
  };
}
