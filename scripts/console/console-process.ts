/** The Lightning console as a process of its own, on the org of a stack. */
import { startNodeProcess } from '../stack/node-process.ts';
import type { NodeProcess } from '../stack/node-process.ts';
import type { WorldPlaces } from '../stack/world.ts';

export type ConsoleProcess = {
  readonly url: string;
  /** Logs the agent in, once, within ten minutes. */
  readonly invitation: string;
  readonly process: NodeProcess;
};

export type ConsoleSettings = {
  readonly places: Pick<WorldPlaces, 'restUrl' | 'orgAdminUrl'>;
  readonly username: string;
  readonly logFile: string;
  readonly sources?: readonly string[];
  /** As fast as an org's pages, without the engine's warnings. */
  readonly production?: boolean;
};

/** Resolves when it listens; it compiles its page after that. */
export async function startConsoleProcess({
  places,
  username,
  logFile,
  sources = ['force-app'],
  production = false,
}: ConsoleSettings): Promise<ConsoleProcess> {
  const { restUrl, orgAdminUrl } = places;
  const args = [
    '--org-url',
    restUrl,
    '--org-admin-url',
    orgAdminUrl,
    '--port',
    '0',
    '--user',
    username,
    '--source',
    ...sources,
    ...(production ? ['--production'] : []),
  ];
  const process = await startNodeProcess({
    program: 'simulators/console/main.ts',
    args,
    environment: {},
    logFile,
    ready: (line) => /(http\S+\/login\?code=\S+)/.exec(line)?.[1],
  });
  return { url: new URL(process.answer).origin, invitation: process.answer, process };
}
