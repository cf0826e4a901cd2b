/** The runtime: the context of platform classes, and what else compiled code stands on. */
import type { MethodPlace, StatementPlace } from '../compile/program.ts';
import type { ContextPorts } from '../context-ports.ts';
import type { ApexContext } from '../context.ts';
import { makeMerge, type Merge } from '../data/merge.ts';
import { makeQueries, type Queries } from '../data/query.ts';
import { makeRecords, type Records } from '../data/records.ts';
import { makeSearches, type Searches } from '../data/search.ts';
import { makeSaves, type Saves } from '../data/save.ts';
import { typeNameOf } from '../library/exceptions.ts';
import { reserveText } from '../library/text-size.ts';
import type { OrgPort } from '../org-port.ts';
import { countSteps } from '../equality.ts';
import { toText } from '../text.ts';
import type { ClassInfo } from '../types/class-info.ts';
import { findMethods } from '../types/members.ts';
import { classOf, type ApexType } from '../types/type.ts';
import { parseTypeName } from '../types/type-name.ts';
import type { TypeTable } from '../types/type-table.ts';
import { ApexEnum, ApexObject, type ApexCollection, type Value } from '../values.ts';
import { makeOperators } from './arithmetic.ts';
import { makeClassPort } from './class-port.ts';
import { ApexThrow, ExceptionObject, LimitThrow } from './exceptions.ts';
import { budgetOf, makeExecutions, note as noteIn, STATEMENTS_PER_MS, type Execution, type Executions } from './execution.ts';
import { makeNotedFrames } from './method-notes.ts';
import { limitBehind } from './overflow.ts';
import { makeFrames, type Frames } from './frames.ts';
import { fieldsOf, looked, make, reachableSize } from './heap.ts';
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
  readonly operators: Readonly<Record<string, unknown>>;
  readonly records: Records;
  readonly queries: Queries;
  readonly saves: Saves;
  readonly merge: Merge;
  readonly searches: Searches;
  readonly table: TypeTable;
  /** Throws when no Apex runs. */
  readonly execution: () => Execution;
  /** Runs `work` as a part of `execution`. */
  readonly within: Executions['within'];
  readonly running: () => boolean;
  readonly enumValue: (type: ApexType, name: string) => ApexEnum;
  /** Notes where an exception comes from, once. */
  readonly stackOf: (exception: ExceptionObject) => void;
  /** For the debug log. */
  readonly noteThrown: (exception: ExceptionObject) => void;
  /** Ends the run of Apex with a LimitException. */
  readonly exceed: (message: string) => never;
  /** Calls a method by its slot, of a class of the package or of the platform. */
  readonly invoke: (target: Value, slot: string, ...args: Value[]) => Value;
};

export function makeRuntime(options: RuntimeOptions): Runtime {
  const { table, org, host } = options;
  const executions = makeExecutions();
  const { execution } = executions;
  const type = makeTypeFinder(table);
  const plain = makeFrames(options.methods, options.statements, () => exceed('Maximum stack depth reached: 1001'));
  const frames: Frames = { ...plain, ...makeNotedFrames({ frames: plain, methods: options.methods, org, execution }) };
  executions.onLeave(frames);
  const note: ApexContext['note'] = (event, ...details) => {
    if (executions.running()) noteIn(execution(), event, `[${frames.line()}]`, ...details);
  };
  const { exceed, fail, ...thrown } = makeThrower({ frames, type, note });
  const invoke: Runtime['invoke'] = (target, slot, ...args) => callMethod({ table, context, target, slot }, args);
  const operators = makeOperators(fail);
  const convert = (value: Value, to: ApexType): Value => (operators[`to${to.base}`] as (value: Value) => Value)(value);
  const instances = makeInstances({ table, fail, convert, met: host.met });
  const enumValue = makeEnums(table);
  const records = makeRecords(org.metadata, fail);

  const meter = makeMeter(execution, exceed);
  const context: ApexContext = {
    ...host,
    ...meter,
    records,
    org,
    type,
    fail,
    now: options.now,
    random: options.random,
    uuid: options.uuid,
    classes: makeClassPort({ ...options, ...instances, enumValue, context: () => context }),
    trace: frames.trace,
    user: () => execution().user,
    call: (target, method, ...args) => invoke(target, `${method.toLowerCase()}$${args.length}`, ...args),
    text: makeText(executions, () => context),
    keep: makeKeeper(execution),
    log: (level, text) => {
      execution().log.push(`${level}|${text}`);
      note('USER_DEBUG', level, text);
    },
    note,
    inTest: () => execution().test,
  };

  return {
    ...context,
    ...executions,
    within: bounded(executions.within, () => meter.charge(1), exceed),
    frames,
    instances,
    operators,
    records,
    ...dataAccess(context, records, frames),
    table,
    enumValue,
    ...thrown,
    exceed,
    invoke,
  };
}

/** Steps through nested values are charged to the run, and what the engine runs out of ends it as a limit does. */
function bounded(within: Executions['within'], step: () => void, exceed: (message: string) => never): Executions['within'] {
  return (next, work) =>
    within(next, () => {
      const before = countSteps(step);
      try {
        return work();
      } catch (error) {
        const limit = limitBehind(error);
        if (limit === undefined) throw error;
        return exceed(limit);
      } finally {
        countSteps(before);
      }
    });
}

const makeTypeFinder =
  (table: TypeTable): ApexContext['type'] =>
  (name) => {
    const found = table.resolve(parseTypeName(name), undefined);
    if (found === undefined) throw new Error(`no type is named ${name}`);
    return found;
  };

/** A text takes effort, however short it is: that of a statement. */
const LEAST_EFFORT = 16;

function makeText({ running }: Executions, context: () => ApexContext): ApexContext['text'] {
  return (value) => {
    if (!running()) return toText(value);
    return toText(value, (length) => reserveText(context(), length + LEAST_EFFORT));
  };
}

function dataAccess(context: ApexContext, records: Records, frames: Frames): Pick<Runtime, 'queries' | 'saves' | 'merge' | 'searches'> {
  return {
    queries: makeQueries(context, records),
    saves: makeSaves(context, records, frames),
    merge: makeMerge(context, records),
    searches: makeSearches(context, records),
  };
}

type Thrower = Pick<Runtime, 'stackOf' | 'noteThrown' | 'exceed' | 'fail'>;

/** No `catch` stops them: Apex Reference Guide, "System.assert" and "LimitException". */
const UNSTOPPABLE: ReadonlySet<string> = new Set(['AssertException', 'LimitException']);

function makeThrower({ frames, type, note }: { readonly frames: Frames } & Pick<ApexContext, 'type' | 'note'>): Thrower {
  const stackOf = (exception: ExceptionObject): void => {
    exception.stack ??= frames.trace();
  };
  const noteThrown: Thrower['noteThrown'] = (exception) => note('EXCEPTION_THROWN', `${typeNameOf(exception)}: ${exception.message ?? ''}`);
  const made = (of: ApexType, message: string): ExceptionObject => {
    const exception = ExceptionObject.of(of, message);
    stackOf(exception);
    noteThrown(exception);
    return exception;
  };
  return {
    stackOf,
    noteThrown,
    exceed: (message) => {
      throw new LimitThrow(made(classOf('LimitException'), message));
    },
    fail: (name, message) => {
      const exception = made(type(name), message);
      throw UNSTOPPABLE.has(name) ? new LimitThrow(exception) : new ApexThrow(exception);
    },
  };
}

function makeKeeper(execution: () => Execution): ApexContext['keep'] {
  return (key, make) => {
    const { kept } = execution();
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as ReturnType<typeof make>;
  };
}

function makeEnums(table: TypeTable): Runtime['enumValue'] {
  const known = new Map<string, ApexEnum>();
  return (type, name) => {
    const key = `${type.name}.${name}`;
    let value = known.get(key);
    if (value === undefined) {
      value = new ApexEnum(type, name, table.classOf(type)?.values.indexOf(name) ?? -1);
      known.set(key, value);
    }
    return value;
  };
}

/** What is used of the governor limits. */
function makeMeter(execution: () => Execution, exceed: (message: string) => never): Pick<ApexContext, 'use' | 'used' | 'charge' | 'hold'> {
  return {
    use: (limit, amount = 1) => {
      const { used, limits } = execution();
      used[limit] += amount;
      if (used[limit] > limits[limit]) exceed(`${LIMIT_TITLES[limit]}: ${limits[limit] + 1}`);
    },
    used: (limit) => {
      if (limit === 'cpuTime') return cpuTime(execution());
      return limit === 'heapSize' ? heapSize(execution()) : execution().used[limit];
    },
    hold: (bytes, grown) => {
      const running = execution();
      if (make(running.heap, bytes, grown !== undefined)) lookThrough(running, grown ?? bytes, exceed);
    },
    charge: (statements) => {
      const running = execution();
      running.budget -= statements;
      if (running.budget < 0 || running.watch.isOver()) exceed(LIMIT_TITLES.cpuTime);
    },
  };
}

const heapSize = ({ heap, limits }: Execution): number => Math.min(limits.heapSize, heap.held + heap.made);

/** What is held beside the static variables: a collection, or so many bytes. */
function lookThrough({ heap, limits, statics }: Execution, beside: ApexCollection | number, exceed: (message: string) => never): void {
  const [roots, bytes] = typeof beside === 'number' ? [[], beside] : [[beside], 0];
  const { heapSize: limit } = limits;
  const held = bytes + reachableSize([...roots, ...statics.flatMap((each) => fieldsOf(each as object))], limit);
  if (held > limit) exceed(`${LIMIT_TITLES.heapSize}: ${held}`);
  looked(heap, limit, held);
  if (typeof beside !== 'number') heap.unseen = 0;
}

function cpuTime({ limits, budget }: Execution): number {
  return Math.max(0, Math.floor((budgetOf(limits) - budget) / STATEMENTS_PER_MS));
}

type MethodCall = { readonly table: TypeTable; readonly context: ApexContext; readonly target: Value; readonly slot: string };

function callMethod({ table, context, target, slot }: MethodCall, args: readonly Value[]): Value {
  if (target instanceof ApexObject && typeof target[slot] === 'function')
    return (target[slot] as (...args: readonly Value[]) => Value)(...args);
  const [name = '', arity] = slot.split('$');
  const own = target === null ? [] : findMethods(table, typeOf(target), name);
  const native = own.find(({ method }) => method.parameters.length === Number(arity) && method.native !== undefined)?.method.native;
  if (native !== undefined) return (native.implementation as (...args: unknown[]) => Value)(context, target, ...args);
  if (target === null) return context.fail('NullPointerException', 'Attempt to de-reference a null object');
  return context.fail('TypeException', `${typeOf(target).name} has no method ${name}`);
}
