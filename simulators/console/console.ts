/** The Lightning console shell: serves the Lightning components of source folders in a browser, on a running local org. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makeBuilder } from './build/builder.ts';
import { ROOT } from './build/settings.ts';
import type { EngineMode } from './build/settings.ts';
import { makeListener } from './server/listener.ts';
import type { OrgPlace } from './server/org.ts';
import { makeSessions } from './server/sessions.ts';
import { systemNow } from './system-clock.ts';

export type ConsoleOptions = {
  readonly org: OrgPlace;
  /** SFDX source folders, as deployed to the org. */
  readonly sources: readonly string[];
  readonly mode: EngineMode;
  /** 0 takes a free one. */
  readonly port: number;
  /** Told how the build goes and what does not compile. */
  readonly tell: (line: string) => void;
};

export type RunningConsole = {
  readonly url: string;
  /** An address that logs a user in, once, within ten minutes. */
  readonly invite: (username: string) => string;
  /** Resolves when the page is compiled: true, or false when it does not compile, which was told. */
  readonly ready: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

const CACHE = join(ROOT, '.data', 'console');

/** Compiles the page and keeps it for the next console on these sources. False when it does not compile, which was told. */
export async function compilePage({ sources, mode, tell }: Pick<ConsoleOptions, 'sources' | 'mode' | 'tell'>): Promise<boolean> {
  return !('failed' in (await makeBuilder({ sources, mode, cacheFolder: CACHE, tell }).build()));
}

/** Resolves when it listens, on this machine only. Rejects when the port is taken. */
export async function startConsole({ org, sources, mode, port, tell }: ConsoleOptions): Promise<RunningConsole> {
  let listening = port;
  const builder = makeBuilder({ sources, mode, cacheFolder: CACHE, tell });
  const sessions = makeSessions(systemNow, () => listening);
  const server = createServer(makeListener({ org, sources, builder, sessions }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  listening = (server.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${String(listening)}`;
  return {
    url,
    invite: (username) => `${url}/login?code=${sessions.invite(username)}`,
    ready: async () => !('failed' in (await builder.build())),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
