/** ADG "Transaction Control"; Apex Reference "Database.setSavepoint", "rollback", "releaseSavepoint". */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-savepoints');
});

test('callouts, startTest and classes of an older version', () => {
  expect(org.runTests().filter(({ passed }) => !passed)).toEqual([]);
});

test('one that was set later is invalid after a rollback, the one itself is not', () => {
  const code = `Savepoint one = Database.setSavepoint(); Savepoint two = Database.setSavepoint();
    Database.rollback(one); Database.rollback(one); System.debug(Limits.getDmlStatements()); Database.rollback(two);`;
  expect(org.run(code)).toMatchObject({
    log: ['DEBUG|4'],
    failure: { message: 'UnexpectedException: Savepoint is not valid: Savepoint2' },
  });
});

test('those set later are released with one', () => {
  const code = `Savepoint one = Database.setSavepoint(); Savepoint two = Database.setSavepoint();
    Database.releaseSavepoint(one); Database.rollback(two);`;
  expect(org.run(code).failure?.message).toMatch(/not valid: Savepoint2/);
});

test('none goes from one trigger context into another', () => {
  const { failure } = org.run(`Held.place = Database.setSavepoint(); insert new Account(Name = 'A');`);
  expect(failure?.message).toMatch(/UnexpectedException: Savepoint of another trigger context/);
});

test('null is refused', () => {
  expect(org.run('Savepoint none; Database.rollback(none);').failure?.message).toMatch(/^NullPointerException/);
});

test('a record keeps the id it had been given', () => {
  const code = `Savepoint one = Database.setSavepoint(); Account a = new Account(Name = 'A'); insert a; Database.rollback(one);
    System.debug(a.Id != null && [SELECT COUNT() FROM Account] == 0); insert a;`;
  expect(org.run(code)).toMatchObject({ log: ['DEBUG|true'], failure: { message: expect.stringContaining('DmlException') } });
});
