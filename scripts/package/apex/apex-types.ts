/**
 * Type check of all Apex by apex-ls: types, methods, fields, labels, triggers, missing descriptors. It knows the platform
 * up to API 65 and does not look inside queries; see soql.ts for those.
 */
import { relative } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../finding.ts';
import { runJava } from './java.ts';

const CLEAN = 0;
const WITH_ISSUES = 4;

const Report = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      messages: z.array(z.object({ start: z.object({ line: z.int() }), message: z.string() })),
    }),
  ),
});

/** Checks the SFDX project in `root`, warnings included. Throws if the checker itself fails. */
export async function checkApexTypes(root: string): Promise<readonly Finding[]> {
  // Without --nocache it would write into the home directory.
  const args = ['--nocache', '-d', 'warnings', '-f', 'json', '-w', root];
  const { exitCode, output } = await runJava('io.github.apexdevtools.apexls.CheckForIssues', args);
  // Warnings alone are no issues to it.
  if (exitCode !== CLEAN && exitCode !== WITH_ISSUES) throw new Error(`apex-ls ended with ${exitCode}: ${output.slice(0, 1000)}`);
  return Report.parse(JSON.parse(output)).files.flatMap(({ path, messages }) =>
    messages.map(({ start, message }) => ({ path: relative(root, path), line: start.line, message })),
  );
}
