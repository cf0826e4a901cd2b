/** Names of the schema: tokens and describe results. Source: Apex Developer Guide, "Understanding Apex Describe Information", "Using Field Tokens". */
import type { OrgObject } from '../../metadata/model.ts';
import type { Expression, Position } from '../syntax/ast.ts';
import { classOf, sobjectOf, type ApexType } from '../types/type.ts';
import { BROKEN, present } from './operand.ts';
import type { Operand } from './operand-types.ts';
import { findLocal, report, type Scope } from './scope.ts';

const DESCRIBED = /^(?:schema\.)?sobjecttype\.(\w+)$/i;
const PART = /^(?:schema\.)?sobjecttype\.(\w+)\.(fields|fieldsets)\.(\w+)$/i;

/** `Schema.SObjectType.Account` is a describe result; undefined for a path that is none. */
export function describePath(scope: Scope, path: string, at: Position): Operand | undefined {
  const name = DESCRIBED.exec(path)?.[1];
  if (name === undefined) return undefined;
  const object = objectNamed(scope, name, at);
  return object === undefined ? BROKEN : present(classOf('Schema.DescribeSObjectResult'), `describeObject(${JSON.stringify(object.name)})`);
}

/** `SObjectType.Account.fields.Name`, `SObjectType.Account.fieldSets.Short`, `Account.SObjectType.fields.Name`; undefined for an expression that is none. */
export function describePart(scope: Scope, expression: Expression, at: Position): Operand | undefined {
  const path = dotted(expression) ?? '';
  const [, objectName, kind, name = ''] = PART.exec(path) ?? [];
  if (objectName === undefined || kind === undefined) return tokenPart(scope, path, at);
  if (findLocal(scope, 'sobjecttype') !== undefined) return undefined;
  const object = objectNamed(scope, objectName, at);
  if (object === undefined) return BROKEN;
  return kind.toLowerCase() === 'fields' ? fieldOf(scope, object, { name, at }) : fieldSetOf(scope, object, { name, at });
}

const TOKEN = /^(?:schema\.)?(\w+)\.sobjecttype\.fields\.(\w+)$/i;

/** `Account.SObjectType.fields.Name` is the token, as `Account.Name`. */
function tokenPart(scope: Scope, path: string, at: Position): Operand | undefined {
  const [, object = '', name = ''] = TOKEN.exec(path) ?? [];
  const isObject = scope.program.table.metadata.object(object) !== undefined && findLocal(scope, object) === undefined;
  return isObject ? objectToken(scope, sobjectOf(object), { name, at }) : undefined;
}

type Named = { readonly name: string; readonly at: Position };

function fieldOf(scope: Scope, object: OrgObject, { name, at }: Named): Operand {
  const field = scope.program.table.metadata.field(object, name);
  if (field !== undefined) return describing('Field', object, field.name);
  report(scope, at, `Field does not exist: ${name} on ${object.name}`);
  return BROKEN;
}

function fieldSetOf(scope: Scope, object: OrgObject, { name, at }: Named): Operand {
  const set = object.fieldSets?.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (set !== undefined) return describing('FieldSet', object, set.name);
  report(scope, at, `FieldSet does not exist: ${name} on ${object.name}`);
  return BROKEN;
}

function describing(what: 'Field' | 'FieldSet', object: OrgObject, name: string): Operand {
  const type = classOf(what === 'Field' ? 'Schema.DescribeFieldResult' : 'Schema.FieldSet');
  return present(type, `describe${what}(${JSON.stringify(object.name)},${JSON.stringify(name)})`);
}

function objectNamed(scope: Scope, name: string, at: Position): OrgObject | undefined {
  const object = scope.program.table.metadata.object(name);
  if (object === undefined) report(scope, at, `Invalid type: ${name}`);
  return object;
}

/** `a.b.c` as text; undefined for what is not names alone. */
function dotted(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'field' || expression.safe) return undefined;
  const before = dotted(expression.target);
  return before === undefined ? undefined : `${before}.${expression.name}`;
}

/** `Account.SObjectType`, `Account.Name`: tokens of the schema. */
export function objectToken(scope: Scope, type: ApexType, { name, at }: Named): Operand {
  const { metadata } = scope.program.table;
  if (name.toLowerCase() === 'sobjecttype') return present(classOf('Schema.SObjectType'), `objectToken(${JSON.stringify(type.base)})`);
  const object = metadata.object(type.base);
  const field = object === undefined ? undefined : metadata.field(object, name);
  if (object !== undefined && field !== undefined) {
    return present(classOf('Schema.SObjectField'), `fieldToken(${JSON.stringify(object.name)},${JSON.stringify(field.name)})`);
  }
  if (name.toLowerCase() === 'fields') return { form: 'type', type };
  const parent = object?.fields.find((candidate) => candidate.relationshipName?.toLowerCase() === name.toLowerCase())?.referenceTo?.[0];
  if (parent !== undefined) return { form: 'type', type: sobjectOf(parent) };
  report(scope, at, `Field does not exist: ${name} on ${type.base}`);
  return BROKEN;
}
