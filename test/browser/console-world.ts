/** Everything people at a console need: org with the package, ERP, warehouse, broker, the console itself and a browser. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startChromium } from '../../scripts/console/chromium.ts';
import { startConsoleProcess } from '../../scripts/console/console-process.ts';
import type { ConsoleProcess } from '../../scripts/console/console-process.ts';
import { leadToBroker } from '../../scripts/stack/named-credential.ts';
import { AGENT } from '../../scripts/stack/world.ts';
import { startLocalWorld } from '../e2e/local-world.ts';
import type { LocalWorld } from '../e2e/local-world.ts';
import { openPage } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { clockAhead } from './clock-ahead.ts';

/** Usernames of those who may log in. */
export const PEOPLE = {
  agent: AGENT.username,
  colleague: 'colleague@order-broker.example',
  supervisor: 'supervisor@order-broker.example',
  packageAdministrator: 'package-admin@order-broker.example',
};

/** As after the installation: orders are shared with the service agents, and whoever drafts orders or sets the package up may call the broker. */
const AT_WORK = { groups: ['OB_Service_Agents'], permissionSets: ['OB_Service_Agent', 'OB_Broker_Callout'] };
const SUPERVISING = { groups: ['OB_Order_Exceptions'], permissionSets: ['OB_Service_Supervisor', 'OB_Broker_Callout'] };

const STAFF = [
  { username: PEOPLE.agent, lastName: 'Agent', ...AT_WORK },
  { username: PEOPLE.colleague, lastName: 'Colleague', ...AT_WORK },
  { username: PEOPLE.supervisor, lastName: 'Supervisor', ...SUPERVISING },
  {
    username: PEOPLE.packageAdministrator,
    lastName: 'Package Administrator',
    permissionSets: ['OB_Administrator', 'OB_Broker_Callout'],
  },
];

const ROOT = join(import.meta.dirname, '..', '..');
const SOURCES = ['force-app', 'post-install/sharing', 'post-install/credential'].map((folder) => join(ROOT, folder));

/** On a machine with other work, the first visitor waits for the page to be compiled. */
const COMPILING_MS = 180_000;

/** So often does a broker ask ERP and warehouse. */
const BUSY = { BROKER_POLL_INTERVAL_MS: '200' };

/** The path of a record's page. */
export const recordPath = (object: string, recordId: string): string => `/lightning/r/${object}/${recordId}/view`;

export type Visit = { readonly username?: string; readonly browser?: BrowserContextOptions };

export type ConsoleWorld = {
  readonly world: LocalWorld;
  readonly console: ConsoleProcess;
  readonly browser: Browser;
  /** Resolves when the broker is gone: nobody listens where it was. */
  readonly endBroker: () => Promise<void>;
  /** Resolves when one is there again, on the same ledger, and the org leads to it. So much later it is to that one. */
  readonly startBroker: (aheadMs?: number) => Promise<void>;
  /** A page on which somebody, the agent unless said, has logged in, at a path of the console; blank without one. */
  readonly logIn: (path?: string, visit?: Visit) => Promise<WatchedPage>;
  readonly stop: () => Promise<void>;
};

export type ConsoleWorldSettings = {
  /** SFDX source folders beside the package. */
  readonly sources?: readonly string[];
  readonly users?: NonNullable<Parameters<typeof startLocalWorld>[0]>['users'];
};

type Broker = { readonly url: string; readonly stop: () => Promise<void> };

/** In a process of its own, since this one has the clock of all others. */
async function startAhead(world: LocalWorld, ms: number): Promise<Broker> {
  const { answer: url, end } = await world.startProcess({ ...BUSY, NODE_OPTIONS: clockAhead(ms) });
  return { url, stop: () => end('SIGTERM') };
}

export async function startConsoleWorld({ sources = [], users = [] }: ConsoleWorldSettings = {}): Promise<ConsoleWorld> {
  const folders = [...SOURCES, ...sources];
  const world = await startLocalWorld({ sources: folders, users: [...STAFF, ...users] });
  let broker: Broker | undefined;
  const startBroker = async (aheadMs = 0): Promise<void> => {
    broker = aheadMs === 0 ? await world.startBroker(BUSY) : await startAhead(world, aheadMs);
    await leadToBroker(world.places.orgAdminUrl, broker.url);
  };
  await startBroker();
  const logFolder = await mkdtemp(join(tmpdir(), 'order-broker-console-'));
  const { places } = world;
  const console = await startConsoleProcess({
    places,
    username: AGENT.username,
    logFile: join(logFolder, 'console.log'),
    sources: folders,
  });
  const browser = await startChromium();
  return {
    ...{ world, console, browser, startBroker },
    endBroker: async () => broker?.stop(),
    logIn: async (path, { username = PEOPLE.agent, browser: options } = {}) => {
      const watched = await openPage(browser, options);
      const { page } = watched;
      const answer = await page.request.post(`${console.url}/login`, { form: { username }, maxRedirects: 0 });
      if (answer.status() !== 303) throw new Error(`${username} cannot log in: ${await answer.text()}`);
      if (path !== undefined) await page.goto(`${console.url}${path}`, { timeout: COMPILING_MS });
      return watched;
    },
    stop: async () => {
      await browser.close();
      await console.process.end('SIGTERM');
      await world.stop();
    },
  };
}
