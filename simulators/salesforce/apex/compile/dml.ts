/** DML statements. Source: Apex Developer Guide, "Apex DML Statements" and "Enforcing User Mode for Database Operations". */
import type { Statement } from '../syntax/ast.ts';
import { SOBJECT } from '../types/type.ts';
import { compileValue } from './expression.ts';
import { BROKEN } from './operand.ts';
import { report, type Scope } from './scope.ts';
import { sharingOf } from './soql.ts';
import { step } from './statement.ts';

type DmlStatement = Extract<Statement, { readonly kind: 'dml' }>;

export function compileDml(scope: Scope, { verb, access, value, with: other, key, at }: DmlStatement): string {
  const operand = compileValue(scope, value);
  const { type } = operand;
  const saved = type.kind === 'sobject' || (type.base === 'List' && type.args[0]?.kind === 'sobject');
  if (!saved && operand !== BROKEN) report(scope, at, `DML requires SObject or SObject list type: ${type.name}`);
  if (verb === 'merge') {
    if (other !== null) compileValue(scope, other);
    report(scope, at, 'not supported: merge');
  }
  const object = type.kind === 'sobject' ? type : (type.args[0] ?? SOBJECT);
  if (key !== null && object !== SOBJECT) checkKey(scope, { object: object.base, key: lastName(key), at });
  const options = `{verb:'${verb}',access:${JSON.stringify(access)},sharing:${sharingOf(scope)},key:${key === null ? 'null' : JSON.stringify(lastName(key))}}`;
  return `${step(scope, at)}dml(${operand.code},${options});`;
}

/** The field may stand behind its object: `upsert orders OB_Order__c.External_Key__c`. */
const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function checkKey(
  scope: Scope,
  { object: name, key, at }: { readonly object: string; readonly key: string; readonly at: Statement['at'] },
): void {
  const { metadata } = scope.program.table;
  const object = metadata.object(name);
  const field = object === undefined ? undefined : metadata.field(object, key);
  if (field === undefined) report(scope, at, `Field does not exist: ${key} on ${name}`);
  else if (!field.externalId && field.kind !== 'id')
    report(scope, at, `Invalid field for upsert, must be an External Id custom or standard indexed field: ${key}`);
}
