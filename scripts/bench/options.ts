/** Options of the bench. */
import { Command } from 'commander';
import { wholeNumber } from '../whole-number.ts';

export type BenchOptions = {
  readonly quick: boolean;
  readonly json: boolean;
  readonly seed: number;
  /** Orders of the throughput part; the other parts follow from `quick`. */
  readonly orders: number;
  /** Whether the jobs are kept in PostgreSQL although there is a Redis. */
  readonly postgresQueue: boolean;
  /** Where the broker's CPU profiles go. */
  readonly profile: string | undefined;
};

/** A run of fewer is over before the code is warm. */
const QUICK_ORDERS = 6000;
const FULL_ORDERS = 20_000;

type Parsed = Omit<BenchOptions, 'orders'> & { readonly orders?: number };

/** Reads the command line. Wrong options end the program with exit code 2 and one clear line. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const command = new Command('npm run bench --')
    .description('Measures the product on this machine: throughput, latency, calls and events, beside a bare queue worker in the same run.')
    .option('--quick', `${QUICK_ORDERS} orders and short rounds instead of ${FULL_ORDERS} and long ones`, false)
    .option('--json', 'print one JSON object on stdout, everything else on stderr', false)
    .option('--orders <n>', 'orders of the throughput part', wholeNumber(50, 50_000))
    .option('--seed <s>', 'makes the orders repeatable', wholeNumber(0, 2 ** 31), 1)
    .option('--postgres-queue', 'keep the jobs in PostgreSQL although there is a Redis', false)
    .option('--profile <folder>', 'write a CPU profile of every broker process into this folder')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  const { orders, quick, profile, ...rest } = command.parse([...argv], { from: 'user' }).opts<Parsed>();
  return { ...rest, quick, profile, orders: orders ?? (quick ? QUICK_ORDERS : FULL_ORDERS) };
}
