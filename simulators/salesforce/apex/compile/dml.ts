/** DML statements. Source: Apex Developer Guide, "Apex DML Statements" and "Enforcing User Mode for Database Operations". */
import type { Statement } from '../syntax/ast.ts';
import { ID, SOBJECT, type ApexType } from '../types/type.ts';
import { compileValue } from './recursion.ts';
import { BROKEN } from './operand.ts';
import type { ValueOperand } from './operand-types.ts';
import { report, type Scope } from './scope.ts';
import { step } from './recursion.ts';

type DmlStatement = Extract<Statement, { readonly kind: 'dml' }>;

export function compileDml(scope: Scope, { verb, access, value, with: other, key, at }: DmlStatement): string {
  const operand = compileValue(scope, value);
  const object = savedType(operand.type);
  if (object === undefined && operand !== BROKEN) report(scope, at, `DML requires SObject or SObject list type: ${operand.type.name}`);
  if (other !== null) return compileMerge(scope, { winner: operand, losers: compileValue(scope, other), access, at });
  const field = key === null ? null : lastName(key);
  if (field !== null && object !== undefined && object !== SOBJECT) checkKey(scope, { object: object.base, key: field, at });
  return `${step(scope, at)}dml(${operand.code},${JSON.stringify({ verb, access, key: field })});`;
}

type MergeStatement = {
  readonly winner: ValueOperand;
  readonly losers: ValueOperand;
  readonly access: DmlStatement['access'];
  readonly at: Statement['at'];
};

function compileMerge(scope: Scope, { winner, losers, access, at }: MergeStatement): string {
  const given = losers.type.base === 'List' ? (losers.type.args[0] ?? losers.type) : losers.type;
  if (losers !== BROKEN && given.kind !== 'sobject' && given !== ID)
    report(scope, at, `MERGE requires SObject, SObject list, Id or Id list: ${losers.type.name}`);
  if (winner.type.base === 'List') report(scope, at, `MERGE requires one record to merge into: ${winner.type.name}`);
  return `${step(scope, at)}mergeRecords(${winner.code},${losers.code},${JSON.stringify(access)});`;
}

function savedType(type: ApexType): ApexType | undefined {
  const saved = type.base === 'List' ? type.args[0] : type;
  return saved?.kind === 'sobject' ? saved : undefined;
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
