/** Fields, parents and children of a record, by the names Apex gives them. */
import type { OrgField, OrgObject } from '../../metadata/model.ts';
import { apexTypeOf } from '../data/field-types.ts';
import { BOOLEAN, ID, listOf, SOBJECT, sobjectOf, STRING, type ApexType } from '../types/type.ts';
import type { Position } from '../syntax/ast.ts';
import { report, type Scope } from './scope.ts';

export type RecordMember = {
  readonly name: string;
  readonly type: ApexType;
  /** The platform alone gives it a value: a formula, a roll-up, an auto-number, who made the record and when. */
  readonly readOnly?: boolean;
};

/** A field, a parent or a list of children of an object, by the name Apex gives it. */
export function recordMember(scope: Scope, type: ApexType, name: string): RecordMember | undefined {
  const { metadata } = scope.program.table;
  const object = metadata.object(type.base);
  if (object === undefined) return type.base === 'Name' ? nameMember(name) : undefined;
  const field = metadata.field(object, name);
  if (field !== undefined) return { name: field.name, type: apexTypeOf(field), ...(isReadOnly(object, field) ? { readOnly: true } : {}) };
  const lower = name.toLowerCase();
  const reference = object.fields.find((candidate) => candidate.relationshipName?.toLowerCase() === lower);
  if (reference?.relationshipName !== undefined) return { name: reference.relationshipName, type: parentType(reference) };
  return childList(scope, object, lower);
}

/** Records of custom metadata are made in Apex, if not saved; an Id may be given to a new record. */
function isReadOnly({ kind }: OrgObject, { name, createable, updateable }: OrgField): boolean {
  return !createable && !updateable && name !== 'Id' && kind !== 'customMetadata';
}

/** Reports an assignment that the platform's compiler refuses. */
export function demandWritable(scope: Scope, { name, readOnly }: RecordMember, { type, at }: Written): void {
  if (readOnly === true) report(scope, at, `Field is not writeable: ${type.name}.${name}`);
}

type Written = { readonly type: ApexType; readonly at: Position };

/** What all parents of a polymorphic reference have in common. Source: Object Reference, "Name". */
const NAME_MEMBERS: readonly RecordMember[] = [
  { name: 'Id', type: ID },
  ...['Name', 'FirstName', 'LastName', 'Email', 'Username', 'Type', 'Alias', 'Phone', 'Title'].map((name) => ({ name, type: STRING })),
  { name: 'IsActive', type: BOOLEAN },
];

function nameMember(name: string): RecordMember | undefined {
  return NAME_MEMBERS.find((member) => member.name.toLowerCase() === name.toLowerCase());
}

function parentType({ referenceTo }: OrgField): ApexType {
  const [only, ...others] = referenceTo ?? [];
  if (only === undefined) return SOBJECT;
  return others.length === 0 ? sobjectOf(only) : sobjectOf('Name');
}

function childList(scope: Scope, object: OrgObject, lower: string): RecordMember | undefined {
  for (const child of scope.program.table.metadata.objects.values()) {
    for (const field of child.fields) {
      if (field.childRelationshipName?.toLowerCase() === lower && field.referenceTo?.includes(object.name) === true) {
        return { name: field.childRelationshipName, type: listOf(sobjectOf(child.name)) };
      }
    }
  }
  return undefined;
}
