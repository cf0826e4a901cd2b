/**
 * A master that cannot be changed (Metadata API, "CustomField", `reparentableMasterDetail`). The documents say no more than that; the rest is what public
 * reports of Apex tell: system mode keeps the old master without a word, user mode refuses the update.
 */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-masters');
});

const BOTTLE = `
  delete as system [SELECT Id FROM Crate__c WITH SYSTEM_MODE];
  List<Crate__c> crates = new List<Crate__c>{ new Crate__c(Name = 'first'), new Crate__c(Name = 'second') }; insert as system crates;
  Bottle__c bottle = new Bottle__c(Name = 'b', Key__c = '1', Crate__c = crates[0].Id); insert as system bottle;`;

const STORED = `[SELECT Name, Crate__r.Name FROM Bottle__c WHERE Id = :bottle.Id WITH SYSTEM_MODE]`;

test.each([
  ['an update in system mode', "bottle.Crate__c = crates[1].Id; bottle.Name = 'c'; update as system bottle;"],
  [
    'an upsert by a key',
    `Bottle__c again = new Bottle__c(Name = 'c', Key__c = '1', Crate__c = crates[1].Id); upsert as system again Key__c;`,
  ],
])('%s leaves the record with its master, and writes the rest', (_way, change) => {
  expect(org.valueOf(`stored.Name + ' in ' + stored.Crate__r.Name`, `${BOTTLE} ${change} Bottle__c stored = ${STORED};`)).toBe(
    'c in first',
  );
});

test.each([
  ['names another', 'Bottle__c changed = new Bottle__c(Id = bottle.Id, Crate__c = crates[1].Id); update as user changed;'],
  ['holds its own', `Bottle__c changed = ${STORED}; changed.Name = 'c'; update as user changed;`],
])('an update in user mode that %s is refused', (_rule, change) => {
  expect(org.valueOf('bottle', `${BOTTLE} ${change}`)).toContain(
    'INVALID_FIELD_FOR_INSERT_UPDATE, Unable to create/update fields: Crate__c. Please check the security settings of this field',
  );
});

test('one without it goes through', () => {
  expect(org.valueOf(`${STORED}.Name`, `${BOTTLE} update as user new Bottle__c(Id = bottle.Id, Name = 'c');`)).toBe('c');
});
