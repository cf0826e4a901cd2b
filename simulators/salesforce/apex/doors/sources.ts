/** Finds the Apex of SFDX source folders: classes and triggers, each with the file that says it is deployed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../source-tree.ts';
import type { ApexSource } from '../run/load.ts';

/** Sorted by path, so that the same folders give the same program. Only who runs tests needs their classes: a good part of all there is to read. */
export function readApexSources(folders: readonly string[], { tests }: { readonly tests: boolean }): ApexSource[] {
  const sources = folders.flatMap((folder) =>
    filesBelow(folder)
      .filter((path) => /\.(cls|trigger)$/.test(path))
      .map((path): ApexSource => ({
        unit: path,
        form: path.endsWith('.cls') ? 'class' : 'trigger',
        text: readFileSync(join(folder, path), 'utf8'),
        ...apiVersionOf(join(folder, path)),
      })),
  );
  return tests ? sources : sources.filter(({ text }) => !isTestClass(text));
}

/** Does the annotation stand before the class, behind nothing but comments? */
function isTestClass(text: string): boolean {
  return /^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*@IsTest\b/i.test(text);
}

/** What the `-meta.xml` file beside the source says. */
export function apiVersionOf(path: string): Pick<ApexSource, 'apiVersion'> {
  const description = `${path}-meta.xml`;
  const version = existsSync(description) ? /<apiVersion>\s*([\d.]+)/.exec(readFileSync(description, 'utf8'))?.[1] : undefined;
  return version === undefined ? {} : { apiVersion: Number(version) };
}
