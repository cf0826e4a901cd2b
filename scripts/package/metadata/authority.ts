/**
 * Every mirrored object has an active rule OB_Authority_Guard that names each field another system owns, so that a new
 * field cannot be left open by mistake. Every formula names fields and permissions that are there.
 */
import { SALESFORCE_OBJECTS, type SalesforceObject } from '../../../canonical/salesforce-objects.ts';
import type { Finding } from '../finding.ts';
import type { Component, PackageField, PackageModel } from '../source/package-model.ts';
import { flag, textOf } from '../source/xml.ts';
import { INTEGRATION_WRITE } from './permissions.ts';

const GUARD = 'OB_Authority_Guard';
/** Kept by Apex: rules cannot see that a line of a submitted order is deleted, and one place is better than two. */
const GUARDED_BY_DRAFT_LOCK = 'OB_Order_Line__c';

/** Every missing or incomplete guard, and every formula with an unknown name. */
export function checkAuthority(model: PackageModel): readonly Finding[] {
  const rules = model.of('validationRule');
  const objects: readonly (readonly [string, SalesforceObject])[] = Object.entries(SALESFORCE_OBJECTS);
  return [
    ...objects.flatMap(([name, contract]) => guardFaults(name, contract, model)),
    ...rules.flatMap((rule) => unknownNames(rule, model)),
  ];
}

function formulaOf({ root }: Component): string {
  return textOf(root, 'errorConditionFormula') ?? '';
}

function guardFaults(name: string, contract: SalesforceObject, model: PackageModel): readonly Finding[] {
  const rule = model.of('validationRule').find((candidate) => candidate.object === name && candidate.name === GUARD);
  if (rule === undefined) return [{ path: model.objects.get(name)?.path ?? 'force-app', line: 0, message: `${name} has no rule ${GUARD}` }];
  const formula = formulaOf(rule);
  const open = Object.entries(contract.fields)
    .filter(([, { owner }]) => owner !== 'salesforce' && !(owner === 'channel' && name === GUARDED_BY_DRAFT_LOCK))
    .map(([fieldName]) => fieldName)
    .filter((fieldName) => isGuardable(model.objects.get(name)?.fields.get(fieldName)) && !formula.includes(`ISCHANGED(${fieldName})`));
  return [
    ...(flag(rule.root, 'active') ? [] : ['is not active']),
    ...(formula.includes(`NOT($Permission.${INTEGRATION_WRITE})`) ? [] : [`does not ask for ${INTEGRATION_WRITE}`]),
    ...open.map((fieldName) => `leaves ${fieldName} open`),
  ].map((message) => ({ path: rule.path, line: 0, message }));
}

/** Formulas cannot see whether long text changed; a master never does. Long text is kept by field-level security. */
function isGuardable(field: PackageField | undefined): boolean {
  return field !== undefined && field.type !== 'LongTextArea' && !field.isMasterDetail;
}

function unknownNames(rule: Component, model: PackageModel): readonly Finding[] {
  const fields = model.objects.get(rule.object)?.fields;
  const permissions = new Set(model.of('customPermission').map(({ name }) => name));
  const formula = formulaOf(rule).replaceAll(/"[^"]*"/g, '');
  const strange = [
    ...[...formula.matchAll(/(?<![.\w])(\w+__c)\b/g)].map(([, name = '']) => name).filter((name) => fields?.has(name) !== true),
    ...[...formula.matchAll(/\$Permission\.(\w+)/g)].map(([, name = '']) => name).filter((name) => !permissions.has(name)),
  ];
  return strange.map((name) => ({ path: rule.path, line: 0, message: `names ${name}, which the package does not have` }));
}
