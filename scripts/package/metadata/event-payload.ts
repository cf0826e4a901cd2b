/**
 * What may travel in a platform event. Events have no field-level security: whoever subscribes sees every field. So a
 * field enters this list only after somebody has asked whether all agents and the broker may see it.
 */
import { SALESFORCE_OBJECTS, type SalesforceObject } from '../../../canonical/salesforce-objects.ts';
import type { Finding } from '../finding.ts';
import type { PackageModel } from '../source/package-model.ts';
import { flag } from '../source/xml.ts';

const ALLOWED: Readonly<Record<string, ReadonlySet<string>>> = {
  OB_Command_Requested__e: new Set([
    'Order_Key__c',
    'Command_Key__c',
    'Command_Id__c',
    'Type__c',
    'Schema_Version__c',
    'Correlation_Id__c',
    'Deadline__c',
  ]),
};
/** Fields a subscriber may be partitioned by: the platform asks that they are required. */
const PARTITION_KEYS: Readonly<Record<string, string>> = { OB_Command_Requested__e: 'Order_Key__c' };

/** Every event field that is not allowed, is personal elsewhere, or should be required. */
export function checkEventPayload(model: PackageModel): readonly Finding[] {
  return [...model.objects.values()]
    .filter(({ name }) => name.endsWith('__e'))
    .flatMap((event) => [
      ...[...event.fields.values()].flatMap(({ name, path, type }) =>
        fieldFaults(event.name, name, type).map((message) => ({ path, line: 0, message })),
      ),
      ...partitionFaults(event, model),
    ]);
}

function fieldFaults(event: string, field: string, type: string): readonly string[] {
  return [
    ...(ALLOWED[event]?.has(field) === true ? [] : [`is not among the fields ${event} may carry`]),
    ...(isPersonal(field) ? ['has the name of a field that holds personal data'] : []),
    ...(type === 'LongTextArea' ? ['could carry anything'] : []),
  ];
}

function isPersonal(field: string): boolean {
  const objects: readonly SalesforceObject[] = Object.values(SALESFORCE_OBJECTS);
  return objects.some(({ fields }) => fields[field]?.dataClass === 'personal');
}

function partitionFaults({ name, path }: { name: string; path: string }, model: PackageModel): readonly Finding[] {
  const key = PARTITION_KEYS[name];
  if (key === undefined) return [{ path, line: 0, message: 'has no partition key' }];
  const field = model.objects.get(name)?.fields.get(key);
  if (field !== undefined && flag(field.root, 'required')) return [];
  return [{ path, line: 0, message: `needs the required field ${key} to be partitioned by` }];
}
