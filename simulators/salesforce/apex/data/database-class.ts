/** Source: Apex Reference, "Database Class". Without an access level a call runs in user mode (API 67.0). */
import { readQuery } from '../../soql/parse.ts';
import type { ApexMap } from '../collections.ts';
import { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { demandBatch } from '../library/batchable.ts';
import { isAllOrNone, isTruncating } from '../library/dml-options.ts';
import { platformClass, type Members } from '../library/native.ts';
import type { QueryLocator } from '../library/query-locator.ts';
import type { DmlOutcome, DmlVerb } from '../org-port.ts';
import type { Runtime } from '../run/runtime.ts';
import { classOf, listOf, SOBJECT } from '../types/type.ts';
import { ApexSObject, PlatformObject, type ApexObject, type Value } from '../values.ts';
import { levelMode, type Mode } from './access-mode.ts';
import { mergeMembers } from './database-merge.ts';
import { recycleBinMembers } from './database-recycle-bin.ts';
import { bindsOfText } from './lexical-binds.ts';
import { located } from './located.ts';
import { accessOf, type Binds } from './query.ts';
import { releaseSavepoint, rollback, setSavepoint } from './savepoints.ts';
import { readQueryShape } from './query-shape.ts';

/** The context of compiled code is its runtime. */
const runtimeOf = (context: ApexContext): Runtime => context as Runtime;

type DmlArguments = {
  readonly verb: DmlVerb;
  readonly saved: Value;
  readonly allOrNone: boolean;
  readonly truncates?: boolean;
  readonly mode: Mode;
};

const RESULTS: Readonly<Record<DmlVerb, string>> = {
  insert: 'Database.SaveResult',
  update: 'Database.SaveResult',
  upsert: 'Database.UpsertResult',
  delete: 'Database.DeleteResult',
  undelete: 'Database.UndeleteResult',
};

function save(context: ApexContext, { verb, saved, allOrNone, truncates = false, mode }: DmlArguments, key: string | null = null): Value {
  const list = saved instanceof ApexList ? saved.items : [saved];
  const records = list.map((each) => (typeof each === 'string' ? recordOf(context, each) : (each as ApexSObject)));
  const outcomes = runtimeOf(context).saves.save(records, {
    verb,
    allOrNone,
    truncates,
    key,
    access: accessOf(mode, runtimeOf(context).frames.access()),
  });
  const type = classOf(RESULTS[verb]);
  const results = outcomes.map((outcome): Value => new PlatformObject<DmlOutcome>(type, outcome));
  return saved instanceof ApexList ? new ApexList(listOf(type), results) : (results[0] ?? null);
}

/** A record that is known by its id alone. */
function recordOf(context: ApexContext, id: string): ApexSObject {
  const object = [...context.org.metadata.objects.values()].find((each) => each.keyPrefix === id.slice(0, 3));
  const record = new ApexSObject(context.type(object?.name ?? 'SObject'));
  record.fields.set('Id', id);
  return record;
}

/** The overloads of one verb: a record or a list, all or none, the access level. */
function verbMembers(verb: DmlVerb): Members {
  const result = RESULTS[verb];
  const one = (type: string, returns: string): Members => ({
    [`static ${returns} ${verb}(${type} saved)`]: (context: ApexContext, saved: Value) =>
      save(context, { verb, saved, allOrNone: true, mode: undefined }),
    [`static ${returns} ${verb}(${type} saved, Boolean allOrNone)`]: (context: ApexContext, saved: Value, allOrNone: boolean) =>
      save(context, { verb, saved, allOrNone, mode: undefined }),
    [`static ${returns} ${verb}(${type} saved, AccessLevel level)`]: (context: ApexContext, saved: Value, level: Value) =>
      save(context, { verb, saved, allOrNone: true, mode: levelMode(level) }),
    [`static ${returns} ${verb}(${type} saved, Boolean allOrNone, AccessLevel level)`]: (
      context: ApexContext,
      saved: Value,
      ...[allOrNone, level]: [boolean, Value]
    ) => save(context, { verb, saved, allOrNone, mode: levelMode(level) }),
  });
  return { ...one('SObject', result), ...one('List<SObject>', `List<${result}>`) };
}

const told = (options: Value): Pick<DmlArguments, 'allOrNone' | 'truncates'> => ({
  allOrNone: isAllOrNone(options),
  truncates: isTruncating(options),
});

/** The overloads that take options. */
function optionMembers(verb: 'insert' | 'update'): Members {
  const one = (type: string, returns: string): Members => ({
    [`static ${returns} ${verb}(${type} saved, Database.DMLOptions options)`]: (context: ApexContext, saved: Value, options: Value) =>
      save(context, { verb, saved, ...told(options), mode: undefined }),
    [`static ${returns} ${verb}(${type} saved, Database.DMLOptions options, AccessLevel level)`]: (
      context: ApexContext,
      saved: Value,
      ...[options, level]: [Value, Value]
    ) => save(context, { verb, saved, ...told(options), mode: levelMode(level) }),
  });
  return { ...one('SObject', RESULTS[verb]), ...one('List<SObject>', `List<${RESULTS[verb]}>`) };
}

/** The overloads of a verb that needs no more than ids. */
function idMembers(verb: 'delete' | 'undelete'): Members {
  const one = (type: string, returns: string): Members => ({
    [`static ${returns} ${verb}(${type} ids)`]: (context: ApexContext, saved: Value) =>
      save(context, { verb, saved, allOrNone: true, mode: undefined }),
    [`static ${returns} ${verb}(${type} ids, Boolean allOrNone)`]: (context: ApexContext, saved: Value, allOrNone: boolean) =>
      save(context, { verb, saved, allOrNone, mode: undefined }),
    [`static ${returns} ${verb}(${type} ids, AccessLevel level)`]: (context: ApexContext, saved: Value, level: Value) =>
      save(context, { verb, saved, allOrNone: true, mode: levelMode(level) }),
    [`static ${returns} ${verb}(${type} ids, Boolean allOrNone, AccessLevel level)`]: (
      context: ApexContext,
      saved: Value,
      ...[allOrNone, level]: [boolean, Value]
    ) => save(context, { verb, saved, allOrNone, mode: levelMode(level) }),
  });
  return { ...one('Id', RESULTS[verb]), ...one('List<Id>', `List<${RESULTS[verb]}>`) };
}

function upsertMembers(): Members {
  const name = (field: PlatformObject<{ readonly field: { readonly name: string } }>): string => field.state.field.name;
  const one = (type: string, returns: string): Members => ({
    [`static ${returns} upsert(${type} saved, Schema.SObjectField key)`]: (
      context: ApexContext,
      saved: Value,
      key: PlatformObject<never>,
    ) => save(context, { verb: 'upsert', saved, allOrNone: true, mode: undefined }, name(key)),
    [`static ${returns} upsert(${type} saved, Schema.SObjectField key, Boolean allOrNone)`]: (
      context: ApexContext,
      saved: Value,
      ...[key, allOrNone]: [PlatformObject<never>, boolean]
    ) => save(context, { verb: 'upsert', saved, allOrNone, mode: undefined }, name(key)),
    [`static ${returns} upsert(${type} saved, Schema.SObjectField key, AccessLevel level)`]: (
      context: ApexContext,
      saved: Value,
      ...[key, level]: [PlatformObject<never>, Value]
    ) => save(context, { verb: 'upsert', saved, allOrNone: true, mode: levelMode(level) }, name(key)),
    [`static ${returns} upsert(${type} saved, Schema.SObjectField key, Boolean allOrNone, AccessLevel level)`]: (
      context: ApexContext,
      saved: Value,
      ...[key, allOrNone, level]: [PlatformObject<never>, boolean, Value]
    ) => save(context, { verb: 'upsert', saved, allOrNone, mode: levelMode(level) }, name(key)),
  });
  return { ...one('SObject', RESULTS.upsert), ...one('List<SObject>', `List<${RESULTS.upsert}>`) };
}

function query(context: ApexContext, text: string, binds: Binds, mode: Mode): Value {
  const { frames } = runtimeOf(context);
  const shape = readQueryShape(context.org.metadata, text, { apiVersion: frames.apiVersion(), read: readQuery });
  const [problem] = shape.problems;
  if (problem !== undefined) return context.fail('QueryException', problem);
  const access = accessOf(shape.mode ?? mode, frames.access());
  const type = listOf(shape.form === 'records' ? context.type(shape.object) : SOBJECT);
  return runtimeOf(context).queries.run({ shape, binds, access, type });
}

const bindsOf = (map: ApexMap): Binds => Object.fromEntries([...map.entries()].map(({ key, value }) => [key as string, value]));

const locatorOf = (text: string, records: Value): PlatformObject<QueryLocator> =>
  new PlatformObject(classOf('Database.QueryLocator'), { query: text, records: records as ApexList });

const locator = (context: ApexContext, text: string, ask: () => Value): PlatformObject<QueryLocator> =>
  locatorOf(text, located(runtimeOf(context), ask));

const locatorMembers: Members = {
  'static Database.QueryLocator getQueryLocator(String query)': (context: ApexContext, text: string) =>
    locator(context, text, () => query(context, text, bindsOfText(context, text), undefined)),
  'static Database.QueryLocator getQueryLocator(String query, AccessLevel level)': (context: ApexContext, text: string, level: Value) =>
    locator(context, text, () => query(context, text, bindsOfText(context, text), levelMode(level))),
  'static Database.QueryLocator getQueryLocator(List<SObject> query)': (_: ApexContext, list: ApexList) => locatorOf('', list),
  'static Database.QueryLocator getQueryLocatorWithBinds(String query, Map<String, Object> binds, AccessLevel level)': (
    context: ApexContext,
    text: string,
    ...[binds, level]: [ApexMap, Value]
  ) => locator(context, text, () => query(context, text, bindsOf(binds), levelMode(level))),
};

const batchMembers: Members = {
  'static Id executeBatch(Object batchable)': (context: ApexContext, job: ApexObject) => executeBatch(context, job, undefined),
  'static Id executeBatch(Object batchable, Integer scope)': executeBatch,
};

function executeBatch(context: ApexContext, job: ApexObject, scope: number | undefined): string {
  demandBatch(context, job, scope);
  return context.jobs.executeBatch(job, scope);
}

export const databaseClass = platformClass('Database', {
  ...verbMembers('insert'),
  ...verbMembers('update'),
  ...optionMembers('insert'),
  ...optionMembers('update'),
  ...verbMembers('upsert'),
  ...verbMembers('delete'),
  ...verbMembers('undelete'),
  ...upsertMembers(),
  ...idMembers('delete'),
  ...idMembers('undelete'),
  ...mergeMembers,
  ...recycleBinMembers,
  'static List<SObject> query(String query)': (context: ApexContext, text: string) =>
    query(context, text, bindsOfText(context, text), undefined),
  'static List<SObject> query(String query, AccessLevel level)': (context: ApexContext, text: string, level: Value) =>
    query(context, text, bindsOfText(context, text), levelMode(level)),
  'static List<SObject> queryWithBinds(String query, Map<String, Object> binds, AccessLevel level)': (
    context: ApexContext,
    text: string,
    ...[binds, level]: [ApexMap, Value]
  ) => query(context, text, bindsOf(binds), levelMode(level)),
  'static Integer countQuery(String query)': (context: ApexContext, text: string) =>
    query(context, text, bindsOfText(context, text), undefined),
  'static Integer countQuery(String query, AccessLevel level)': (context: ApexContext, text: string, level: Value) =>
    query(context, text, bindsOfText(context, text), levelMode(level)),
  'static Integer countQueryWithBinds(String query, Map<String, Object> binds, AccessLevel level)': (
    context: ApexContext,
    text: string,
    ...[binds, level]: [ApexMap, Value]
  ) => query(context, text, bindsOf(binds), levelMode(level)),
  ...batchMembers,
  ...locatorMembers,
  'static System.Savepoint setSavepoint()': setSavepoint,
  'static void rollback(System.Savepoint savepoint)': rollback,
  'static void releaseSavepoint(System.Savepoint savepoint)': releaseSavepoint,
});

export const savepointClass = platformClass('Savepoint', {});
