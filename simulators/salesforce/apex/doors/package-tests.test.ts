/** The package's own Apex tests, run by the local org. */
import { expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { KEPT_READINGS, makeKeptReaders } from '../../source-readers.ts';
import { readCoverage, totalCoverage } from './coverage.ts';
import { textReport } from './report.ts';
import { makeApexTestOrg } from './test-org.ts';

const PACKAGE = fileURLToPath(new URL('../../../../force-app', import.meta.url));

test('every Apex test of the package passes, and they cover its lines', () => {
  const readers = makeKeptReaders(KEPT_READINGS);
  const org = makeApexTestOrg({ sources: [PACKAGE], now: Date.now, uuid: randomUUID, random: Math.random, readers });
  const outcomes = org.run();
  const coverage = readCoverage(org.host.apex);
  expect(outcomes.length).toBeGreaterThan(50);
  const failed = outcomes.filter((outcome) => !outcome.passed);
  expect(failed.length === 0 ? '' : textReport(failed, coverage)).toBe('');
  expect(totalCoverage(coverage)).toBeGreaterThanOrEqual(95);
});
