/** The configuration of a process: its environment, the files that names, and the faults of all of it. */
import { readFileSync } from 'node:fs';
import { configFaults } from './config-faults.ts';
import { parseConfig } from './config.ts';
import type { Config } from './config.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration, or every fault of it, one a line. */
export function readConfig(environment: Environment): { readonly config: Config } | { readonly faults: string } {
  const result = parseConfig(environment, (path) => readFileSync(path, 'utf8').trimEnd());
  if (!result.ok) return { faults: result.message };
  const faults = configFaults(result.config);
  return faults.length === 0 ? { config: result.config } : { faults: faults.join('\n') };
}
