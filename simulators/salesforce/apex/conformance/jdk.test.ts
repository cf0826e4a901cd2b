/** Decimals, rounding, MessageFormat, patterns and SimpleDateFormat against the JDK itself, which the platform is built on. */
import { beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';
import { JDK_ROWS, type JdkRow } from './jdk-rows.ts';

const JAVA = 'java';
const ORACLE = fileURLToPath(new URL('JdkOracle.java', import.meta.url));

/** Where there is no Java the test is left out, unless it is demanded. */
const hasJava = process.env['REQUIRE_JAVA'] === '1' || spawnSync(JAVA, ['-version']).status === 0;

/** One answer for each row. */
function askJdk(rows: readonly JdkRow[]): string[] {
  const input = `${rows.map(({ java }) => java.join('\t')).join('\n')}\n`;
  const { status, stdout, stderr, error } = spawnSync(JAVA, ['-Dfile.encoding=UTF-8', ORACLE], { input, encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(stderr);
  return stdout.trimEnd().split('\n');
}

const CHUNK = 100;

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-jdk');
});

function askApex(rows: readonly JdkRow[]): string[] {
  const { problems, failure, log } = org.run(rows.map(({ apex }) => `System.debug(${apex});`).join('\n'));
  if (problems.length > 0 || failure !== undefined) throw new Error(failure?.message ?? JSON.stringify(problems));
  return log.map((line) => line.slice(line.indexOf('|') + 1));
}

(hasJava ? test : test.skip)(`${JDK_ROWS.length} operations give what the JDK gives`, () => {
  const expected = askJdk(JDK_ROWS);
  const found: string[] = [];
  for (let from = 0; from < JDK_ROWS.length; from += CHUNK) found.push(...askApex(JDK_ROWS.slice(from, from + CHUNK)));
  const different = JDK_ROWS.flatMap(({ apex }, at) => (found[at] === expected[at] ? [] : [`${apex}: ${found[at]}, JDK: ${expected[at]}`]));
  expect(different).toEqual([]);
  expect(found).toHaveLength(expected.length);
});
