/** Source: Apex Reference Guide, "SObject Class". */
import type { OrgField, OrgObject } from '../../metadata/model.ts';
import { ApexList, ApexMap } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { notSelected } from '../data/records.ts';
import { apexTypeOf } from '../data/field-types.ts';
import { isNumber } from '../equality.ts';
import { typeOf } from '../run/instances.ts';
import { DECIMAL, ID, mapOf, OBJECT, STRING } from '../types/type.ts';
import { ApexObject, ApexSObject, type Value } from '../values.ts';
import { errorList } from './database-results.ts';
import { isTruncating } from './dml-options.ts';
import { recalculate } from './formula-class.ts';
import { platformClass, type Members } from './native.ts';
import { objectToken, type FieldToken } from './schema/tokens.ts';
import { cloneRecord } from './sobject-clone.ts';

function objectOf(context: ApexContext, { type }: ApexSObject): OrgObject {
  return context.org.metadata.object(type.base) ?? context.fail('SObjectException', `sObject type ${type.name} is not supported`);
}

function fieldOf(context: ApexContext, record: ApexSObject, name: string): OrgField {
  const found = context.org.metadata.field(objectOf(context, record), name);
  return found ?? context.fail('SObjectException', `Invalid field ${name} for ${record.type.name}`);
}

/** A column with a name of its own, of an aggregate result above all, has no field behind it. */
function get(context: ApexContext, record: ApexSObject, name: string): Value {
  const field = record.type.base === 'AggregateResult' ? undefined : context.org.metadata.field(objectOf(context, record), name);
  if (field !== undefined) return context.records.getField(record, field.name);
  const column = [...record.fields.keys()].find((each) => each.toLowerCase() === name.toLowerCase());
  const value = column === undefined ? undefined : record.fields.get(column);
  return value === undefined || value instanceof ApexSObject || value instanceof ApexList
    ? context.fail('SObjectException', `Invalid field ${name} for ${record.type.name}`)
    : value;
}

function put(context: ApexContext, record: ApexSObject, name: string, value: Value): Value {
  const field = fieldOf(context, record, name);
  if (!isEditable(record, field)) context.fail('SObjectException', `Field ${field.name} is not editable`);
  checkAssignable(context, field, value);
  const before = record.fields.get(field.name) ?? null;
  context.records.setField(record, field.name, value);
  return before;
}

/** A record with an id will be updated, one without will be inserted. What a user may write is asked when it is saved. */
function isEditable({ fields: held }: ApexSObject, { kind, createable, updateable }: OrgField): boolean {
  return kind === 'id' || updateable || (createable && (held.get('Id') ?? null) === null);
}

function checkAssignable(context: ApexContext, field: OrgField, value: Value): void {
  if (value === null) return;
  const wanted = apexTypeOf(field);
  const fits =
    wanted === DECIMAL
      ? isNumber(value)
      : wanted === STRING || wanted === ID
        ? typeof value === 'string'
        : context.classes.isInstance(value, wanted);
  if (!fits) context.fail('SObjectException', `Illegal assignment from ${typeOf(value).name} to ${wanted.name}`);
}

/** The name the record has its parent or children under. */
function relationOf(context: ApexContext, record: ApexSObject, name: string): string {
  const lower = name.toLowerCase();
  const known = [...record.fields.keys()].find((each) => each.toLowerCase() === lower);
  if (known !== undefined) return known;
  const object = objectOf(context, record);
  const parent = object.fields.find((field) => field.relationshipName?.toLowerCase() === lower)?.relationshipName;
  const child = [...context.org.metadata.objects.values()]
    .flatMap((other) => other.fields)
    .find((field) => field.childRelationshipName?.toLowerCase() === lower && field.referenceTo?.includes(object.name) === true);
  return parent ?? child?.childRelationshipName ?? context.fail('SObjectException', `Invalid relationship ${name} for ${object.name}`);
}

/** Fails like a field does that was not selected: children that are asked for by their name are, too. */
function related(context: ApexContext, record: ApexSObject, name: string): Value {
  const relation = relationOf(context, record, name);
  const held = record.fields.get(relation);
  if (held === undefined && record.selected) context.fail('SObjectException', notSelected(record, relation));
  return held ?? null;
}

/** By the field that leads to it. */
function relationshipName(context: ApexContext, { state }: FieldToken): string {
  return (
    state.field.relationshipName ?? context.fail('SObjectException', `Invalid relationship ${state.field.name} for ${state.object.name}`)
  );
}

function addError(context: ApexContext, record: ApexSObject, [message, field]: readonly [Value, string?]): void {
  const text = message instanceof ApexObject ? message['message'] : message;
  record.errors.push({ message: typeof text === 'string' ? text : context.text(message), field });
}

function clone(context: ApexContext, record: ApexSObject, [id, deep, stamps, autonumber]: readonly boolean[]): ApexSObject {
  return cloneRecord(context, record, {
    id: id === true,
    deep: deep === true,
    stamps: stamps === true,
    autonumber: autonumber === true,
  });
}

const populated = (record: ApexSObject): ApexMap => new ApexMap(mapOf(STRING, OBJECT), record.fields);

const fields: Members = {
  'Object get(String fieldName)': get,
  'Object get(Schema.SObjectField field)': (context, self: ApexSObject, { state }: FieldToken) => get(context, self, state.field.name),
  'Object put(String fieldName, Object? value)': put,
  'Object put(Schema.SObjectField field, Object? value)': (context, self: ApexSObject, { state }: FieldToken, value: Value) =>
    put(context, self, state.field.name, value),
  'Boolean isSet(String fieldName)': (context, self: ApexSObject, name: string) => self.fields.has(fieldOf(context, self, name).name),
  'Boolean isSet(Schema.SObjectField field)': (_, self: ApexSObject, { state }: FieldToken) => self.fields.has(state.field.name),
  'Map<String, Object> getPopulatedFieldsAsMap()': (_, self: ApexSObject) => populated(self),
  // Headers of options do nothing in this org (dml-options.ts), and a statement is all or none whatever they say.
  'void setOptions(Database.DMLOptions options)': (_, self: ApexSObject, options: Value) => {
    self.truncates = isTruncating(options);
  },
  'void clear()': (_, self: ApexSObject) => self.fields.clear(),
  'void recalculateFormulas()': recalculate,
};

const relations: Members = {
  'SObject getSObject(String fieldName)': related,
  'SObject getSObject(Schema.SObjectField fieldName)': (context, self: ApexSObject, token: FieldToken) =>
    related(context, self, relationshipName(context, token)),
  'List<SObject> getSObjects(String fieldName)': (context, self: ApexSObject, name: string) => {
    const children = related(context, self, name);
    const isTold = children instanceof ApexList && (children.items.length > 0 || self.type.base === 'EntityDefinition');
    return isTold ? children : null;
  },
  'SObject putSObject(String fieldName, SObject? value)': (context, self: ApexSObject, name: string, value: Value) => {
    const relation = relationOf(context, self, name);
    const before = self.fields.get(relation) ?? null;
    context.records.setField(self, relation, value);
    return before;
  },
};

const errors: Members = {
  'void addError(String errorMsg)': (context, self: ApexSObject, message: string) => addError(context, self, [message]),
  'void addError(String errorMsg, Boolean escape)': (context, self: ApexSObject, message: string) => addError(context, self, [message]),
  'void addError(Exception exceptionError)': (context, self: ApexSObject, error: Value) => addError(context, self, [error]),
  'void addError(Exception exceptionError, Boolean escape)': (context, self: ApexSObject, error: Value) => addError(context, self, [error]),
  'void addError(String fieldName, String errorMsg)': (context, self: ApexSObject, name: string, message: string) =>
    addError(context, self, [message, fieldOf(context, self, name).name]),
  'void addError(String fieldName, String errorMsg, Boolean escape)': (context, self: ApexSObject, name: string, message: string) =>
    addError(context, self, [message, fieldOf(context, self, name).name]),
  'void addError(String fieldName, Exception exceptionError)': (context, self: ApexSObject, name: string, error: Value) =>
    addError(context, self, [error, fieldOf(context, self, name).name]),
  'void addError(Schema.SObjectField fieldToken, String errorMsg)': (context, self: ApexSObject, { state }: FieldToken, message: string) =>
    addError(context, self, [message, state.field.name]),
  'Boolean hasErrors()': (_, self: ApexSObject) => self.errors.length > 0,
  'List<Database.Error> getErrors()': (_, self: ApexSObject) =>
    errorList(
      self.errors.map(({ message, field }) => ({
        statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        message,
        fields: field === undefined ? [] : [field],
      })),
    ),
};

const clones: Members = Object.fromEntries(
  ['', 'Boolean preserveId', 'Boolean isDeepClone', 'Boolean preserveReadonlyTimestamps', 'Boolean preserveAutonumber'].map(
    (_, count, all) => [
      `SObject clone(${all.slice(1, count + 1).join(', ')})`,
      (context: ApexContext, self: ApexSObject, ...keep: boolean[]) => clone(context, self, keep),
    ],
  ),
);

export const sobjectClass = platformClass('SObject', {
  ...fields,
  ...relations,
  ...errors,
  ...clones,
  'Schema.SObjectType getSObjectType()': (context, self: ApexSObject) => objectToken(context, self.type.base),
  'String toString()': (context, self: ApexSObject) => context.text(self),
});
