import { expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { join } from 'node:path';

const eslint = new ESLint({ cwd: join(import.meta.dirname, '..', '..') });

/** Lints the lines as if they stood in that file, and answers each line's broken rules. */
async function lint(file: string, lines: readonly string[]): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const [result] = await eslint.lintText(lines.join('\n'), { filePath: file });
  const rulesAt = (index: number): (string | null)[] =>
    result!.messages.filter(({ line }) => line === index + 1).map(({ ruleId }) => ruleId);
  return new Map(lines.map((line, index) => [line, rulesAt(index)]));
}

const FORBIDDEN: readonly (readonly [line: string, rule: string])[] = [
  ['export const now = Date.now();', 'no-restricted-properties'],
  ['export const today = new Date();', 'no-restricted-syntax'],
  ['export const since = performance.now();', 'no-restricted-properties'],
  ['export const chance = Math.random();', 'no-restricted-properties'],
  ["export const home = process.env['HOME'];", 'no-restricted-properties'],
  ["console.log('hello');", 'no-console'],
  ['export enum Colour { Red }', 'no-restricted-syntax'],
  ['export namespace Shapes { export const a = 1; }', 'no-restricted-syntax'],
  ['export class Order { constructor(private readonly key: string) {} }', 'no-restricted-syntax'],
  ['export default 1;', 'no-restricted-syntax'],
  ["export * from './scheduler.ts';", 'no-restricted-syntax'],
  ['export const loose: any = 1;', '@typescript-eslint/no-explicit-any'],
  ['Promise.resolve(1);', '@typescript-eslint/no-floating-promises'],
  ["export function f(x: 'a' | 'b'): void { switch (x) { case 'a': } }", '@typescript-eslint/switch-exhaustiveness-check'],
  ['export function g(a: 1, b: 1, c: 1, d: 1, e: 1): number { return a + b + c + d + e; }', 'max-params'],
];

it('forbids in the product what its conventions forbid', async () => {
  const rules = await lint(
    'broker/engine/clock.ts',
    FORBIDDEN.map(([line]) => line),
  );
  for (const [line, rule] of FORBIDDEN) expect([line, rules.get(line)]).toEqual([line, expect.arrayContaining([rule])]);
});

it('keeps timers and the network out of the domain', async () => {
  const rules = await lint('broker/domain/context.ts', ['setTimeout(() => undefined, 1);', "export const answer = fetch('x');"]);
  expect([...rules.values()].flat()).toEqual(['no-restricted-globals', 'no-restricted-globals']);
});

it('lets the one clock module tell the time', async () => {
  const rules = await lint('broker/engine/system-clock.ts', ['export const now = Date.now();']);
  expect([...rules.values()].flat()).toEqual([]);
});

it('forbids module mocks in tests', async () => {
  const rules = await lint('test/architecture/lint.test.ts', ["import { jest } from '@jest/globals';", "jest.mock('node:fs');"]);
  expect(rules.get("jest.mock('node:fs');")).toEqual(['no-restricted-properties']);
});
