/** The real Salesforce CLI for tests: a home of its own for each file, so that logins are forgotten after it. */
import { afterAll, beforeAll, describe } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { howToInstallSf, installedSf } from '../../scripts/sf/installation.ts';
import { runSf, startSf, type SfRun } from '../../scripts/sf/run.ts';

export type Sf = {
  /** A folder for the test's own files; commands run in it. */
  readonly folder: () => string;
  /** `sf('org display --target-org x')`, split at blanks; arguments with blanks are given apart. */
  readonly run: (command: string, ...more: readonly string[]) => Promise<SfRun>;
  /** The same with `--json`: what it prints, parsed. */
  readonly json: (command: string, ...more: readonly string[]) => Promise<SfAnswer>;
  /** Starts a command that goes on until it is stopped. */
  readonly start: (command: string) => { readonly said: () => string; readonly stop: () => void };
  /** Logs in with a session that somebody else opened, as `alias`. */
  readonly useToken: (alias: string, instanceUrl: string, accessToken: string) => Promise<SfRun>;
};

export type SfAnswer = { readonly status: number; readonly result?: unknown; readonly name?: string; readonly message?: string };

/**
 * Describes what needs the CLI. Where it is not installed its tests are skipped, which Jest shows by this title; with REQUIRE_SF=1, which CI
 * sets, its absence is a failure.
 */
export function describeWithSf(title: string, tests: (sf: Sf) => void): void {
  if (installedSf() === undefined) {
    if (process.env['REQUIRE_SF'] === '1') throw new Error(howToInstallSf());
    describe.skip(`${title} (skipped: npm run sf -- --install)`, () => tests(makeSf(() => '')));
    return;
  }
  describe(title, () => {
    let home = '';
    beforeAll(() => {
      home = mkdtempSync(join(tmpdir(), 'sf-home-'));
    });
    afterAll(() => rmSync(home, { recursive: true, force: true }));
    tests(makeSf(() => home));
  });
}

function makeSf(home: () => string): Sf {
  const run: Sf['run'] = (command, ...more) => runSf([...command.split(' '), ...more], { home: home(), folder: home() });
  return {
    folder: home,
    run,
    start: (command) => {
      const child = startSf(command.split(' '), { home: home(), folder: home() });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
      return { said: () => said, stop: () => void child.kill('SIGKILL') };
    },
    useToken: (alias, instanceUrl, accessToken) =>
      runSf(['org', 'login', 'access-token', '--no-prompt', '--alias', alias, '--instance-url', instanceUrl], {
        home: home(),
        folder: home(),
        env: { SF_ACCESS_TOKEN: accessToken },
      }),
    json: async (command, ...more) => {
      const { stdout, stderr } = await run(command, ...more, '--json');
      try {
        return JSON.parse(stdout) as SfAnswer;
      } catch {
        throw new Error(`sf ${command} answered no JSON: ${stdout}${stderr}`);
      }
    },
  };
}
