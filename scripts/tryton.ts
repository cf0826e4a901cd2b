/** `npm run tryton`: a real ERP with a seeded company, until Ctrl-C. `--help` lists the options. */
import { once } from 'node:events';
import { Command } from 'commander';
import { wholeNumber } from './whole-number.ts';
import { installedTryton, installTryton } from './tryton/packages.ts';
import { COMPANIES } from './tryton/seed/seed.ts';
import { ADMIN, BROKER, CLERK } from './tryton/seed/users.ts';
import { prepareTryton, startTryton } from './tryton/server.ts';

type Options = { readonly host?: string; readonly port: number; readonly install: boolean; readonly prepare: boolean };

const { host, port, install, prepare } = new Command('npm run tryton --')
  .description('Runs Tryton 6.0, an ERP that others wrote, with a seeded company. Its data is gone when it ends.')
  .option('--host <address>', 'where it listens', '127.0.0.1')
  .option('--port <n>', 'where it listens', wholeNumber(1, 65_535), 8069)
  .option('--install', "only install Debian's packages of it, as root", false)
  .option('--prepare', 'only make the seeded database, which takes about a minute, and keep it for later starts', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse(process.argv)
  .opts<Options>();

function tell(line: string): void {
  console.error(line);
}

async function serve(): Promise<void> {
  const since = performance.now();
  const tryton = await startTryton({ ...(host !== undefined && { host }), port, tell });
  const { url, database, databaseUrl } = tryton;
  tell(`Tryton is up (${((performance.now() - since) / 1000).toFixed(1)} s), until Ctrl-C`);
  console.log(JSON.stringify({ url, database, databaseUrl, companies: COMPANIES, users: [ADMIN, BROKER, CLERK] }));
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await tryton.stop();
}

try {
  if (install || (installedTryton() === undefined && process.getuid?.() === 0)) installTryton();
  if (prepare) await prepareTryton(tell);
  else if (!install) await serve();
} catch (error) {
  tell((error as Error).message);
  process.exitCode = 1;
}
