/** The platform's modules (`lightning/graphql`, `lightning/navigation`, …) and the shell's services, which share their state. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rollup } from 'rollup';
import { libraryAddress } from './addresses.ts';
import type { Library } from './library.ts';
import { bundleOf } from './output.ts';
import type { Bundle } from './output.ts';
import { BROWSER, refuseWarnings } from './settings.ts';
import { typeStripping } from './type-stripping.ts';

/** Names of the modules that stand for `lightning/…`. */
export const PLATFORM_MODULES: readonly string[] = modulesIn('platform');
/** Names of the modules that only the shell imports, as `console/…`. */
export const SHELL_SERVICES: readonly string[] = modulesIn('services');

function modulesIn(folder: string): string[] {
  return readdirSync(join(BROWSER, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => basename(name, '.ts'));
}

/** Throws what rollup says when a file does not compile. */
export async function buildPlatform(library: Library): Promise<Bundle> {
  const inputs = [...PLATFORM_MODULES.map((name) => [name, 'platform']), ...SHELL_SERVICES.map((name) => [name, 'services'])];
  const bundle = await rollup({
    input: Object.fromEntries(inputs.map(([name = '', folder = '']) => [name, join(BROWSER, folder, `${name}.ts`)])),
    external: ['lwc'],
    plugins: [typeStripping()],
    onwarn: refuseWarnings,
  });
  const { output } = await bundle.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'shared-[name].js',
    paths: { lwc: libraryAddress(library.hash, 'lwc') },
  });
  await bundle.close();
  return bundleOf(output);
}
