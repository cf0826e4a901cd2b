/** Who decides each field of the package's objects, and how far its value may travel: looked up, never written twice. */
import { personalPaths } from './data-class.ts';
import { CustomerOrder } from './order.ts';
import type { DataClass, SalesforceField, SystemOfRecord } from './salesforce-fields.ts';
import { SALESFORCE_OBJECTS } from './salesforce-objects.ts';
import type { SalesforceObjectName } from './salesforce-objects.ts';

/** The fields of one object. */
export type FieldOf<Name extends SalesforceObjectName> = keyof (typeof SALESFORCE_OBJECTS)[Name]['fields'] & string;

function definition<Name extends SalesforceObjectName>(object: Name, field: FieldOf<Name>): SalesforceField {
  const fields = SALESFORCE_OBJECTS[object].fields as Readonly<Record<FieldOf<Name>, SalesforceField>>;
  return fields[field];
}

/** The system of record of a field: the only one whose word changes it. */
export function ownerOf<Name extends SalesforceObjectName>(object: Name, field: FieldOf<Name>): SystemOfRecord {
  return definition(object, field).owner;
}

/** How far a field's value may travel. */
export function dataClassOf<Name extends SalesforceObjectName>(object: Name, field: FieldOf<Name>): DataClass {
  return definition(object, field).dataClass;
}

/** Where a canonical order holds personal data, as paths for redaction in logs: `shipTo.city`. */
export const PERSONAL_ORDER_PATHS: readonly string[] = personalPaths(CustomerOrder);
