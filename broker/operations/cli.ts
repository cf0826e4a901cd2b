/** What an operator asks for on the command line: over the broker's own API, and `doctor` from where the broker would run. */
import { randomUUID } from 'node:crypto';
import { Command, CommanderError } from 'commander';
import { makeDesk } from './desk.ts';
import type { Desk, Environment } from './desk.ts';
import { tellFindings } from './finding.ts';
import type { Finding } from './finding.ts';
import { ExceptionPage, OrderStanding, ParkedEventList, tellExceptions, tellOrder, tellParkedEvents } from './standing.ts';

const EXIT_REFUSED = 1;
const EXIT_USAGE = 2;
const STANDARD_URL = 'http://127.0.0.1:8080';

const EXPLANATION = `
Without a command the broker serves; its settings are environment variables (docs/reference/configuration.md).
All commands but doctor ask a broker that runs: OPERATOR_URL or --url says where, OPERATOR_KEY or OPERATOR_KEY_FILE holds an API key.`;

export type OperatorDependencies = {
  readonly environment: Environment;
  readonly write: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Looks at everything the broker of this environment needs. */
  readonly examine: () => Promise<readonly Finding[]>;
};

type Reason = { readonly reason: string };
type Page = { readonly limit: string; readonly after?: string };

const REASON = ['--reason <words>', 'for those who read the journal later'] as const;

function orderPath(orderKey: string): string {
  return `/v1/orders/${encodeURIComponent(orderKey)}`;
}

function addReading(program: Command, { broker, show }: Desk): void {
  program
    .command('order <orderKey>')
    .description('where an order stands, why, and when it is tried next')
    .action(async (orderKey: string) => {
      show(await broker().get(orderPath(orderKey), OrderStanding), tellOrder);
    });
  program
    .command('exceptions')
    .description('what waits for a person, oldest first')
    .option('--limit <n>', 'at most so many', '50')
    .option('--after <exceptionId>', 'those after this one')
    .action(async ({ limit, after }: Page) => {
      const query = new URLSearchParams({ limit, ...(after !== undefined && { after }) });
      show(await broker().get(`/v1/exceptions?${query.toString()}`, ExceptionPage), tellExceptions);
    });
}

function addEvents(program: Command, { broker, show }: Desk): void {
  program
    .command('parked-events')
    .description('events from Salesforce that the broker could not understand')
    .action(async () => {
      show(await broker().get('/v1/parked-events', ParkedEventList), tellParkedEvents);
    });
  program
    .command('replay-events')
    .description('looks in Salesforce for what the parked events told of')
    .action(async () => {
      show(await broker().post('/v1/parked-events/replay', {}), () => ['asked for; the next search finds what still waits']);
    });
}

function addActing(program: Command, { broker, show }: Desk): void {
  const ACTIONS = { retry: 'sends what an exception stopped back to work', acknowledge: 'closes an exception no system will resolve' };
  for (const [action, description] of Object.entries(ACTIONS)) {
    program
      .command(`${action} <exceptionId>`)
      .description(description)
      .requiredOption(...REASON)
      .action(async (exceptionId: string, { reason }: Reason) => {
        const answer = await broker().post(`/v1/exceptions/${encodeURIComponent(exceptionId)}/${action}`, { reason });
        show(answer, () => ['asked for; the order tells what becomes of it']);
      });
  }
  program
    .command('replay <orderKey>')
    .description('writes all records of an order to Salesforce again')
    .requiredOption(...REASON)
    .action(async (orderKey: string, { reason }: Reason) => {
      const answer = await broker().post(`${orderPath(orderKey)}/requests`, { type: 'REPLAY', reason }, randomUUID());
      show(answer, () => ['asked for; its records are written again']);
    });
}

function addDoctor(program: Command, { show, unwell }: Desk, examine: OperatorDependencies['examine']): void {
  program
    .command('doctor')
    .description('looks at the configuration in this environment, and at everything it connects to')
    .action(async () => {
      const findings = await examine();
      show({ ok: true, body: findings }, tellFindings);
      if (findings.some(({ well }) => !well)) unwell();
    });
}

/** Does what the words say. Answers the exit code: 0 done, 1 refused or unwell, 2 not understood. */
export async function operate(words: readonly string[], dependencies: OperatorDependencies): Promise<number> {
  const { environment, write, complain, examine } = dependencies;
  const lines = (say: (line: string) => void) => (text: string) => {
    say(text.trimEnd());
  };
  const program = new Command('npm run broker --')
    .description('The order broker.')
    .option('--url <url>', 'where the broker serves', environment['OPERATOR_URL'] ?? STANDARD_URL)
    .option('--json', 'print the answer as JSON', false)
    .addHelpText('after', EXPLANATION)
    .configureOutput({ writeOut: lines(write), writeErr: lines(complain) })
    .exitOverride();
  const desk = makeDesk({ environment, write, complain, options: () => program.opts<{ url: string; json: boolean }>() });
  addReading(program, desk);
  addActing(program, desk);
  addEvents(program, desk);
  addDoctor(program, desk, examine);
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : EXIT_USAGE;
  }
  return desk.isWell() ? 0 : EXIT_REFUSED;
}
