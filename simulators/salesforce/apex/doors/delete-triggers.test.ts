/** Triggers around deletes. Source: Apex Developer Guide, "Triggers", "Bulk DML Exception Handling". */
import { beforeAll, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { executeAnonymous } from './anonymous.ts';
import { makeApexTestOrg } from './test-org.ts';

const SOURCES = ['../../fixtures/shop', 'fixtures'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

let run: (text: string) => readonly string[];
beforeAll(() => {
  let made = 0;
  const uuid = (): string => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
  const { core, host } = makeApexTestOrg({ sources: SOURCES, now: () => Date.UTC(2026, 10, 21, 10), uuid, random: () => 0.5 });
  const userId = String(core.directory.byUsername('administrator@apex-tests.example')?.['Id']);
  const actor = { userId, permissions: new Set<string>(), changeOrigin: '' };
  run = (text) => {
    const { problems, failure, log } = executeAnonymous({ host, database: core.database, actor }, text);
    if (problems.length > 0 || failure !== undefined) throw new Error(failure?.message ?? problems[0]?.message);
    return log.map((line) => line.slice(line.indexOf('|') + 1));
  };
});

const MAKE = `
  List<Purchase__c> made = new List<Purchase__c>();
  for (Integer i = 0; i < 201; i++) { made.add(new Purchase__c(Notes__c = i == 5 ? 'keep before' : i == 7 ? 'keep after' : 'gone')); }
  insert as system made;`;

test('run in chunks of 200; what they refuse stays, and the others go', () => {
  const log = run(`${MAKE}
    List<Database.DeleteResult> results = Database.delete(made, false, AccessLevel.SYSTEM_MODE);
    System.debug(results[5].getErrors()[0].getMessage() + ', ' + results[7].getErrors()[0].getMessage() + ', ' + results[8].isSuccess());
    for (Purchase__c left : [SELECT Notes__c FROM Purchase__c]) { System.debug(left.Notes__c); }`);
  expect(log.slice(0, 1)).toEqual(['kept before, kept after, true']);
  expect(log.slice(1).sort()).toEqual(['deleted 1 true 1', 'deleted 198 true 198', 'keep after', 'keep before']);
});

test('all or none: one that is refused keeps all', () => {
  expect(() => run(`${MAKE} delete as system made;`)).toThrow('kept');
});

test('a record that is named twice is deleted once', () => {
  const log = run(`
    Purchase__c one = new Purchase__c(Notes__c = 'once');
    insert as system one;
    List<Database.DeleteResult> results = Database.delete(new List<Id>{ one.Id, one.Id }, false, AccessLevel.SYSTEM_MODE);
    System.debug(results[0].isSuccess() + ' ' + results[1].getErrors()[0].getStatusCode());`);
  expect(log).toEqual(['true ENTITY_IS_DELETED']);
});
