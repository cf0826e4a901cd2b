/** Source: Apex Reference Guide, "DescribeFieldResult Class", "PicklistEntry Class", "DisplayType Enum", "SOAPType Enum". */
import { describeField } from '../../../metadata/describe.ts';
import type { OrgField, PicklistValue } from '../../../metadata/model.ts';
import type { ApexContext } from '../../context.ts';
import { classOf } from '../../types/type.ts';
import { PlatformObject, type Value } from '../../values.ts';
import { enumValue } from '../enum-value.ts';
import { listOfClass } from '../list-value.ts';
import { platformClass, platformEnum, type Members, type PlatformClass } from '../native.ts';
import { fieldTokenOf, objectToken, type FieldOfObject } from './tokens.ts';

type Described = PlatformObject<FieldOfObject>;

const displayType = platformEnum('Schema.DisplayType', [
  'ADDRESS',
  'ANYTYPE',
  'BASE64',
  'BOOLEAN',
  'COMBOBOX',
  'COMPLEXVALUE',
  'CURRENCY',
  'DATACATEGORYGROUPREFERENCE',
  'DATE',
  'DATETIME',
  'DOUBLE',
  'EMAIL',
  'ENCRYPTEDSTRING',
  'ID',
  'INTEGER',
  'JSON',
  'LOCATION',
  'LONG',
  'MULTIPICKLIST',
  'PERCENT',
  'PHONE',
  'PICKLIST',
  'REFERENCE',
  'SOBJECT',
  'STRING',
  'TEXTAREA',
  'TIME',
  'URL',
]);

// LONG and DECIMAL are not in the guide: public packages that compile name them, and no field has them here.
const soapType = platformEnum('Schema.SOAPType', [
  'ANYTYPE',
  'BASE64BINARY',
  'BOOLEAN',
  'DATE',
  'DATETIME',
  'DECIMAL',
  'DOUBLE',
  'ID',
  'INTEGER',
  'LONG',
  'STRING',
  'TIME',
]);

const answers = new WeakMap<OrgField, Readonly<Record<string, unknown>>>();

/** What the describe call of the REST API answers for the field. */
function answerOf(field: OrgField): Readonly<Record<string, unknown>> {
  let answer = answers.get(field);
  if (answer === undefined) {
    answer = describeField(field);
    answers.set(field, answer);
  }
  return answer;
}

/** Facts by the names the REST API has. */
const TOLD: Readonly<Record<string, string>> = {
  'String getCalculatedFormula()': 'calculatedFormula',
  'String getInlineHelpText()': 'inlineHelpText',
  'String getLabel()': 'label',
  'String getLocalName()': 'name',
  'String getName()': 'name',
  'Integer getByteLength()': 'byteLength',
  'Integer getDigits()': 'digits',
  'Integer getLength()': 'length',
  'Integer getPrecision()': 'precision',
  'Integer getScale()': 'scale',
  'String getRelationshipName()': 'relationshipName',
  'Integer getRelationshipOrder()': 'relationshipOrder',
  'Boolean isAutoNumber()': 'autoNumber',
  'Boolean isCalculated()': 'calculated',
  'Boolean isCascadeDelete()': 'cascadeDelete',
  'Boolean isCaseSensitive()': 'caseSensitive',
  'Boolean isCustom()': 'custom',
  'Boolean isDefaultedOnCreate()': 'defaultedOnCreate',
  'Boolean isDeprecatedAndHidden()': 'deprecatedAndHidden',
  'Boolean isEncrypted()': 'encrypted',
  'Boolean isExternalId()': 'externalId',
  'Boolean isFilterable()': 'filterable',
  'Boolean isGroupable()': 'groupable',
  'Boolean isHtmlFormatted()': 'htmlFormatted',
  'Boolean isIdLookup()': 'idLookup',
  'Boolean isNameField()': 'nameField',
  'Boolean isNamePointing()': 'polymorphicForeignKey',
  'Boolean isNillable()': 'nillable',
  'Boolean isPermissionable()': 'permissionable',
  'Boolean isRestrictedDelete()': 'restrictedDelete',
  'Boolean isRestrictedPicklist()': 'restrictedPicklist',
  'Boolean isSortable()': 'sortable',
  'Boolean isUnique()': 'unique',
  'Boolean isWriteRequiresMasterRead()': 'writeRequiresMasterRead',
};

const told: Members = Object.fromEntries(
  Object.entries(TOLD).map(([signature, name]) => [signature, (_: ApexContext, { state }: Described) => answerOf(state.field)[name]]),
);

/** `double` and `xsd:double` are DOUBLE; what REST calls int is INTEGER. */
function constantOf(name: unknown): string {
  const plain = String(name).replace(/^\w+:/, '').toUpperCase();
  return plain === 'INT' ? 'INTEGER' : plain;
}

export const displayTypeOf = (context: ApexContext, field: OrgField): Value =>
  enumValue(context, 'Schema.DisplayType', constantOf(answerOf(field)['type']));

const types: Members = {
  'Schema.SObjectField getSObjectField()': (_, { state }: Described) => fieldTokenOf(state.object, state.field),
  'Schema.SObjectType getSObjectType()': (context, { state }: Described) => objectToken(context, state.object.name),
  'Schema.DisplayType getType()': (context, { state }: Described) => displayTypeOf(context, state.field),
  'Schema.SOAPType getSoapType()': (context, { state }: Described) =>
    enumValue(context, 'Schema.SOAPType', constantOf(answerOf(state.field)['soapType'])),
  'List<Schema.SObjectType> getReferenceTo()': (context, { state }: Described) => {
    const tokens = (state.field.referenceTo ?? []).map((name) => objectToken(context, name));
    return listOfClass(
      'Schema.SObjectType',
      tokens.filter((token) => token !== null),
    );
  },
};

const picklistEntry = platformClass('Schema.PicklistEntry', {
  'String label': { get: (_, { state }: PlatformObject<PicklistValue>) => state.label },
  'String value': { get: (_, { state }: PlatformObject<PicklistValue>) => state.value },
  'String getLabel()': (_, { state }: PlatformObject<PicklistValue>) => state.label,
  'String getValue()': (_, { state }: PlatformObject<PicklistValue>) => state.value,
  'Boolean isActive()': (_, { state }: PlatformObject<PicklistValue>) => state.active,
  'Boolean isDefaultValue()': (_, { state }: PlatformObject<PicklistValue>) => state.isDefault,
});

const values: Members = {
  'List<Schema.PicklistEntry> getPicklistValues()': (_, { state }: Described) => {
    const type = classOf('Schema.PicklistEntry');
    const shown = (state.field.picklist ?? []).filter((value) => value.active);
    return listOfClass(
      'Schema.PicklistEntry',
      shown.map((value) => new PlatformObject(type, value)),
    );
  },
  'Object getDefaultValue()': (_, { state }: Described) =>
    typeof state.field.defaultValue === 'boolean' ? state.field.defaultValue : null,
  'String getDefaultValueFormula()': (_, { state }: Described) =>
    typeof state.field.defaultValue === 'string' || typeof state.field.defaultValue === 'number' ? String(state.field.defaultValue) : null,
};

const rights: Members = {
  'Boolean isAccessible()': (context, { state }: Described) => context.rights().field(state.object, state.field).read,
  'Boolean isCreateable()': (context, { state }: Described) => state.field.createable && mayEdit(context, state),
  'Boolean isUpdateable()': (context, { state }: Described) => state.field.updateable && mayEdit(context, state),
};

function mayEdit(context: ApexContext, { object, field }: FieldOfObject): boolean {
  return field.calculated !== true && context.rights().field(object, field).edit;
}

const describeFieldResult = platformClass('Schema.DescribeFieldResult', { ...told, ...types, ...values, ...rights });

export const describedFields: readonly PlatformClass[] = [describeFieldResult, picklistEntry, displayType, soapType];
