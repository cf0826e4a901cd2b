/** Starts the simulated ERP and warehouse from the command line: `npm run erp -- --help`. */
import { Command, InvalidArgumentError } from 'commander';
import { FaultRule } from './host/fault-script.ts';
import { startErp } from './erp/erp.ts';
import { startWarehouse } from './warehouse/warehouse.ts';

type Options = {
  readonly erpPort: number;
  readonly warehousePort: number;
  readonly host: string;
  readonly seed: number;
  readonly concurrency: number;
  readonly latency: number;
  readonly faults: number;
};

/** Troubles of a bad day, of which each call meets one by chance. */
const BAD_DAY = [
  { kind: 'drop-answer', probability: 0.2 },
  { kind: 'late-commit', probability: 0.15, delayMs: 500 },
  { kind: 'error-after-commit', probability: 0.15 },
  { kind: 'error-before-commit', probability: 0.1 },
  { kind: 'throttle', probability: 0.2, retryAfterMs: 1000 },
  { kind: 'slow', probability: 0.2, delayMs: 1000 },
] as const;

/** A parser of whole numbers in a range, for the command line. */
function within(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}

async function addFaults(url: string, share: number): Promise<void> {
  const rules = BAD_DAY.map(({ probability, ...rule }) => FaultRule.parse({ ...rule, probability: probability * share }));
  await fetch(`${url}/_admin/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(rules) });
}

async function run(options: Options): Promise<void> {
  const { host, seed, concurrency, latency, faults } = options;
  const place = { host, seed, settings: { capacity: { concurrency, latencyMs: latency } } };
  const erp = await startErp({ ...place, port: options.erpPort });
  const warehouse = await startWarehouse({ ...place, port: options.warehousePort });
  if (faults > 0) await Promise.all([addFaults(erp.url, faults), addFaults(warehouse.url, faults)]);
  console.log(`ERP        ${erp.url}  company 1000, x-api-key: erp-key-1000`);
  console.log(`Warehouse  ${warehouse.url}  site main, x-api-key: warehouse-key-main`);
  console.log('Their administration is below /_admin (docs/generic-erp-api.md). Ctrl-C ends them.');
  const stop = (): void => void Promise.all([erp.close(), warehouse.close()]);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const MOST_PORTS = 65_535;
const MOST = 1_000_000;

const program = new Command('erp')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .description('A simulated ERP and a simulated warehouse, in memory, with the troubles of real ones.')
  .option('--erp-port <port>', 'port of the ERP; 0 takes a free one', within(0, MOST_PORTS), 4100)
  .option('--warehouse-port <port>', 'port of the warehouse; 0 takes a free one', within(0, MOST_PORTS), 4200)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--seed <number>', 'seed of delays, fates and faults', within(0, 2 ** 32 - 1), 1)
  .option('--concurrency <calls>', 'calls served at once', within(1, MOST), 64)
  .option('--latency <ms>', 'time a call takes', within(0, MOST), 0)
  .option('--faults <share>', 'share of calls, from 0 to 1, that meet a trouble', share, 0)
  .action(run);

try {
  await program.parseAsync();
} catch (error) {
  program.error(`error: ${String(error)}`);
}
