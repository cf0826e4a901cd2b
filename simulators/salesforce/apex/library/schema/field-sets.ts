/** Source: Apex Reference Guide, "FieldSet Class" and "FieldSetMember Class". */
import type { FieldSet, FieldSetMember, OrgField, OrgObject } from '../../../metadata/model.ts';
import type { ApexContext } from '../../context.ts';
import { classOf } from '../../types/type.ts';
import { PlatformObject } from '../../values.ts';
import { listOfClass } from '../list-value.ts';
import { platformClass, type PlatformClass } from '../native.ts';
import { displayTypeOf } from './describe-field.ts';
import { nameMap } from './name-map.ts';
import { fieldTokenOf, tokenOf } from './tokens.ts';

type SetOfObject = { readonly object: OrgObject; readonly set: FieldSet };
type Described = PlatformObject<SetOfObject>;
type Member = PlatformObject<FieldSetMember>;

/** Two describes of one set are not equal, as public packages found. */
const describeFieldSet = (object: OrgObject, set: FieldSet): Described =>
  new PlatformObject(classOf('Schema.FieldSet'), { object, set }, undefined, `Schema.FieldSet[${object.name}.${set.name}]`);

export function fieldSetNamed(object: OrgObject, name: string): Described {
  const set = object.fieldSets?.find((each) => each.name === name);
  if (set === undefined) throw new Error(`${object.name} has no field set ${name}`);
  return describeFieldSet(object, set);
}

/** The object a member's path ends at, and its field there. */
function endOf({ org }: ApexContext, { object: objectName, field: fieldName }: FieldSetMember): { object: OrgObject; field: OrgField } {
  const object = org.metadata.object(objectName);
  const field = object === undefined ? undefined : org.metadata.field(object, fieldName);
  if (object === undefined || field === undefined) throw new Error(`${objectName}.${fieldName} is not there`);
  return { object, field };
}

const fieldSetMember = platformClass('Schema.FieldSetMember', {
  'Boolean getDBRequired()': (context, { state }: Member) => endOf(context, state).field.required,
  'String getFieldPath()': (_, { state }: Member) => state.path,
  'String getLabel()': (context, { state }: Member) => endOf(context, state).field.label,
  'Boolean getRequired()': (_, { state }: Member) => state.required,
  'Schema.SObjectField getSObjectField()': (context, { state }: Member) => {
    const { object, field } = endOf(context, state);
    return fieldTokenOf(object, field);
  },
  'Schema.DisplayType getType()': (context, { state }: Member) => displayTypeOf(context, endOf(context, state).field),
});

const fieldSet = platformClass('Schema.FieldSet', {
  'String getDescription()': (_, { state }: Described) => state.set.description,
  'List<Schema.FieldSetMember> getFields()': (_, { state }: Described) =>
    listOfClass(
      'Schema.FieldSetMember',
      state.set.members.map((member) => new PlatformObject(classOf('Schema.FieldSetMember'), member, undefined, member.path)),
    ),
  'String getLabel()': (_, { state }: Described) => state.set.label,
  'String getName()': (_, { state }: Described) => state.set.name,
  'String getNamespace()': () => null,
  'Schema.SObjectType getSObjectType()': (_, { state }: Described) => tokenOf(state.object),
});

const sobjectTypeFieldSets = platformClass('Schema.SObjectTypeFieldSets', {
  'Map<String, Schema.FieldSet> getMap()': (_, { state }: PlatformObject<OrgObject>) =>
    nameMap(
      'Schema.FieldSet',
      (state.fieldSets ?? []).map((set) => [set.name, describeFieldSet(state, set)]),
    ),
});

export const fieldSetClasses: readonly PlatformClass[] = [fieldSet, fieldSetMember, sobjectTypeFieldSets];
