/** Security.stripInaccessible. Source: Apex Developer Guide, "Enforcing Object and Field Permissions"; Apex Reference Guide, "Security Class". */
import type { ObjectRight } from '../../metadata/grants.ts';
import type { OrgField, OrgObject } from '../../metadata/model.ts';
import { ApexList, ApexMap, ApexSet } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { classOf, INTEGER, mapOf, setOf, STRING } from '../types/type.ts';
import { ApexSObject, PlatformObject, type ApexEnum, type Value } from '../values.ts';
import { platformClass, type PlatformClass } from './native.ts';

type Decision = {
  readonly records: ApexList;
  /** Names of the fields that were taken out, by object. */
  readonly removed: Map<string, Set<string>>;
  readonly modified: Set<number>;
};

const OBJECT_RIGHTS: Readonly<Record<string, readonly ObjectRight[]>> = {
  READABLE: ['read'],
  CREATABLE: ['create'],
  UPDATABLE: ['edit'],
  UPSERTABLE: ['create', 'edit'],
};

function allowed(context: ApexContext, [object, field]: readonly [OrgObject, OrgField], type: string): boolean {
  if (field.kind === 'id') return true;
  const access = context.rights().field(object, field);
  return type === 'READABLE' ? access.read : access.edit;
}

type Strip = { readonly context: ApexContext; readonly type: string; readonly decision: Decision };

/** A copy with the fields the user may use, parents and children too. */
function stripped({ context, type, decision }: Strip, record: ApexSObject): ApexSObject {
  const object = context.org.metadata.object(record.type.base);
  const copy = new ApexSObject(record.type, new Map(), record.selected);
  for (const [name, value] of record.fields) {
    const field = object === undefined ? undefined : context.org.metadata.field(object, name);
    if (object !== undefined && field !== undefined && !allowed(context, [object, field], type)) {
      remove(decision, record.type.base, name);
      continue;
    }
    if (field === undefined && areHiddenChildren(context, value)) {
      remove(decision, record.type.base, name);
      continue;
    }
    copy.fields.set(name, related({ context, type, decision }, value));
    if (record.changed.has(name)) copy.changed.add(name);
  }
  return copy;
}

/** Children of an object that the user may not read are taken out as a whole. */
function areHiddenChildren(context: ApexContext, value: Value): boolean {
  const object = value instanceof ApexList ? context.org.metadata.object(value.type.args[0]?.base ?? '') : undefined;
  return object !== undefined && !context.rights().can(object, 'read');
}

function related(strip: Strip, value: Value): Value {
  if (value instanceof ApexSObject) return stripped(strip, value);
  if (!(value instanceof ApexList)) return value;
  return new ApexList(
    value.type,
    value.items.map((item) => related(strip, item)),
  );
}

function remove({ removed }: Decision, object: string, field: string): void {
  const fields = removed.get(object) ?? new Set<string>();
  fields.add(field);
  removed.set(object, fields);
}

function stripInaccessible(
  context: ApexContext,
  { name: type }: ApexEnum,
  source: ApexList,
  enforceObject = true,
): PlatformObject<Decision> {
  const decision: Decision = { records: new ApexList(source.type), removed: new Map(), modified: new Set() };
  source.items.forEach((item, index) => {
    if (!(item instanceof ApexSObject)) return;
    const object = context.org.metadata.object(item.type.base);
    const missing = object !== undefined && (OBJECT_RIGHTS[type] ?? []).some((right) => !context.rights().can(object, right));
    if (enforceObject && missing) context.fail('NoAccessException', `No access to entity: ${item.type.base}`);
    const copy = stripped({ context, type, decision }, item);
    if (copy.fields.size !== item.fields.size) decision.modified.add(index);
    decision.records.items.push(copy);
  });
  context.charge(source.items.length);
  return new PlatformObject(classOf('SObjectAccessDecision'), decision);
}

const textSet = (values: Iterable<string>): ApexSet => new ApexSet(setOf(STRING), values);

export const securityClasses: readonly PlatformClass[] = [
  platformClass('Security', {
    'static SObjectAccessDecision stripInaccessible(AccessType accessCheckType, List<SObject> sourceRecords)': stripInaccessible,
    'static SObjectAccessDecision stripInaccessible(AccessType accessCheckType, List<SObject> sourceRecords, Boolean enforceRootObjectCRUD)':
      stripInaccessible,
  }),
  platformClass('SObjectAccessDecision', {
    'List<SObject> getRecords()': (_, { state }: PlatformObject<Decision>) => state.records,
    'Set<Integer> getModifiedIndexes()': (_, { state }: PlatformObject<Decision>) => new ApexSet(setOf(INTEGER), state.modified),
    'Map<String, Set<String>> getRemovedFields()': (_, { state }: PlatformObject<Decision>) =>
      new ApexMap(
        mapOf(STRING, setOf(STRING)),
        [...state.removed].map(([object, fields]) => [object, textSet(fields)] as const),
      ),
  }),
];
