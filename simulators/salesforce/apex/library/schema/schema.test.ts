/** Schema, SObject and Security. Source: Apex Reference Guide, the pages of the classes. */
import { describe, expect, test } from '@jest/globals';
import { GRANT } from '../../../metadata/grants.ts';
import { accessOf } from '../../../security/access.ts';
import { makeApexBench } from '../apex-bench.ts';

const { evaluate, run, thrown } = makeApexBench();

describe('objects', () => {
  test.each([
    [`Schema.getGlobalDescribe().get('PURCHASE__C').getDescribe().getLabel()`, 'Purchase'],
    [`Schema.getGlobalDescribe().containsKey('nope__c')`, 'false'],
    [`Schema.SObjectType.Purchase__c.getName()`, 'Purchase__c'],
    [`Purchase__c.SObjectType`, 'Purchase__c'],
    [`Purchase__c.SObjectType == new Purchase__c().getSObjectType()`, 'true'],
    [`Purchase__c.SObjectType.getDescribe().isCustom()`, 'true'],
    [`Account.SObjectType.getDescribe(SObjectDescribeOptions.DEFERRED).getKeyPrefix()`, '001'],
    [`Schema.describeSObjects(new List<String>{ 'Account' })[0].getName()`, 'Account'],
    [`Purchase__c.SObjectType.getDescribe().getRecordTypeInfosByName().get('Master').isMaster()`, 'true'],
    [`Id.valueOf('001000000000001').getSObjectType()`, 'Account'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  test('the children of an object and the field that leads to each', () => {
    const code = `
      for (Schema.ChildRelationship child : Purchase__c.SObjectType.getDescribe().getChildRelationships()) {
        if (child.getRelationshipName() == 'Lines__r') System.debug(child.getChildSObject() + '.' + child.getField());
      }`;
    expect(run(code)).toEqual(['Purchase_Line__c.Purchase__c']);
  });

  test('an unknown object is refused by describeSObjects', () => {
    expect(thrown(`Schema.describeSObjects(new List<String>{ 'Nope' });`)).toMatch(/^InvalidParameterValueException/);
  });

  test('a new record may start with its defaults, and an event with its uuid', () => {
    expect(evaluate(`Purchase__c.SObjectType.newSObject(null, true).get('Express__c')`)).toBe('true');
    expect(evaluate(`((Purchase_Shipped__e) Purchase_Shipped__e.SObjectType.newSObject(null, true)).EventUuid != null`)).toBe('true');
    expect(evaluate(`Purchase__c.SObjectType.newSObject().isSet('Express__c')`)).toBe('false');
  });
});

describe('fields', () => {
  const described = (field: string, question: string): string => evaluate(`Purchase__c.${field}.getDescribe().${question}`);

  test.each([
    ['External_Key__c', 'getLength()', '20'],
    ['External_Key__c', 'isUnique()', 'true'],
    ['External_Key__c', 'isExternalId()', 'true'],
    ['Amount__c', 'getType()', 'CURRENCY'],
    ['Amount__c', 'getSoapType()', 'DOUBLE'],
    ['Amount__c', 'getScale()', '2'],
    ['Account__c', 'getReferenceTo()', '(Account)'],
    ['Account__c', 'getRelationshipName()', 'Account__r'],
    ['Express__c', 'isNillable()', 'false'],
    ['Tags__c', 'getPicklistValues()[1].getValue()', 'Fragile'],
    ['Tags__c', 'getPicklistValues()[1].value', 'Fragile'],
    ['Name', 'isNameField()', 'true'],
  ])('%s: %s is %s', (field, question, expected) => {
    expect(described(field, question)).toBe(expected);
  });

  test('the map of fields is found by any case, and a token shows the name of its field', () => {
    expect(evaluate(`Purchase__c.SObjectType.getDescribe().fields.getMap().get('amount__C')`)).toBe('Amount__c');
    expect(evaluate(`Purchase__c.Name == Account.Name`)).toBe('false');
    expect(evaluate(`Schema.Account.SObjectType.fields.Name == Account.Name`)).toBe('true');
    expect(evaluate(`new Set<SObjectField>{ Account.Name, Account.Name }.size()`)).toBe('1');
  });
});

describe('records', () => {
  test('get and put go by names in any case, and put converts numbers', () => {
    const code = `
      Purchase__c p = new Purchase__c(External_Key__c = 'K');
      System.debug(p.put('AMOUNT__C', 5));
      System.debug(p.get('amount__c') instanceof Decimal);
      System.debug(p.get(Purchase__c.External_Key__c) + ' ' + p.isSet('Notes__c') + ' ' + p.getPopulatedFieldsAsMap().keySet());`;
    expect(run(code)).toEqual(['null', 'true', 'K false {Amount__c, External_Key__c}']);
  });

  test.each([
    [`new Purchase__c().get('Nope__c');`, 'SObjectException: Invalid field Nope__c for Purchase__c'],
    [`new Purchase__c().put('Amount__c', 'many');`, 'SObjectException: Illegal assignment from String to Decimal'],
    [`new Purchase__c().put('Ordered_On__c', '2026-01-01');`, 'SObjectException: Illegal assignment from String to Date'],
    [`new Purchase__c().getSObject('Nope__r');`, 'SObjectException: Invalid relationship Nope__r for Purchase__c'],
  ])('%s is refused', (code, message) => {
    expect(thrown(code)).toBe(message);
  });

  test('a clone loses its id unless it is kept, and shares parents unless it is deep', () => {
    const code = `
      Purchase__c p = new Purchase__c(Id = 'a00000000000001', Amount__c = 1, Account__r = new Account(Name = 'Acme'));
      System.debug(p.clone().Id + ' ' + p.clone(true).Id);
      p.clone(false, false).Account__r.Name = 'shared';
      System.debug(p.Account__r.Name);
      p.clone(false, true).Account__r.Name = 'own';
      System.debug(p.Account__r.Name);`;
    expect(run(code)).toEqual(['null a00000000000001AAA', 'shared', 'shared']);
  });

  test('errors added to a record, to one of its fields', () => {
    const code = `
      Purchase__c p = new Purchase__c();
      p.addError('wrong');
      p.addError('Amount__c', 'too much');
      System.debug(p.hasErrors() + ' ' + p.getErrors()[1].getMessage() + ' ' + p.getErrors()[1].getFields());`;
    expect(run(code)).toEqual(['true too much (Amount__c)']);
  });

  test('records sort by name, then by their other fields; empty ones first', () => {
    const code = `
      List<Account> all = new List<Account>{ new Account(Name = 'b'), new Account(Name = 'a', Phone = '2'), new Account(Name = 'a') };
      all.sort();
      for (Account a : all) System.debug(a.Name + a.Phone);`;
    expect(run(code)).toEqual(['anull', 'a2', 'bnull']);
  });
});

describe('what the user may not see', () => {
  const grants = new Set([
    GRANT.object('Purchase__c', 'read'),
    GRANT.object('Purchase__c', 'create'),
    GRANT.field('Purchase__c', 'Amount__c', 'read'),
  ]);
  const limited = makeApexBench({ host: { rights: () => accessOf(grants) } });

  test('is told by the describe', () => {
    expect(limited.evaluate(`Purchase__c.SObjectType.getDescribe().isDeletable()`)).toBe('false');
    expect(
      limited.evaluate(`Purchase__c.Amount__c.getDescribe().isAccessible() + ' ' + Purchase__c.Amount__c.getDescribe().isUpdateable()`),
    ).toBe('true false');
  });

  test('stripInaccessible takes out, and names', () => {
    const code = `
      SObjectAccessDecision d = Security.stripInaccessible(AccessType.READABLE, new List<Purchase__c>{ new Purchase__c(Amount__c = 1, Notes__c = 'x') });
      System.debug(((Purchase__c) d.getRecords()[0]).isSet('Notes__c') + ' ' + d.getRemovedFields() + ' ' + d.getModifiedIndexes());`;
    expect(limited.run(code)).toEqual(['false {Purchase__c={Notes__c}} {0}']);
  });

  test('an object without the right is refused', () => {
    expect(limited.thrown(`Security.stripInaccessible(AccessType.UPDATABLE, new List<Purchase__c>{ new Purchase__c() });`)).toBe(
      'NoAccessException: No access to entity: Purchase__c',
    );
  });
});
