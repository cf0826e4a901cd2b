/** An org in which the cases of this folder run, statement by statement, as an administrator. */
import { fileURLToPath } from 'node:url';
import { executeAnonymous, type AnonymousOutcome } from '../doors/anonymous.ts';
import { SYNCHRONOUS, type Limits } from '../run/limits.ts';
import { makeApexTestOrg, type ApexTestOrg } from '../doors/test-org.ts';

export type ConformanceOrg = Omit<ApexTestOrg, 'run'> & {
  /** Those of a synchronous transaction without `limits`. */
  readonly run: (text: string, limits?: Limits) => AnonymousOutcome;
  /** The test methods of a class of the sources. */
  readonly runTests: ApexTestOrg['run'];
  /** What the expression's text is, or the problem, or the exception. */
  readonly valueOf: (expression: string, before?: string) => string | undefined;
};

const NOW = Date.UTC(2026, 10, 21, 10);

/** `folders` are SFDX sources beside this file. */
export function makeConformanceOrg(...folders: readonly string[]): ConformanceOrg {
  let made = 0;
  const uuid = (): string => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
  const sources = folders.map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
  const org = makeApexTestOrg({ sources, now: () => NOW, uuid, random: () => 0.5 });
  const userId = String(org.core.directory.byUsername('administrator@apex-tests.example')?.['Id']);
  const actor = { userId, permissions: new Set<string>(), changeOrigin: '' };
  const run: ConformanceOrg['run'] = (text, limits = SYNCHRONOUS) =>
    executeAnonymous({ host: org.host, database: org.core.database, actor, limits }, text);
  return {
    ...org,
    run,
    runTests: org.run,
    valueOf: (expression, before = '') => {
      const { problems, failure, log } = run(`${before} System.debug(${expression});`);
      return problems[0]?.message ?? failure?.message ?? log.at(-1)?.split('|').slice(1).join('|');
    },
  };
}
