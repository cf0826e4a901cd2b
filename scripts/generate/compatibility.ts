/**
 * Compares the contracts with those that were published last (canonical/schema/v1/published.json).
 *
 *   node scripts/generate/compatibility.ts             exits 1 on an incompatible change, listing all of them
 *   node scripts/generate/compatibility.ts --publish   makes the present contracts the published ones, if compatible
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACTS } from '../../canonical/contracts.ts';
import { baselineOf, incompatibilities } from '../canonical/compatibility.ts';
import type { Baseline } from '../canonical/compatibility.ts';

const path = join(import.meta.dirname, '..', '..', 'canonical', 'schema', 'v1', 'published.json');

const published = JSON.parse(readFileSync(path, 'utf8')) as Baseline;
const breaks = incompatibilities(published, CONTRACTS);
for (const sentence of breaks) console.error(sentence);
if (breaks.length > 0) {
  console.error('These changes break others. Add a new property or contract instead; docs/reference/contracts.md tells how.');
  process.exitCode = 1;
} else if (process.argv.includes('--publish')) {
  writeFileSync(path, `${JSON.stringify(baselineOf(CONTRACTS), null, 1)}\n`);
  console.log('published the contracts as they are now');
}
