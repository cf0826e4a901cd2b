/** What earlier versions and killed runs left beside temporary files, and what of it is nobody's any more. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A seed that another checkout uses is marked at each of its starts. */
const UNUSED_MS = 24 * 60 * 60 * 1000;

function isRunning(folder: string): boolean {
  try {
    process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes folders whose names begin so, but for the one that is kept, if they were not used for a day and no PostgreSQL runs in them. */
export async function removeLeftovers(parent: string, prefixes: readonly string[], kept: string): Promise<void> {
  const names = readdirSync(parent).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  for (const folder of names.map((name) => join(parent, name))) {
    const usedAt = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (folder === kept || Date.now() - usedAt < UNUSED_MS || isRunning(folder)) continue;
    // Somebody else's, or gone already.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
