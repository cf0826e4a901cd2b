/** Results of Apex tests for people and, as JUnit XML, for machines. */
import { totalCoverage, type UnitCoverage } from './coverage.ts';
import type { TestOutcome } from './test-run.ts';

export function textReport(outcomes: readonly TestOutcome[], coverage: readonly UnitCoverage[]): string {
  const failed = outcomes.filter((outcome) => !outcome.passed);
  const lines = [
    ...failed.map(({ className, method, message, stack }) => `FAIL ${className}.${method}\n  ${message ?? ''}\n${indent(stack ?? '')}`),
    ...coverage.filter((unit) => unit.missed.length > 0).map((unit) => `not covered: ${unit.unit} lines ${unit.missed.join(', ')}`),
    `${outcomes.length - failed.length} of ${outcomes.length} tests pass, ${totalCoverage(coverage).toFixed(1)} % of lines covered`,
  ];
  return lines.join('\n');
}

const indent = (text: string): string => text.replace(/^/gm, '  ');

export function junitReport(outcomes: readonly TestOutcome[]): string {
  const cases = outcomes.map(({ className, method, message, stack, milliseconds }) => {
    const head = `<testcase classname="${escape(className)}" name="${escape(method)}" time="${(milliseconds / 1000).toFixed(3)}"`;
    if (message === undefined) return `${head}/>`;
    return `${head}><failure message="${escape(message)}">${escape(stack ?? '')}</failure></testcase>`;
  });
  const failures = outcomes.filter((outcome) => !outcome.passed).length;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="apex" tests="${outcomes.length}" failures="${failures}">\n${cases.join('\n')}\n</testsuite>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

const escape = (text: string): string => text.replace(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character);
