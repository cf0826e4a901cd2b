/** The broker's process: reads the configuration, starts its roles, and leaves in good order. */
import { readFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { startBroker } from './compose.ts';
import { parseConfig } from './config.ts';
import { makeLog } from './telemetry/log.ts';

const EXIT_CONFIG = 78;
const EXIT_FORCED = 130;
const SHUTDOWN_DEADLINE_MS = 15_000;
/** Niceness, as of setpriority(2): 19 waits longest. */
const STEP_BACK = 10;
const LOWEST_PRIORITY = 19;

const result = parseConfig(process.env, (path) => readFileSync(path, 'utf8').trimEnd());
if (!result.ok) {
  process.stderr.write(`${result.message}\n`);
  process.exit(EXIT_CONFIG);
}

const log = makeLog(result.config.BROKER_LOG_LEVEL, { service: 'order-broker' });

process.on('unhandledRejection', (reason) => {
  log.error('process.bug', { error: String(reason), stack: reason instanceof Error ? reason.stack : undefined });
  process.exit(1);
});

const broker = await startBroker(result.config, log);
log.info('broker.started', { url: broker.url, roles: result.config.BROKER_ROLES.join(',') });

// Whoever waits for an answer of the API goes first on a machine that both share.
if (!result.config.BROKER_ROLES.includes('api')) setPriority(Math.min(LOWEST_PRIORITY, getPriority() + STEP_BACK));

let stopping = false;

/** The first signal drains; a second, or a drain that hangs, ends the process: the ledger makes up for what is cut off. */
async function stop(signal: string): Promise<void> {
  if (stopping) process.exit(EXIT_FORCED);
  stopping = true;
  log.info('broker.stopping', { signal });
  setTimeout(() => process.exit(EXIT_FORCED), SHUTDOWN_DEADLINE_MS).unref();
  await broker.stop();
  log.info('broker.stopped');
  process.exit(0);
}

process.on('SIGTERM', (signal) => void stop(signal));
process.on('SIGINT', (signal) => void stop(signal));
