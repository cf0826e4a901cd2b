import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';

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

const SAMPLES = {
  product: ['broker/engine/clock.ts', FORBIDDEN.map(([line]) => line)],
  domain: ['broker/domain/context.ts', ['setTimeout(() => undefined, 1);', "export const answer = fetch('x');"]],
  clock: ['broker/engine/system-clock.ts', ['export const now = Date.now();']],
  test: ['test/architecture/lint.test.ts', ["import { jest } from '@jest/globals';", "jest.mock('node:fs');"]],
} as const satisfies Record<string, readonly [file: string, lines: readonly string[]]>;

type Message = { readonly line: number; readonly ruleId: string | null };

/** What each line of a sample breaks, as if the lines stood in that file. */
const broken = new Map<keyof typeof SAMPLES, readonly (readonly (string | null)[])[]>();

beforeAll(() => {
  const names = Object.keys(SAMPLES) as (keyof typeof SAMPLES)[];
  const input = JSON.stringify(names.map((name) => [SAMPLES[name][0], SAMPLES[name][1].join('\n')]));
  const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'lint-lines.ts')], { input, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const messages = JSON.parse(stdout) as readonly (readonly Message[])[];
  for (const [index, name] of names.entries()) {
    const lines = SAMPLES[name][1].map((_, line) => messages[index]!.filter((message) => message.line === line + 1));
    broken.set(
      name,
      lines.map((found) => found.map(({ ruleId }) => ruleId)),
    );
  }
});

it('forbids in the product what its conventions forbid', () => {
  for (const [index, [line, rule]] of FORBIDDEN.entries())
    expect([line, broken.get('product')?.[index]]).toEqual([line, expect.arrayContaining([rule])]);
});

it('keeps timers and the network out of the domain', () => {
  expect(broken.get('domain')).toEqual([['no-restricted-globals'], ['no-restricted-globals']]);
});

it('lets the one clock module tell the time', () => {
  expect(broken.get('clock')).toEqual([[]]);
});

it('forbids module mocks in tests', () => {
  expect(broken.get('test')?.[1]).toEqual(['no-restricted-properties']);
});
