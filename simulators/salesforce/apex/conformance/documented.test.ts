/** Numbers, texts, dates and the order of collections against the examples of the documents. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';
import { DOCUMENTED } from './documented-rows.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-documented');
});

describe.each(Object.entries(DOCUMENTED))('%s', (_document, rows) => {
  test.each(rows)('%s is %s', (expression, expected) => {
    expect(org.valueOf(expression)).toBe(expected);
  });
});

test('the table has at least 150 rows', () => {
  expect(Object.values(DOCUMENTED).flat().length).toBeGreaterThanOrEqual(150);
});
