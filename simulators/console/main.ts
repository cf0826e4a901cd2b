/** `npm run console`: the Lightning console shell on a running local org, until Ctrl-C. */
import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { compilePage, startConsole } from './console.ts';

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535; 0 takes a free one');
  return value;
}

const optionsSchema = z.object({
  source: z.array(z.string()),
  orgUrl: z.url(),
  orgAdminUrl: z.url(),
  port: z.number(),
  production: z.boolean(),
  compileOnly: z.boolean(),
  user: z.string().optional(),
});

const program = new Command('console')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .description(
    'Shows the Lightning components of SFDX source folders in a browser, with the data and permissions of a running local org (npm run org).',
  )
  .option('--source <folder...>', 'SFDX source folders, the same as the org has', ['force-app'])
  .option('--org-url <url>', 'REST address of the org', 'http://127.0.0.1:8480')
  .option('--org-admin-url <url>', "address of the simulator's own port", 'http://127.0.0.1:8481/_org')
  .option('--port <port>', 'port of the console, on this machine only', port, 8482)
  .option('--production', "compile without the engine's warnings, as fast as an org's pages", false)
  .option('--compile-only', 'compile the page, keep it for the next start, and end', false)
  .option('--user <username>', 'print an address that logs this user in, once');

async function run(): Promise<void> {
  const { source, orgUrl, orgAdminUrl, port: wanted, production, user, compileOnly } = optionsSchema.parse(program.parse().opts());
  for (const folder of source) if (!existsSync(folder)) throw new Error(`There is no source folder ${folder}.`);
  const mode = production ? 'production' : 'development';
  if (compileOnly) {
    if (!(await compilePage({ sources: source, mode, tell: console.log }))) process.exitCode = 1;
    return;
  }
  const org = { restUrl: orgUrl, adminUrl: orgAdminUrl };
  const running = await startConsole({ org, sources: source, mode, port: wanted, tell: console.log });
  console.log(`console              ${running.url}`);
  if (user !== undefined) console.log(`as ${user}   ${running.invite(user)}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.stop().then(() => process.exit(0)));
  await running.ready();
}

try {
  await run();
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
