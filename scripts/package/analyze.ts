/**
 * Salesforce's Code Analyzer over the package: `node scripts/package/analyze.ts [ROOT]`. Exits 1 with a line for each finding.
 * Where it is not installed (`--install` does), or without Java, it is left out with a line that says so, unless
 * REQUIRE_CODE_ANALYZER=1 says that it must run.
 */
import { join } from 'node:path';
import { analyze } from './analyzer/analyze.ts';
import { HOW_TO_INSTALL, installAnalyzer, installedAnalyzer } from './analyzer/installed.ts';
import { hasJava } from './apex/java.ts';
import { formatFinding } from './finding.ts';

const [argument = join(import.meta.dirname, '..', '..')] = process.argv.slice(2);

async function check(root: string): Promise<void> {
  const home = installedAnalyzer();
  if (home === undefined || !(await hasJava())) {
    console.log(home === undefined ? HOW_TO_INSTALL : 'no Java on this machine: Code Analyzer did not run');
    process.exitCode = process.env['REQUIRE_CODE_ANALYZER'] === '1' ? 1 : 0;
    return;
  }
  const findings = await analyze(root, home);
  for (const finding of findings) console.log(formatFinding(finding));
  process.exitCode = findings.length === 0 ? 0 : 1;
}

if (argument === '--install') installAnalyzer();
else await check(argument);
