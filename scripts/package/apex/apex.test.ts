import { describe, expect, it } from '@jest/globals';
import { formatFinding } from '../finding.ts';
import { cleanPackage, withChange, withFile } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkAccessMode } from './access-mode.ts';
import { parseApex } from './apex-tree.ts';
import { checkSoql } from './soql.ts';

const outbox = 'force-app/main/integration/classes/OB_CommandOutbox.cls';
const selector = 'force-app/main/integration/classes/OB_CommandSelector.cls';
const probe = 'force-app/main/core/classes/OB_Probe.cls';

/** What is found in all files, or in one. */
function messages(model: PackageModel, path?: string): string[] {
  const trees = model.apex.filter((file) => path === undefined || file.path === path).map(parseApex);
  return [...trees.flatMap(({ findings }) => findings), ...checkSoql(trees, model), ...checkAccessMode(trees)].map(formatFinding);
}

function messagesOfQuery(query: string): string[] {
  return messages(withFile(probe, `public class OB_Probe {\n  Object found = [${query}];\n}`), probe);
}

describe('the Apex of the package', () => {
  it('has nothing to find', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it('is read as Apex', () => {
    expect(messages(withChange({ path: outbox, from: 'private static', to: 'privat static' }), outbox)).toContainEqual(
      expect.stringContaining(`${outbox}:`),
    );
  });
});

describe('a query', () => {
  it.each([
    ['SELECT Statux__c FROM OB_Order__c WITH USER_MODE', 'OB_Order__c has no field Statux__c'],
    ['SELECT Id FROM OB_Order__c WHERE Statux__c = null WITH USER_MODE', 'OB_Order__c has no field Statux__c'],
    ['SELECT Id FROM OB_Order__c WITH USER_MODE ORDER BY Statux__c', 'OB_Order__c has no field Statux__c'],
    ['SELECT MAX(Statux__c) FROM OB_Order__c WITH USER_MODE', 'OB_Order__c has no field Statux__c'],
    ['SELECT Nmae FROM OB_Order__c WITH USER_MODE', 'OB_Order__c has no field Nmae'],
    ['SELECT Order__r.Statux__c FROM OB_Order_Line__c WITH USER_MODE', 'OB_Order__c has no field Statux__c'],
    ['SELECT Ordr__r.Status__c FROM OB_Order_Line__c WITH USER_MODE', 'OB_Order_Line__c has no relationship Ordr__r'],
    ['SELECT Id, (SELECT Id FROM Rows__r) FROM OB_Order__c WITH USER_MODE', 'OB_Order__c has no child relationship Rows__r'],
    ['SELECT Id, (SELECT Statux__c FROM Lines__r) FROM OB_Order__c WITH USER_MODE', 'OB_Order_Line__c has no field Statux__c'],
  ])('%s is refused', (query, expected) => {
    expect(messagesOfQuery(query)).toEqual([`${probe}:2: ${expected}`]);
  });

  it.each([
    'SELECT Id, Name, status__C, Owner.Name, Account__r.Name FROM OB_Order__c WITH USER_MODE',
    'SELECT Id, (SELECT SKU__c FROM Lines__r WHERE Quantity_Ordered__c > 0 ORDER BY Line_Number__c) FROM OB_Order__c WITH USER_MODE',
    'SELECT Shipment__r.Order__r.Status__c FROM OB_Shipment_Line__c WITH USER_MODE',
    'SELECT DeveloperName, Window_Days__c FROM OB_Return_Rule__mdt WITH USER_MODE',
    'SELECT Anything FROM User WITH USER_MODE',
  ])('%s is right', (query) => {
    expect(messagesOfQuery(query)).toEqual([]);
  });
});

describe('whose permissions count', () => {
  it.each([
    [selector, 'WITH SYSTEM_MODE', '', 'neither WITH USER_MODE nor WITH SYSTEM_MODE'],
    [outbox, 'insert as system commands', 'insert commands', 'neither as user nor as system'],
    [outbox, 'insert as system commands', 'Database.insert(commands)', 'Database.insert(…) is given no AccessLevel'],
  ])('is said in %s', (path, from, to, expected) => {
    expect(messages(withChange({ path, from, to }), path)).toContainEqual(expect.stringContaining(expected));
  });
});
