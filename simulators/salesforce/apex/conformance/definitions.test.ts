/**
 * What the org tells of its own parts, and how they are named. Sources: Metadata API guide, "CustomField" (MetadataRelationship); Object Reference, "EntityDefinition",
 * "FieldDefinition", "EntityParticle", "CustomPermission", "SetupEntityAccess"; ADG "Execution Governors and Limits" (custom metadata); SOQL's faults as public reports have them.
 */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-definitions');
});

const WITHOUT_FIELDS = `EntityDefinition none = [SELECT QualifiedApiName, (SELECT DataType FROM Fields WHERE DataType = 'nothing') FROM EntityDefinition
  WHERE QualifiedApiName = 'Account'];`;

const GIVE_PERMISSION = `PermissionSet given = new PermissionSet(Name = 'Given', Label = 'Given'); insert given;
  insert new SetupEntityAccess(ParentId = given.Id, SetupEntityId = [SELECT Id FROM CustomPermission].Id);
  insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = given.Id);`;

test.each([
  [
    'a field that custom metadata names is the one of the object beside it',
    `[SELECT Field__r.QualifiedApiName FROM Watch__mdt].Field__r.QualifiedApiName + ' ' + [SELECT Field__c FROM Watch__mdt].Field__c`,
    'Industry Account.Industry',
  ],
  ['so is a particle of it', `[SELECT Particle__r.QualifiedApiName FROM Watch__mdt].Particle__r.QualifiedApiName`, 'Phone'],
  ['so is the object', `[SELECT Object__r.Label FROM Watch__mdt].Object__r.Label`, 'Account'],
  [
    'fields of an object',
    `[SELECT DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account' AND QualifiedApiName = 'Name'].DataType`,
    'string',
  ],
  ['children of a definition are a list, even if there are none', `none.getSObjects('Fields')`, '()', WITHOUT_FIELDS],
  [
    'a class and a trigger may have the same name',
    '[SELECT Description FROM Contact].Description',
    'watched 4',
    `insert new Contact(LastName = 'C');`,
  ],
  ['custom permissions', `[SELECT DeveloperName, MasterLabel FROM CustomPermission].MasterLabel`, 'See secrets'],
  [
    'queries of custom metadata do not count',
    'Limits.getQueries() - before',
    '0',
    `Integer before = Limits.getQueries(); for (Integer i = 0; i < 5; i++) { List<Watch__mdt> all = [SELECT DeveloperName FROM Watch__mdt]; }`,
  ],
  [
    'unless they ask for long text',
    'Limits.getQueries() - before',
    '1',
    'Integer before = Limits.getQueries(); List<Watch__mdt> all = [SELECT Note__c FROM Watch__mdt];',
  ],
])('%s', (_, expression, expected, before = '') => {
  expect(org.valueOf(expression, before)).toBe(expected);
});

test('a permission set gives by its records what those of the source give by their files', () => {
  const allowed = (): unknown => org.valueOf(`FeatureManagement.checkPermission('See_Secrets')`);
  expect(allowed()).toBe('false');
  expect(org.run(GIVE_PERMISSION)).toMatchObject({ problems: [], failure: undefined });
  expect(allowed()).toBe('true');
});

test.each([
  ['of the object', 'SELECT Colour__c FROM Account', `No such column 'Colour__c' on entity 'Account'.`],
  ['of a parent', 'SELECT Account.Colour__c FROM Contact', `No such column 'Colour__c' on entity 'Account'.`],
  ['in a condition', `SELECT Id FROM Account WHERE Colour__c = 'x'`, `No such column 'Colour__c' on entity 'Account'.`],
])('a column that is missing is named: %s', (_, soql, expected) => {
  expect(org.run(`Database.query('${soql.replaceAll("'", "\\'")}');`).failure?.message).toContain(expected);
});
