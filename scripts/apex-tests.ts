/**
 * `npm run test:apex [-- --class OB_X_Tests] [--junit file] [--json file]`: the package's Apex tests in a local org, with line coverage.
 * With `--source` the tests of any SFDX folders: what the org lacks fails the tests that need it, and the reasons are counted.
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { readCoverage } from '../simulators/salesforce/apex/doors/coverage.ts';
import { summarize, summaryText } from '../simulators/salesforce/apex/doors/failure-reasons.ts';
import { junitReport, textReport } from '../simulators/salesforce/apex/doors/report.ts';
import { makeApexTestOrg } from '../simulators/salesforce/apex/doors/test-org.ts';
import type { TestOutcome } from '../simulators/salesforce/apex/doors/test-run.ts';
import { ApexCompileError } from '../simulators/salesforce/apex/run/load.ts';
import { KEPT_READINGS, makeKeptReaders } from '../simulators/salesforce/source-readers.ts';

const PACKAGE = fileURLToPath(new URL('../force-app', import.meta.url));

type Options = { readonly class?: string; readonly junit?: string; readonly json?: string; readonly source?: readonly string[] };

const options = new Command()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .option('--class <name>', 'only the tests of this class')
  .option('--junit <file>', 'write the results as JUnit XML')
  .option('--json <file>', 'write the results, and why tests fail, as JSON')
  .option('--source <folders...>', 'SFDX source folders that others wrote')
  .parse()
  .opts<Options>();

const world = { now: Date.now, uuid: randomUUID, random: Math.random, readers: makeKeptReaders(KEPT_READINGS) };

function testPackage(): readonly TestOutcome[] {
  const org = makeApexTestOrg({ ...world, sources: [PACKAGE] });
  const outcomes = org.run(options.class);
  console.log(textReport(outcomes, readCoverage(org.host.apex)));
  return outcomes;
}

function testOthers(sources: readonly string[]): readonly TestOutcome[] {
  const leftOut: string[] = [];
  const org = makeApexTestOrg({ ...world, sources, leaveOut: (problem) => void leftOut.push(problem) });
  const outcomes = org.run(options.class);
  console.log(summaryText(summarize(outcomes), leftOut));
  return outcomes;
}

try {
  const outcomes = options.source === undefined ? testPackage() : testOthers(options.source);
  if (options.junit !== undefined) writeFileSync(options.junit, junitReport(outcomes));
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify({ ...summarize(outcomes), outcomes }, null, 2));
  if (outcomes.length === 0 || outcomes.some((outcome) => !outcome.passed)) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof ApexCompileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
