import { expect } from '@jest/globals';
import { startWarehouse } from '../../simulators/endpoints/warehouse/warehouse.ts';
import { genericWarehouseKind } from '../../broker/endpoints/generic-warehouse/adapter.ts';
import type { Clock } from '../../broker/engine/clock.ts';
import type { OpenEndpoint } from '../../broker/endpoints/kit/endpoint-kind.ts';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { DocumentRef } from '../../broker/engine/endpoint.ts';
import { eventually } from '../support/eventually.ts';
import { makeAdmin } from './admin.ts';
import type { ContractWorld } from './contract-world.ts';
import { endpointContract } from './endpoint.suite.ts';
import { cancelCommand, LINE_KEYS, PIECES, releaseCommand } from './orders.ts';
import { makeSkippingClock } from './skipping-clock.ts';

const RECONCILE_MS = 60_000;
const LIMITS = { timeoutMs: 200, settleMs: 1200, reconcileIntervalMs: RECONCILE_MS, concurrency: 16 };
const KEY = 'warehouse-key-main';
const ALL = LINE_KEYS.length * PIECES;
/** Nothing is picked in the time of a test, unless the test says so. */
const NEVER_MS = 3_600_000;
const AT_ONCE = { packAfterMs: 5, departAfterMs: 5, scanAfterMs: 5, deliverAfterMs: 5 };

function openSite(config: Readonly<Record<string, unknown>>, clock: Clock): OpenEndpoint {
  const parsed = genericWarehouseKind.parse({ kind: 'generic-warehouse', ...LIMITS, ...config });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.open({ clock });
}

function releaseIdOf({ orderKey }: OutboundCommand): string {
  return `${orderKey}-R1`;
}

/** A world in which nobody picks before the test says so. Then a release goes out in two shipments, one piece short. */
async function open(): Promise<ContractWorld> {
  const fates = { refused: 0, shorted: 1, split: 1, twoParcels: 1 };
  const warehouse = await startWarehouse({ sites: { main: KEY }, settings: { timing: { ...AT_ONCE, pickAfterMs: NEVER_MS }, fates } });
  const admin = makeAdmin(warehouse.url);
  const { clock, pass } = makeSkippingClock();
  const main = openSite({ id: 'main', baseUrl: warehouse.url, site: 'main', apiKey: KEY }, clock);
  const opened = [main.close];

  async function clerk(document: DocumentRef, deed: object): Promise<void> {
    await admin.post(`sites/main/releases/${document.nativeId}/clerk`, deed);
  }

  /** Has the release picked, and waits until all of it has left. */
  async function fulfil(document: DocumentRef): Promise<void> {
    await clerk(document, { deed: 'begin' });
    await eventually(async () => {
      const answer = await main.endpoint.read([{ kind: 'release', nativeId: document.nativeId }], AbortSignal.timeout(1000));
      expect(answer).toMatchObject({ class: 'OK', observations: [{ rawStatus: 'SHORT_CLOSED' }] });
    });
  }

  return {
    ...{ endpoint: main.endpoint, pass, reconcileIntervalMs: RECONCILE_MS, cancellation: cancelCommand },
    make: (key) => releaseCommand('main', key),
    altered: (command) => {
      if (command.body.intent !== 'RELEASE') return command;
      const { release } = command.body;
      return { ...command, body: { intent: 'RELEASE', release: { ...release, lines: release.lines.slice(0, 1) } } };
    },
    documents: async (command) =>
      (await admin.effects('release-taken')).filter(({ reference }) => reference === releaseIdOf(command)).length,
    calm: async () => {
      await admin.remove('faults');
    },
    trouble: async (trouble, command) => {
      const subject = command?.body.intent === 'RELEASE' ? releaseIdOf(command) : command?.commandId;
      const operations = ['takeRelease', 'cancelRelease'];
      await admin.post(
        'faults',
        operations.map((operation) => ({ ...trouble, operation, subject })),
      );
    },
    shipInParts: async (_command, document) => {
      await fulfil(document);
      return { shipped: ALL - 1, givenUp: 1 };
    },
    passPointOfNoReturn: (_command, document) => fulfil(document),
    useUnknownWord: (document, word) => clerk(document, { deed: 'set-status', status: word }),
    reverse: async (_command, document) => {
      await admin.patch('settings', { timing: { scanAfterMs: NEVER_MS } });
      await fulfil(document);
      await clerk(document, { deed: 'bring-back', number: 'SH-000002' });
      const second = PIECES - 1;
      return { bucket: 'shipped', taken: second, after: { shipped: ALL - 1 - second, givenUp: 1 } };
    },
    disturbFeed: async () => {
      await admin.patch('settings', { feed: { delayMs: 60, doubled: 0.5 } });
    },
    loseChanges: async (count) => {
      await admin.post('sites/main/feed/lose', { count });
    },
    otherCompany: async () => {
      await admin.post('sites', { site: 'north', apiKey: 'key-north' });
      const other = openSite({ id: 'north', baseUrl: warehouse.url, site: 'north', apiKey: 'key-north' }, clock);
      opened.push(other.close);
      return { endpoint: other.endpoint, make: (key) => releaseCommand('north', key) };
    },
    close: async () => {
      await Promise.all(opened.map((closeOne) => closeOne()));
      await warehouse.close();
    },
  };
}

endpointContract('The generic warehouse adapter', open, { C13: "a release's lines are fixed when it is taken" });
