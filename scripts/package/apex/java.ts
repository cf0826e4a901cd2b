/** The checkers written in Java: their jars lie in the npm package of Salesforce's Code Analyzer, nothing is downloaded. */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MOST_MEMORY = '-Xmx512m';

export type JavaResult = { readonly exitCode: number; readonly output: string };

/** Whether this machine has a Java to run. */
export async function hasJava(): Promise<boolean> {
  return run('java', ['-version']).then(
    () => true,
    () => false,
  );
}

/** Runs a main class of the analyzer. A failure to end well is for the caller to read from the exit code. */
export async function runJava(mainClass: string, args: readonly string[]): Promise<JavaResult> {
  const engine = fileURLToPath(import.meta.resolve('@salesforce/code-analyzer-pmd-engine'));
  const jars = join(dirname(engine), 'java-lib', '*');
  try {
    const { stdout } = await run('java', [MOST_MEMORY, '-cp', jars, mainClass, ...args], { maxBuffer: 2 ** 26 });
    return { exitCode: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== 'number') throw error;
    return { exitCode: code, output: `${stdout ?? ''}${stderr ?? ''}` };
  }
}
