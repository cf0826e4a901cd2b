/** A kept query is the query the library gave. */
import { expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKeptQueryReader } from './kept-queries.ts';
import { readQuery } from './parse.ts';

const QUERIES = [
  "SELECT Id, Owner.Name, (SELECT Id FROM Lines__r WHERE Open__c = true) FROM Order__c WHERE Status__c IN ('New', 'Paid') AND Key__c = :key",
  'SELECT COUNT(Id) total, Brand__c FROM Order__c GROUP BY Brand__c HAVING COUNT(Id) > 1 ORDER BY Brand__c DESC NULLS LAST LIMIT 5 OFFSET 1',
  'SELECT COUNT() FROM Order__c WHERE (NOT Name LIKE :name) OR CreatedDate = LAST_N_DAYS:3 WITH SYSTEM_MODE',
  "SELECT Id FROM Event WHERE (Status__c = 'Paid' OR Total__c > 1.5) AND ChangeEventHeader.changeType != 'DELETE'",
];

test('queries from files are strictly those that were read; one that cannot be read is not kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'queries-'));
  const read = makeKeptQueryReader(folder);
  for (const soql of [...QUERIES, ...QUERIES]) expect(read(soql)).toStrictEqual(readQuery(soql));
  expect(() => read('SELECT FROM')).toThrow('but found');
  expect(readdirSync(folder)).toHaveLength(QUERIES.length);
  rmSync(folder, { recursive: true });
});
