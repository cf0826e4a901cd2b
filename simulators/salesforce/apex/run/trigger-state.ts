/** What `Trigger` shows while a trigger runs. Source: Apex Developer Guide, "Trigger Context Variables". */
import { ApexList, ApexMap } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { platformClass, platformEnum, type Property } from '../library/native.ts';
import type { TriggerEvent } from '../syntax/ast.ts';
import { ID, listOf, mapOf, sobjectOf } from '../types/type.ts';
import type { ApexSObject, Value } from '../values.ts';
import type { Runtime } from './runtime.ts';

export type TriggerState = TriggerEvent & { readonly records: ApexList | null; readonly before: ApexList | null };

/** The triggers that run, the innermost last. */
const RUNNING = Symbol('triggers');

export const runningTriggers = (context: ApexContext): TriggerState[] => context.keep(RUNNING, () => []);

const current = (context: ApexContext): TriggerState | undefined => runningTriggers(context).at(-1);

/** `object` is the API name of the object the trigger is on. */
export function triggerState(
  object: string,
  event: TriggerEvent,
  rows: { readonly records: readonly ApexSObject[] | null; readonly before: readonly ApexSObject[] | null },
): TriggerState {
  const list = (records: readonly ApexSObject[] | null): ApexList | null =>
    records === null ? null : new ApexList(listOf(sobjectOf(object)), [...records]);
  return { ...event, records: list(rows.records), before: list(rows.before) };
}

function byId(list: ApexList | null | undefined): Value {
  if (list === null || list === undefined) return null;
  const element = list.type.args[0] ?? sobjectOf('SObject');
  const entries = list.items.map((record): [Value, Value] => [(record as ApexSObject).fields.get('Id') ?? null, record]);
  return new ApexMap(mapOf(ID, element), entries);
}

const flag = (test: (state: TriggerState) => boolean): Property => ({
  get: (context: ApexContext) => {
    const state = current(context);
    return state !== undefined && test(state);
  },
});

export const triggerClass = platformClass('Trigger', {
  'static List<SObject> new': { get: (context: ApexContext) => current(context)?.records ?? null },
  'static List<SObject> old': { get: (context: ApexContext) => current(context)?.before ?? null },
  'static Map<Id, SObject> newMap': {
    get: (context: ApexContext) => {
      const state = current(context);
      return state?.when === 'before' && state.operation === 'insert' ? null : byId(state?.records);
    },
  },
  'static Map<Id, SObject> oldMap': { get: (context: ApexContext) => byId(current(context)?.before) },
  'static Integer size': { get: (context: ApexContext) => (current(context)?.records ?? current(context)?.before)?.items.length ?? 0 },
  'static System.TriggerOperation operationType': {
    get: (context: ApexContext) => {
      const state = current(context);
      return state === undefined ? null : operationOf(context as Runtime, state);
    },
  },
  'static Boolean isExecuting': flag(() => true),
  'static Boolean isBefore': flag(({ when }) => when === 'before'),
  'static Boolean isAfter': flag(({ when }) => when === 'after'),
  'static Boolean isInsert': flag(({ operation }) => operation === 'insert'),
  'static Boolean isUpdate': flag(({ operation }) => operation === 'update'),
  'static Boolean isDelete': flag(({ operation }) => operation === 'delete'),
  'static Boolean isUndelete': flag(({ operation }) => operation === 'undelete'),
});

const OPERATIONS = ['BEFORE_INSERT', 'BEFORE_UPDATE', 'BEFORE_DELETE', 'AFTER_INSERT', 'AFTER_UPDATE', 'AFTER_DELETE', 'AFTER_UNDELETE'];

export const triggerOperation = platformEnum('TriggerOperation', OPERATIONS);

function operationOf({ enumValue, type }: Runtime, { when, operation }: TriggerState): Value {
  return enumValue(type('TriggerOperation'), `${when}_${operation}`.toUpperCase());
}
