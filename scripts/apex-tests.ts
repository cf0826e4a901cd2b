/** `npm run test:apex [-- --class OB_X_Tests] [--junit file]`: the package's Apex tests in a local org, with line coverage. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { readCoverage } from '../simulators/salesforce/apex/doors/coverage.ts';
import { junitReport, textReport } from '../simulators/salesforce/apex/doors/report.ts';
import { makeApexTestOrg } from '../simulators/salesforce/apex/doors/test-org.ts';
import { ApexCompileError } from '../simulators/salesforce/apex/run/load.ts';

const PACKAGE = fileURLToPath(new URL('../force-app', import.meta.url));

type Options = { readonly class?: string; readonly junit?: string; readonly source: readonly string[] };

const {
  class: className,
  junit,
  source,
} = new Command()
  .option('--class <name>', 'only the tests of this class')
  .option('--junit <file>', 'write the results as JUnit XML')
  .option('--source <folders...>', 'SFDX source folders', [PACKAGE])
  .parse()
  .opts<Options>();

try {
  const org = makeApexTestOrg({ sources: source, now: Date.now, uuid: randomUUID, random: Math.random });
  const outcomes = org.run(className);
  console.log(textReport(outcomes, readCoverage(org.host.apex)));
  if (junit !== undefined) writeFileSync(junit, junitReport(outcomes));
  if (outcomes.length === 0 || outcomes.some((outcome) => !outcome.passed)) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof ApexCompileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
