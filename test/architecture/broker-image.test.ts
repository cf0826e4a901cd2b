/** The broker's image, as far as can be told without building it (docs/fidelity.md says how it was seen). Source: Dockerfile reference. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import { BROKER_OPTIONS } from '../../scripts/stack/broker-process.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const dockerfile = read('broker/Dockerfile');

function sourcesOf(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT, exclude: ['**/*.test.ts'] }));
}

describe('the image', () => {
  const entrypoint = z.array(z.string()).parse(JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? ''));

  test('starts the broker as npm run broker, the demo and the bench do', () => {
    expect(entrypoint).toEqual(['node', ...BROKER_OPTIONS, 'broker/main.ts']);
    expect(manifest.scripts.broker).toBe(`node scripts/setup.mjs ${entrypoint.slice(1).join(' ')}`);
  });

  test('has the folders the broker is made of', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = '']) => from.split(' '));
    expect(new Set(copied)).toEqual(new Set(['package.json', 'package-lock.json', 'canonical', 'broker']));
    const outside = sourcesOf('broker', 'canonical').filter((path) => /from '(\.\.\/)+(scripts|simulators|test|config)\//.test(read(path)));
    expect(outside).toEqual([]);
  });

  test('has every package the broker uses, and none that only simulators need', () => {
    const text = sourcesOf('broker', 'canonical').map(read).join('\n');
    const used = Object.keys(manifest.dependencies).filter((name) => text.includes(`from '${name}'`) || text.includes(`from '${name}/`));
    expect(used).toEqual(Object.keys(manifest.dependencies));
  });
});
