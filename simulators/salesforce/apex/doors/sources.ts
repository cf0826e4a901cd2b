/** Finds the Apex of SFDX source folders: classes and triggers, each with the file that says it is deployed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApexSource } from '../run/load.ts';

/** Sorted by path, so that the same folders give the same program. */
export function readApexSources(folders: readonly string[]): ApexSource[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(cls|trigger)$/.test(path) && !path.includes('node_modules'))
      .sort()
      .map((path) => ({ unit: path, form: path.endsWith('.cls') ? 'class' : 'trigger', text: readFileSync(join(folder, path), 'utf8') })),
  );
}
