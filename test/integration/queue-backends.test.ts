/** The scheduler on BullMQ, the same on Redis and on PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { endpointQueue, makeBullmqScheduler, TURN_QUEUE } from '../../broker/engine/bullmq-scheduler.ts';
import type { BullmqScheduler } from '../../broker/engine/bullmq-scheduler.ts';
import { openQueueBackend } from '../../broker/engine/queue-backend.ts';
import type { QueueBackend } from '../../broker/engine/queue-backend.ts';
import { systemClock } from '../../broker/engine/system-clock.ts';
import type { ScheduledCommand } from '../../broker/engine/ledger.ts';
import { eventually } from '../support/eventually.ts';
import { createDatabase } from '../support/postgres.ts';
import { describeWithRedis, startRedis } from '../support/redis.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

let unique = 0;

function command(endpoint: string, priority: number, overrides: Partial<ScheduledCommand> = {}): ScheduledCommand {
  unique += 1;
  return { commandId: `ORDER${unique}-C1`, endpoint, priority, token: 0, dueAt: 0, ...overrides };
}

function schedulerContract(open: () => Promise<{ url: string; close: () => Promise<void> }>): void {
  let backend: QueueBackend;
  let close: () => Promise<void>;
  const failures: unknown[] = [];

  beforeAll(async () => {
    const opened = await open();
    backend = openQueueBackend(opened.url);
    close = opened.close;
  });
  afterAll(async () => {
    await backend.close();
    await close();
    expect(failures).toEqual([]);
  });

  /** Resolves when the queue has taken what is woken: closing waits for it. */
  async function waking(wake: (scheduler: BullmqScheduler) => void): Promise<void> {
    const scheduler = makeBullmqScheduler(backend, systemClock, [], (error) => failures.push(error));
    wake(scheduler);
    await scheduler.close();
  }

  /** Works on a queue until it has seen so many; `give` is done once it works. */
  async function consume(name: string, expected: number, give = (): Promise<void> => Promise.resolve()): Promise<readonly string[]> {
    const seen: string[] = [];
    const worker = backend.worker(name, (job) => Promise.resolve(void seen.push(...job.data.ids)), { concurrency: 1 });
    await worker.waitUntilReady();
    await give();
    await eventually(() => expect(seen.length).toBeGreaterThanOrEqual(expected));
    await worker.close();
    return seen;
  }

  it('wakes turns', async () => {
    await waking(({ wakeTurns }) => {
      wakeTurns(['A', 'B']);
    });
    expect(await consume(TURN_QUEUE, 2)).toEqual(['A', 'B']);
  });

  it('puts stopping before starting, and keeps the queues of endpoints apart', async () => {
    const [create, cancel, other] = [command('one', 3), command('one', 1), command('two', 1)];
    await waking(({ wakeCommands }) => {
      wakeCommands([create, cancel, other]);
    });
    expect(await consume(endpointQueue('one'), 2)).toEqual([cancel.commandId, create.commandId]);
    expect(await consume(endpointQueue('two'), 1)).toEqual([other.commandId]);
  });

  it('takes the same command and token once, and the next token again', async () => {
    const first = command('three', 3);
    const again = { ...first, token: 1 };
    await waking(({ wakeCommands }) => {
      wakeCommands([first]);
    });
    await waking(({ wakeCommands }) => {
      wakeCommands([first, again]);
    });
    expect(await consume(endpointQueue('three'), 2)).toEqual([first.commandId, first.commandId]);
  });

  it('waits until a command is due', async () => {
    const now = command('four', 3);
    const later = command('four', 1);
    const give = (): Promise<void> =>
      waking(({ wakeCommands }) => {
        wakeCommands([{ ...later, dueAt: systemClock.now() + 1000 }, now]);
      });
    expect(await consume(endpointQueue('four'), 2, give)).toEqual([now.commandId, later.commandId]);
  });
}

describe('the scheduler on PostgreSQL', () => {
  schedulerContract(async () => {
    const { url, drop } = await createDatabase('empty');
    return { url, close: drop };
  });
});

describeWithRedis('the scheduler on Redis', () => {
  schedulerContract(async () => {
    const { url, stop } = await startRedis();
    return { url, close: stop };
  });

  it('gives up a connection on which an answer got lost, and asks again over another', async () => {
    const { url, stop } = await startRedis();
    const proxy = await startTcpProxy({ port: Number(new URL(url).port) });
    const backend = openQueueBackend(`redis://127.0.0.1:${proxy.port}`);
    const witness = new Redis(url);
    await backend.remembers();
    proxy.become({ kind: 'loseAnswers' });
    const remembers = backend.remembers();
    await eventually(async () => expect(await witness.info('commandstats')).toMatch(/cmdstat_set:calls=2,/));
    proxy.become({ kind: 'pass' });
    expect(await remembers).toBe(true);
    witness.disconnect();
    await backend.close();
    await proxy.stop();
    await stop();
  }, 30_000);

  it('notices that Redis lost its memory', async () => {
    const { url, stop } = await startRedis();
    const backend = openQueueBackend(url);
    expect(await backend.remembers()).toBe(false);
    expect(await backend.remembers()).toBe(true);
    await backend.close();
    await stop();
  });
});
