/** Schema, SObjectType and SObjectField. Source: Apex Reference Guide, "Schema Class", "SObjectType Class", "SObjectField Class". */
import type { OrgField, OrgObject } from '../../../metadata/model.ts';
import type { ApexList } from '../../collections.ts';
import type { ApexContext } from '../../context.ts';
import { apexTypeOf } from '../../data/field-types.ts';
import { BOOLEAN, DECIMAL, INTEGER, sobjectOf } from '../../types/type.ts';
import { ApexSObject, type Value } from '../../values.ts';
import { readInteger } from '../numbers.ts';
import { parseDecimal } from '../../decimal.ts';
import { listOfClass } from '../list-value.ts';
import { platformClass, platformEnum, type PlatformClass } from '../native.ts';
import { nameMap } from './name-map.ts';
import { describeField, describeObject, objectToken, tokenOf, type FieldToken, type ObjectToken } from './tokens.ts';

/** The value a new record starts with; undefined for fields without one. */
function defaultOf(context: ApexContext, field: OrgField): Value | undefined {
  const picked = field.picklist?.find((value) => value.isDefault)?.value;
  const written = field.defaultValue ?? picked;
  if (written === undefined) return undefined;
  const type = apexTypeOf(field);
  if (type === BOOLEAN) return String(written) === 'true';
  if (type === INTEGER) return readInteger(context, String(written));
  return type === DECIMAL ? (parseDecimal(String(written)) ?? null) : String(written);
}

/** An event has its uuid from the start, so that its publishing can be followed. */
function newRecord(context: ApexContext, object: OrgObject, defaults: boolean): ApexSObject {
  const record = new ApexSObject(sobjectOf(object.name));
  if (!defaults) return record;
  for (const field of object.fields.filter(({ createable }) => createable)) {
    const value = defaultOf(context, field);
    if (value !== undefined) context.records.setField(record, field.name, value);
  }
  if (object.kind === 'platformEvent') context.records.setField(record, 'EventUuid', context.uuid());
  return record;
}

function withField(context: ApexContext, record: ApexSObject, [name, value]: readonly [string, Value]): ApexSObject {
  if (value !== null) context.records.setField(record, name, value);
  return record;
}

const sobjectType = platformClass('Schema.SObjectType', {
  'Schema.DescribeSObjectResult getDescribe()': (_, { state }: ObjectToken) => describeObject(state),
  'Schema.DescribeSObjectResult getDescribe(Schema.SObjectDescribeOptions options)': (_, { state }: ObjectToken) => describeObject(state),
  'SObject newSObject()': (context, { state }: ObjectToken) => newRecord(context, state, false),
  'SObject newSObject(Id? id)': (context, { state }: ObjectToken, id: string | null) =>
    withField(context, newRecord(context, state, false), ['Id', id]),
  'SObject newSObject(Id? recordTypeId, Boolean loadDefaults)': (
    context,
    { state }: ObjectToken,
    recordType: string | null,
    defaults: boolean,
  ) => withField(context, newRecord(context, state, defaults), ['RecordTypeId', recordType]),
  'String toString()': (_, { state }: ObjectToken) => state.name,
});

const sobjectField = platformClass('Schema.SObjectField', {
  'Schema.DescribeFieldResult getDescribe()': (_, { state }: FieldToken) => describeField(state.object, state.field),
  'Schema.DescribeFieldResult getDescribe(Schema.FieldDescribeOptions options)': (_, { state }: FieldToken) =>
    describeField(state.object, state.field),
  'String toString()': (_, { state }: FieldToken) => state.field.name,
});

function describeNamed(context: ApexContext, { items }: ApexList): ApexList {
  const described = (items as readonly string[]).map((name) => {
    const object = objectToken(context, name);
    return object === null
      ? context.fail('InvalidParameterValueException', `sObject type '${name}' is not supported.`)
      : describeObject(object.state);
  });
  return listOfClass('Schema.DescribeSObjectResult', described);
}

const schema = platformClass('Schema', {
  'static Map<String, Schema.SObjectType> getGlobalDescribe()': ({ org }) =>
    nameMap(
      'Schema.SObjectType',
      [...org.metadata.objects.values()].map((object) => [object.name, tokenOf(object)]),
    ),
  'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> sObjectTypes)': describeNamed,
  'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> sObjectTypes, Schema.SObjectDescribeOptions options)':
    describeNamed,
});

export const schemaTypes: readonly PlatformClass[] = [
  schema,
  sobjectType,
  sobjectField,
  platformEnum('Schema.SObjectDescribeOptions', ['DEFAULT', 'DEFERRED', 'FULL']),
  platformEnum('Schema.FieldDescribeOptions', ['DEFAULT', 'FULL_DESCRIBE']),
];
