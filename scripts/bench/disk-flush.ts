/** What this machine's disk takes to make a write durable: the floor below every figure that waits for a commit. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentilesOf } from './percentiles.ts';
import type { Percentiles } from './percentiles.ts';

const WRITE = Buffer.alloc(16 * 1024, 'x');
const WRITES_IN_FILE = 512;
const FOR_MS = 5000;

export type DiskFlush = Percentiles & { readonly worst: number };

/** Milliseconds of writing 16 KB again and again into a file that has its blocks, each flushed (`fdatasync`), for five seconds. */
export async function measureDiskFlush(): Promise<DiskFlush> {
  const folder = await mkdtemp(join(tmpdir(), 'order-broker-disk-'));
  const file = await open(join(folder, 'log'), 'w');
  try {
    for (let index = 0; index < WRITES_IN_FILE; index++) await file.write(WRITE);
    await file.sync();
    const tookMs: number[] = [];
    const until = performance.now() + FOR_MS;
    for (let index = 0; performance.now() < until; index++) {
      await file.write(WRITE, 0, WRITE.length, (index % WRITES_IN_FILE) * WRITE.length);
      const startedAt = performance.now();
      await file.datasync();
      tookMs.push(performance.now() - startedAt);
    }
    return { ...percentilesOf(tookMs), worst: Math.round(Math.max(...tookMs)) };
  } finally {
    await file.close();
    await rm(folder, { recursive: true, force: true });
  }
}
