/** Source: Apex Reference Guide, "DescribeSObjectResult Class", "ChildRelationship Class", "RecordTypeInfo Class". */
import type { OrgField, OrgObject } from '../../../metadata/model.ts';
import type { ObjectRight } from '../../../metadata/grants.ts';
import type { ApexContext } from '../../context.ts';
import { classOf, ID, mapOf } from '../../types/type.ts';
import { ApexMap } from '../../collections.ts';
import { PlatformObject } from '../../values.ts';
import { listOfClass } from '../list-value.ts';
import { platformClass, type Members, type PlatformClass } from '../native.ts';
import { nameMap } from './name-map.ts';
import { fieldTokenOf, tokenOf } from './tokens.ts';

type Described = PlatformObject<OrgObject>;

const can =
  (right: ObjectRight) =>
  (context: ApexContext, { state }: Described) =>
    context.rights().can(state, right);

const isData = ({ kind }: OrgObject): boolean => kind === 'standard' || kind === 'custom';

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

/** Every object has the record type "Master"; the org knows no others. */
const MASTER = { id: '012000000000000AAA', name: 'Master' };

const recordTypeInfo = platformClass('Schema.RecordTypeInfo', {
  'String getDeveloperName()': () => MASTER.name,
  'String getName()': () => MASTER.name,
  'Id getRecordTypeId()': () => MASTER.id,
  'Boolean isActive()': () => true,
  'Boolean isAvailable()': () => true,
  'Boolean isDefaultRecordTypeMapping()': () => true,
  'Boolean isMaster()': () => true,
});

const master = (): PlatformObject => new PlatformObject(classOf('Schema.RecordTypeInfo'), MASTER, MASTER.id);

const recordTypes: Members = {
  'List<Schema.RecordTypeInfo> getRecordTypeInfos()': () => listOfClass('Schema.RecordTypeInfo', [master()]),
  'Map<Id, Schema.RecordTypeInfo> getRecordTypeInfosById()': () =>
    new ApexMap(mapOf(ID, classOf('Schema.RecordTypeInfo')), [[MASTER.id, master()]]),
  'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByName()': () => nameMap('Schema.RecordTypeInfo', [[MASTER.name, master()]]),
  'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByDeveloperName()': () =>
    nameMap('Schema.RecordTypeInfo', [[MASTER.name, master()]]),
};

const rights: Members = {
  'Boolean isAccessible()': can('read'),
  'Boolean isCreateable()': can('create'),
  'Boolean isUpdateable()': can('edit'),
  'Boolean isDeletable()': can('delete'),
  'Boolean isUndeletable()': can('delete'),
  'Boolean isQueryable()': (_, { state }: Described) => state.kind !== 'platformEvent',
};

const describeSObjectResult = platformClass('Schema.DescribeSObjectResult', {
  'Schema.SObjectTypeFields fields': { get: (_, { state }: Described) => new PlatformObject(classOf('Schema.SObjectTypeFields'), state) },
  'List<Schema.ChildRelationship> getChildRelationships()': (context, { state }: Described) => {
    const type = classOf('Schema.ChildRelationship');
    const children = childrenOf(context, state).map((child) => new PlatformObject(type, child, `${child.object.name}.${child.field.name}`));
    return listOfClass('Schema.ChildRelationship', children);
  },
  'String getKeyPrefix()': (_, { state }: Described) => state.keyPrefix,
  'String getLabel()': (_, { state }: Described) => state.label,
  'String getLabelPlural()': (_, { state }: Described) => state.pluralLabel,
  'String getLocalName()': (_, { state }: Described) => state.name,
  'String getName()': (_, { state }: Described) => state.name,
  'Schema.SObjectType getSObjectType()': (_, { state }: Described) => tokenOf(state),
  'Boolean isCustom()': (_, { state }: Described) => state.name.endsWith('__c'),
  'Boolean isCustomSetting()': (_, { state }: Described) => state.kind === 'customSetting',
  'Boolean isSearchable()': (_, { state }: Described) => isData(state),
  ...rights,
  ...recordTypes,
});

const sobjectTypeFields = platformClass('Schema.SObjectTypeFields', {
  'Map<String, Schema.SObjectField> getMap()': (_, { state }: Described) =>
    nameMap(
      'Schema.SObjectField',
      state.fields.map((field) => [field.name, fieldTokenOf(state, field)]),
    ),
});

export const describedObjects: readonly PlatformClass[] = [describeSObjectResult, sobjectTypeFields, childRelationship, recordTypeInfo];
