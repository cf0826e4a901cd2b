/** Options of the demo. */
import { Command, Option } from 'commander';
import { wholeNumber } from '../whole-number.ts';

export type DemoOptions = {
  readonly orders: number;
  readonly faults: boolean;
  readonly seed: number;
  /** Our own simulation, or a real Tryton on this machine. */
  readonly erp: 'simulated' | 'tryton';
  /** End after the audit instead of serving on. */
  readonly exit: boolean;
  /** One JSON object on stdout, everything else on stderr. */
  readonly json: boolean;
};

/** Reads the command line. Wrong options end the program with exit code 2 and one clear line. */
export function readOptions(argv: readonly string[]): DemoOptions {
  const command = new Command('npm run demo --')
    .description('Runs the whole product on this machine: Salesforce, ERP, warehouse, broker. Places orders, tells what happens, audits.')
    .option('--orders <n>', 'how many orders to place', wholeNumber(6, 20_000), 60)
    .option('--faults', 'let answers get lost, calls fail, feeds come late and doubled', false)
    .option('--seed <s>', 'makes orders and faults repeatable', wholeNumber(0, 2 ** 31), 1)
    .addOption(new Option('--erp <which>', 'which ERP to talk to').choices(['simulated', 'tryton']).default('simulated'))
    .option('--exit', 'end after the audit instead of serving on', false)
    .option('--json', 'print one JSON object on stdout, progress on stderr', false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  return command.parse([...argv], { from: 'user' }).opts<DemoOptions>();
}
