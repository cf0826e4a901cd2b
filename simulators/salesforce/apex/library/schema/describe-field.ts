/** Source: Apex Reference Guide, "DescribeFieldResult Class", "PicklistEntry Class", "DisplayType Enum", "SOAPType Enum". */
import type { FieldKind, OrgField, PicklistValue } from '../../../metadata/model.ts';
import type { ApexContext } from '../../context.ts';
import { classOf } from '../../types/type.ts';
import { PlatformObject } from '../../values.ts';
import { enumValue } from '../enum-value.ts';
import { listOfClass } from '../list-value.ts';
import { platformClass, platformEnum, type Members, type PlatformClass } from '../native.ts';
import { fieldTokenOf, objectToken, type FieldOfObject } from './tokens.ts';

type Described = PlatformObject<FieldOfObject>;

const DISPLAY_TYPES: Readonly<Record<FieldKind, string>> = {
  id: 'ID',
  string: 'STRING',
  textarea: 'TEXTAREA',
  picklist: 'PICKLIST',
  multipicklist: 'MULTIPICKLIST',
  boolean: 'BOOLEAN',
  int: 'INTEGER',
  double: 'DOUBLE',
  currency: 'CURRENCY',
  percent: 'PERCENT',
  date: 'DATE',
  datetime: 'DATETIME',
  time: 'TIME',
  email: 'EMAIL',
  phone: 'PHONE',
  url: 'URL',
  reference: 'REFERENCE',
  autonumber: 'STRING',
  encrypted: 'ENCRYPTEDSTRING',
};

const SOAP_TYPES: Readonly<Partial<Record<FieldKind, string>>> = {
  id: 'ID',
  reference: 'ID',
  boolean: 'BOOLEAN',
  int: 'INTEGER',
  double: 'DOUBLE',
  currency: 'DOUBLE',
  percent: 'DOUBLE',
  date: 'DATE',
  datetime: 'DATETIME',
  time: 'TIME',
};

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

const soapType = platformEnum('Schema.SOAPType', [
  'ANYTYPE',
  'BASE64BINARY',
  'BOOLEAN',
  'DATE',
  'DATETIME',
  'DOUBLE',
  'ID',
  'INTEGER',
  'STRING',
  'TIME',
]);

/** Tells a fact of the field itself. */
const fact =
  <Fact>(tell: (field: OrgField) => Fact) =>
  (_: ApexContext, { state }: Described): Fact =>
    tell(state.field);

const names: Members = {
  'String getLabel()': fact(({ label }) => label),
  'String getLocalName()': fact(({ name }) => name),
  'String getName()': fact(({ name }) => name),
  'Schema.SObjectField getSObjectField()': (_, { state }: Described) => fieldTokenOf(state.object, state.field),
  'Schema.SObjectType getSObjectType()': (context, { state }: Described) => objectToken(context, state.object.name),
  'Schema.DisplayType getType()': (context, { state }: Described) =>
    enumValue(context, 'Schema.DisplayType', DISPLAY_TYPES[state.field.kind]),
  'Schema.SOAPType getSoapType()': (context, { state }: Described) =>
    enumValue(context, 'Schema.SOAPType', SOAP_TYPES[state.field.kind] ?? 'STRING'),
};

const sizes: Members = {
  'Integer getLength()': fact(({ length }) => length ?? 0),
  'Integer getByteLength()': fact(({ length }) => (length ?? 0) * 3),
  'Integer getPrecision()': fact(({ precision }) => precision ?? 0),
  'Integer getScale()': fact(({ scale }) => scale ?? 0),
  'Integer getDigits()': fact(({ kind, precision }) => (kind === 'int' ? (precision ?? 9) : 0)),
};

const relations: Members = {
  'List<Schema.SObjectType> getReferenceTo()': (context, { state }: Described) =>
    listOfClass(
      'Schema.SObjectType',
      (state.field.referenceTo ?? []).map((name) => objectToken(context, name)).filter((token) => token !== null),
    ),
  'String getRelationshipName()': fact(({ relationshipName }) => relationshipName ?? null),
  'Boolean isNamePointing()': fact(({ referenceTo }) => (referenceTo?.length ?? 0) > 1),
  'Boolean isCascadeDelete()': fact(({ deleteConstraint, masterDetail }) => deleteConstraint === 'Cascade' || masterDetail === true),
  'Boolean isRestrictedDelete()': fact(({ deleteConstraint }) => deleteConstraint === 'Restrict'),
};

const picklistEntry = platformClass('Schema.PicklistEntry', {
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
  'Object getDefaultValue()': fact(({ defaultValue }) => (typeof defaultValue === 'boolean' ? defaultValue : null)),
  'String getDefaultValueFormula()': fact(({ defaultValue }) => (defaultValue === undefined ? null : String(defaultValue))),
  'Boolean isDefaultedOnCreate()': fact(
    ({ defaultValue, kind }) => defaultValue !== undefined || kind === 'boolean' || kind === 'autonumber',
  ),
  'Boolean isRestrictedPicklist()': fact(({ restrictedPicklist }) => restrictedPicklist === true),
};

const kinds: Members = {
  'Boolean isAutoNumber()': fact(({ kind }) => kind === 'autonumber'),
  'Boolean isCalculated()': fact(({ calculated }) => calculated === true),
  /** 0 for the first master of a detail, 1 for the second; null for a field that is no master-detail. */
  'Integer getRelationshipOrder()': (_, { state }: Described) => relationshipOrder(state),
  'Boolean isCaseSensitive()': fact(({ caseSensitive }) => caseSensitive),
  'Boolean isCustom()': fact(({ custom }) => custom),
  'Boolean isEncrypted()': fact(({ kind }) => kind === 'encrypted'),
  'Boolean isExternalId()': fact(({ externalId }) => externalId),
  'Boolean isIdLookup()': fact(({ kind, externalId }) => kind === 'id' || externalId),
  'Boolean isNameField()': fact(({ nameField }) => nameField === true),
  'Boolean isNillable()': fact(({ required, kind }) => !required && kind !== 'boolean' && kind !== 'id'),
  'Boolean isUnique()': fact(({ unique }) => unique),
};

const rights: Members = {
  'Boolean isAccessible()': (context, { state }: Described) => context.rights().field(state.object, state.field).read,
  'Boolean isCreateable()': (context, { state }: Described) =>
    state.field.createable && state.field.calculated !== true && context.rights().field(state.object, state.field).edit,
  'Boolean isUpdateable()': (context, { state }: Described) =>
    state.field.updateable && state.field.calculated !== true && context.rights().field(state.object, state.field).edit,
  'Boolean isPermissionable()': fact(({ custom, required, masterDetail }) => custom && !required && masterDetail !== true),
};

const describeFieldResult = platformClass('Schema.DescribeFieldResult', {
  ...names,
  ...sizes,
  ...relations,
  ...values,
  ...kinds,
  ...rights,
});

export const describedFields: readonly PlatformClass[] = [describeFieldResult, picklistEntry, displayType, soapType];

function relationshipOrder({ object, field }: FieldOfObject): number | null {
  const masters = object.fields.filter((each) => each.masterDetail === true);
  return field.masterDetail === true ? masters.findIndex((each) => each.name === field.name) : null;
}
