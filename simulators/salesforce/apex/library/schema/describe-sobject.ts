/** Source: Apex Reference Guide, "DescribeSObjectResult Class", "ChildRelationship Class", "RecordTypeInfo Class". */
import type { OrgField, OrgObject } from '../../../metadata/model.ts';
import { describeGlobal, recordTypeInfos, type RecordTypeInfo } from '../../../metadata/describe.ts';
import type { ApexContext } from '../../context.ts';
import { classOf, ID, mapOf, STRING } from '../../types/type.ts';
import { ApexMap } from '../../collections.ts';
import { PlatformObject } from '../../values.ts';
import { listOfClass } from '../list-value.ts';
import { platformClass, type Members, type PlatformClass } from '../native.ts';
import { nameMap } from './name-map.ts';
import { fieldTokenOf, tokenOf } from './tokens.ts';

type Described = PlatformObject<OrgObject>;

type Child = { readonly object: OrgObject; readonly field: OrgField };

function childrenOf({ org }: ApexContext, parent: OrgObject): Child[] {
  return [...org.metadata.objects.values()].flatMap((object) =>
    object.fields.filter((field) => field.referenceTo?.includes(parent.name) === true).map((field) => ({ object, field })),
  );
}

const childRelationship = platformClass('Schema.ChildRelationship', {
  'Schema.SObjectType getChildSObject()': (_, { state }: PlatformObject<Child>) => tokenOf(state.object),
  'Schema.SObjectField getField()': (_, { state }: PlatformObject<Child>) => fieldTokenOf(state.object, state.field),
  'String getRelationshipName()': (_, { state }: PlatformObject<Child>) => state.field.childRelationshipName ?? null,
  'Boolean isCascadeDelete()': (_, { state }: PlatformObject<Child>) =>
    state.field.deleteConstraint === 'Cascade' || state.field.masterDetail === true,
  'Boolean isRestrictedDelete()': (_, { state }: PlatformObject<Child>) => state.field.deleteConstraint === 'Restrict',
});

type Info = PlatformObject<RecordTypeInfo>;

const recordTypeInfo = platformClass('Schema.RecordTypeInfo', {
  'String getDeveloperName()': (_, { state }: Info) => state.developerName,
  'String getName()': (_, { state }: Info) => state.name,
  'Id getRecordTypeId()': (_, { state }: Info) => state.recordTypeId,
  'Boolean isActive()': (_, { state }: Info) => state.active,
  'Boolean isAvailable()': (_, { state }: Info) => state.available,
  'Boolean isDefaultRecordTypeMapping()': (_, { state }: Info) => state.defaultRecordTypeMapping,
  'Boolean isMaster()': (_, { state }: Info) => state.master,
});

const infosOf = (context: ApexContext, object: OrgObject): Info[] =>
  recordTypeInfos(context.rights(), object).map((info) => new PlatformObject(classOf('Schema.RecordTypeInfo'), info, info.recordTypeId));

const byName =
  (name: (info: RecordTypeInfo) => string) =>
  (context: ApexContext, { state }: Described): ApexMap =>
    new ApexMap(
      mapOf(STRING, classOf('Schema.RecordTypeInfo')),
      infosOf(context, state).map((info) => [name(info.state), info]),
    );

const recordTypes: Members = {
  'List<Schema.RecordTypeInfo> getRecordTypeInfos()': (context, { state }: Described) =>
    listOfClass('Schema.RecordTypeInfo', infosOf(context, state)),
  'Map<Id, Schema.RecordTypeInfo> getRecordTypeInfosById()': (context, { state }: Described) =>
    new ApexMap(
      mapOf(ID, classOf('Schema.RecordTypeInfo')),
      infosOf(context, state).map((info) => [info.state.recordTypeId, info]),
    ),
  'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByName()': byName(({ name }) => name),
  'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByDeveloperName()': byName(({ developerName }) => developerName),
};

/** What the describe call of the REST API answers under these names. */
const TOLD: Readonly<Record<string, string>> = {
  'String getKeyPrefix()': 'keyPrefix',
  'String getLabel()': 'label',
  'String getLabelPlural()': 'labelPlural',
  'String getLocalName()': 'name',
  'String getName()': 'name',
  'Boolean isCreateable()': 'createable',
  'Boolean isCustom()': 'custom',
  'Boolean isCustomSetting()': 'customSetting',
  'Boolean isDeletable()': 'deletable',
  'Boolean isDeprecatedAndHidden()': 'deprecatedAndHidden',
  'Boolean isFeedEnabled()': 'feedEnabled',
  'Boolean isMergeable()': 'mergeable',
  'Boolean isMruEnabled()': 'mruEnabled',
  'Boolean isQueryable()': 'queryable',
  'Boolean isSearchable()': 'searchable',
  'Boolean isUndeletable()': 'undeletable',
  'Boolean isUpdateable()': 'updateable',
};

const told: Members = Object.fromEntries(
  Object.entries(TOLD).map(([signature, name]) => [
    signature,
    (context: ApexContext, { state }: Described) => describeGlobal(state, context.rights(), '')[name],
  ]),
);

/** Objects here have no history and no shares of their own, and none stands for several. */
const NOTHING: Members = Object.fromEntries(
  [
    'String getAssociateEntityType()',
    'String getAssociateParentEntity()',
    'String getDefaultImplementation()',
    'String getImplementedBy()',
    'String getImplementsInterfaces()',
  ].map((signature) => [signature, () => null]),
);

const describeSObjectResult = platformClass('Schema.DescribeSObjectResult', {
  ...NOTHING,
  'Boolean getHasSubtypes()': () => false,
  ...told,
  ...recordTypes,
  'Schema.SObjectTypeFields fields': { get: (_, { state }: Described) => new PlatformObject(classOf('Schema.SObjectTypeFields'), state) },
  'Schema.SObjectTypeFieldSets fieldSets': {
    get: (_, { state }: Described) => new PlatformObject(classOf('Schema.SObjectTypeFieldSets'), state),
  },
  'List<Schema.ChildRelationship> getChildRelationships()': (context, { state }: Described) => {
    const type = classOf('Schema.ChildRelationship');
    const children = childrenOf(context, state).map((child) => new PlatformObject(type, child, `${child.object.name}.${child.field.name}`));
    return listOfClass('Schema.ChildRelationship', children);
  },
  'Schema.SObjectType getSObjectType()': (_, { state }: Described) => tokenOf(state),
  'Boolean isAccessible()': (context, { state }: Described) => context.rights().can(state, 'read'),
});

const sobjectTypeFields = platformClass('Schema.SObjectTypeFields', {
  'Map<String, Schema.SObjectField> getMap()': (_, { state }: Described) =>
    nameMap(
      'Schema.SObjectField',
      state.fields.map((field) => [field.name, fieldTokenOf(state, field)]),
    ),
});

export const describedObjects: readonly PlatformClass[] = [describeSObjectResult, sobjectTypeFields, childRelationship, recordTypeInfo];
