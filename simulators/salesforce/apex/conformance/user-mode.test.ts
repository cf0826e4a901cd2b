/**
 * User mode and what it hides. Sources: Apex Developer Guide, "Enforce User Mode for Database Operations" and "Enforcing Object and Field
 * Permissions"; Salesforce Help, "Field-Level Security"; Object Reference, "ObjectPermissions", "FieldPermissions".
 */
import { expect, test } from '@jest/globals';
import { makeConformanceOrg } from './conformance-org.ts';

const org = makeConformanceOrg('fixtures-user-mode');

/** The tests of the class, one by one: what each would show stands in its name. */
test('objects, fields and children are refused, taken out and told as the platform does', () => {
  const outcomes = [...org.runTests('UserModeTest'), ...org.runTests('OlderTest')];
  expect(outcomes.filter(({ passed }) => !passed)).toEqual([]);
  expect(outcomes.length).toBe(10);
});

test('of version 67 a query at run time may not say WITH SECURITY_ENFORCED', () => {
  expect(org.valueOf(`Database.query('SELECT Name FROM Account WITH SECURITY_ENFORCED')`)).toBe(
    'QueryException: WITH SECURITY_ENFORCED is not supported in API version 67.0 and later',
  );
});

test('records of the set-up and others are not saved in one transaction; users, time and limits of tests', () => {
  const outcomes = org.runTests('TestRulesTest');
  expect(outcomes.filter(({ passed }) => !passed)).toEqual([]);
  expect(outcomes.length).toBe(6);
});
