/** The broker as a process: reads the configuration, starts its roles, and always ends: in good order where it can. */
import { getPriority, setPriority } from 'node:os';
import { startBroker } from './compose.ts';
import type { RunningBroker } from './compose.ts';
import { leave } from './leave.ts';
import { readConfig } from './read-config.ts';
import type { Environment } from './read-config.ts';
import { failureFields } from './telemetry/failure-fields.ts';
import { makeLog } from './telemetry/log.ts';
import type { ProcessLog } from './telemetry/log.ts';

const EXIT_BUG = 1;
const EXIT_UNAVAILABLE = 69;
const EXIT_CONFIG = 78;
const EXIT_FORCED = 130;
const SHUTDOWN_DEADLINE_MS = 15_000;
/** Niceness, as of setpriority(2): 19 waits longest. */
const STEP_BACK = 10;
const LOWEST_PRIORITY = 19;

/** The first signal drains; a second, or a drain that hangs, ends the process: the ledger makes up for what is cut off. */
function stopOnSignals(broker: RunningBroker, log: ProcessLog): void {
  let stopping = false;

  async function stop(signal: string): Promise<void> {
    if (stopping) return leave(log, EXIT_FORCED);
    stopping = true;
    log.info('broker.stopping', { signal });
    setTimeout(() => {
      log.warn('broker.cut_off', { afterMs: SHUTDOWN_DEADLINE_MS });
      void leave(log, EXIT_FORCED);
    }, SHUTDOWN_DEADLINE_MS).unref();
    await broker.stop();
    log.info('broker.stopped');
    await leave(log, 0);
  }

  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, (signal) => void stop(signal));
}

/** Serves until a signal. Ends the process with 78 for a faulty configuration and 69 where it cannot start. */
export async function serve(environment: Environment): Promise<void> {
  const read = readConfig(environment);
  if ('faults' in read) {
    process.stderr.write(`${read.faults}\n`);
    process.exit(EXIT_CONFIG);
  }
  const { config } = read;
  const log = makeLog(config.BROKER_LOG_LEVEL, { service: 'order-broker' });
  process.on('unhandledRejection', (reason) => {
    log.error('process.bug', { ...failureFields(reason), stack: reason instanceof Error ? reason.stack : undefined });
    void leave(log, EXIT_BUG);
  });
  try {
    const broker = await startBroker(config, log);
    stopOnSignals(broker, log);
    log.info('broker.started', { url: broker.url, roles: config.BROKER_ROLES.join(',') });
  } catch (error) {
    log.error('broker.start_failed', failureFields(error));
    await leave(log, EXIT_UNAVAILABLE);
  }
  // Whoever waits for an answer of the API goes first on a machine that both share.
  if (!config.BROKER_ROLES.includes('api')) setPriority(Math.min(LOWEST_PRIORITY, getPriority() + STEP_BACK));
}
