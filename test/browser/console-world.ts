/** Everything an agent's console needs: org with the package, ERP, warehouse, broker, the console itself and a browser. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startConsoleProcess } from '../../scripts/console/console-process.ts';
import type { ConsoleProcess } from '../../scripts/console/console-process.ts';
import { AGENT } from '../../scripts/stack/world.ts';
import { startLocalWorld } from '../e2e/local-world.ts';
import type { LocalWorld } from '../e2e/local-world.ts';
import { openPage, startChromium } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';

export type ConsoleWorld = {
  readonly world: LocalWorld;
  readonly console: ConsoleProcess;
  readonly browser: Browser;
  /** A page on which the agent has logged in, at a path of the console. */
  readonly logIn: (path?: string) => Promise<WatchedPage>;
  readonly stop: () => Promise<void>;
};

export async function startConsoleWorld(): Promise<ConsoleWorld> {
  const world = await startLocalWorld();
  await world.startBroker({ BROKER_POLL_INTERVAL_MS: '200' });
  const logFolder = await mkdtemp(join(tmpdir(), 'order-broker-console-'));
  const console = await startConsoleProcess({ places: world.places, username: AGENT.username, logFile: join(logFolder, 'console.log') });
  const browser = await startChromium();
  return {
    ...{ world, console, browser },
    logIn: async (path = '/') => {
      const watched = await openPage(browser);
      await watched.page.goto(`${console.url}/login?next=${encodeURIComponent(path)}`);
      await watched.page.getByRole('button', { name: AGENT.username }).click();
      return watched;
    },
    stop: async () => {
      await browser.close();
      await console.process.end('SIGTERM');
      await world.stop();
    },
  };
}
