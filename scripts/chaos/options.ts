/** Options of the chaos run. */
import { Command, Option } from 'commander';
import { wholeNumber } from '../whole-number.ts';

export type ChaosOptions = {
  readonly kills: number;
  readonly orders: number;
  readonly seed: number;
  readonly queue: 'redis' | 'postgres';
  readonly json: boolean;
};

/** Reads the command line. Wrong options end the program with exit code 2 and one clear line. */
export function readOptions(argv: readonly string[], redisIsHere: boolean): ChaosOptions {
  const command = new Command('npm run chaos --')
    .description(
      'Kills broker processes at seeded moments and named points, restarts PostgreSQL and Redis, and audits that nothing was lost or doubled.',
    )
    .option('--kills <n>', 'how many broker processes to kill', wholeNumber(1, 10_000), 30)
    .option('--orders <n>', 'how many orders to place meanwhile', wholeNumber(3, 50_000), 300)
    .option('--seed <s>', 'makes the run repeatable as far as time allows', wholeNumber(0, 2 ** 31), 1)
    .addOption(
      new Option('--queue <where>', 'where jobs are kept').choices(['redis', 'postgres']).default(redisIsHere ? 'redis' : 'postgres'),
    )
    .option('--json', 'print one JSON object on stdout, progress on stderr', false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  return command.parse([...argv], { from: 'user' }).opts<ChaosOptions>();
}
