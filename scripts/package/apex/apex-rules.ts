/** PMD over all Apex by the rules of apex-rules.xml. No finding is too small: the bar is none. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../finding.ts';
import { runJava } from './java.ts';

const RULES = join(import.meta.dirname, '..', 'apex-rules.xml');

const Results = z.object({
  violations: z.array(
    z.object({ rule: z.string(), message: z.string(), codeLocation: z.object({ file: z.string(), startLine: z.int() }) }),
  ),
  processingErrors: z.array(z.object({ file: z.string(), message: z.string() })),
});

/** Checks these files, given by path from `root`. A file the rules cannot be applied to is a finding too. */
export async function checkApexRules(root: string, paths: readonly string[]): Promise<readonly Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'apex-rules-'));
  try {
    const input = join(folder, 'input.json');
    const output = join(folder, 'output.json');
    const filesToScan = paths.map((path) => join(root, path));
    await writeFile(input, JSON.stringify({ ruleSetInputFile: RULES, runDataPerLanguage: { apex: { filesToScan } } }));
    const result = await runJava('com.salesforce.sfca.pmdwrapper.PmdWrapper', ['run', input, output]);
    if (result.exitCode !== 0) throw new Error(`PMD ended with ${result.exitCode}: ${result.output.slice(0, 1000)}`);
    const { violations, processingErrors } = Results.parse(JSON.parse(await readFile(output, 'utf8')));
    return [
      ...violations.map(({ rule, message, codeLocation: { file, startLine } }) => ({
        path: relative(root, file),
        line: startLine,
        message: `${rule}: ${message}`,
      })),
      ...processingErrors.map(({ file, message }) => ({ path: relative(root, file), line: 0, message })),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}
