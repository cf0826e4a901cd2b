/** The generic warehouse: sites in one process, each with its key, in memory. What it did stands in its effect log. */
import type { SimulatorClock } from '../clock.ts';
import { machineClock } from '../clock.ts';
import { makeChangeFeed } from '../host/change-feed.ts';
import { makeEffectLog } from '../host/effect-log.ts';
import { makeGate } from '../host/gate.ts';
import { adjust } from '../host/settings.ts';
import { startSystem } from '../host/system.ts';
import type { RunningSystem } from '../host/system.ts';
import { makeRandomFor } from '../random.ts';
import { warehouseRoutes } from './release-api.ts';
import { defaultWarehouseSettings, WarehouseSettingsPatch } from './settings.ts';
import { makeSite } from './site.ts';
import type { Site } from './site.ts';
import { warehouseAdminRoutes } from './warehouse-admin-api.ts';
import { makeWebhookSender } from './webhook-sender.ts';
import type { WebhookTarget } from './webhook-sender.ts';

export type WarehouseOptions = {
  /** 0 takes a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: SimulatorClock;
  readonly seed?: number;
  /** Names of sites and their API keys. */
  readonly sites?: Readonly<Record<string, string>>;
  readonly settings?: WarehouseSettingsPatch;
  /** Who is told of changes; nobody when absent. */
  readonly webhook?: WebhookTarget;
};

const DEFAULT_SITES = { main: 'warehouse-key-main' };

/** Starts a warehouse. Rejects when the port is taken. */
export async function startWarehouse(options: WarehouseOptions = {}): Promise<RunningSystem> {
  const { port = 0, host = '127.0.0.1', clock = machineClock, seed = 1 } = options;
  const settings = defaultWarehouseSettings();
  adjust(settings, options.settings ?? {});
  let target = options.webhook;
  const webhook = makeWebhookSender(() => target, clock);
  const gate = makeGate();
  const effects = makeEffectLog();
  const sites = new Map<string, Site>();

  function openSite(name: string, apiKey: string): boolean {
    if (sites.has(name) || !gate.admit(name, apiKey)) return false;
    const feed = makeChangeFeed(name, settings.feed, clock, makeRandomFor(seed, `feed of ${name}`));
    sites.set(name, makeSite({ name, feed, webhook, effects, clock, settings, seed }));
    return true;
  }

  function setWebhook(next: WebhookTarget | undefined): void {
    target = next;
  }

  for (const [name, apiKey] of Object.entries(options.sites ?? DEFAULT_SITES)) openSite(name, apiKey);
  return startSystem(
    {
      routes: warehouseRoutes(sites),
      adminRoutes: warehouseAdminRoutes({ sites, openSite, setWebhook }),
      ...{ effects, settings, refuse: (call) => gate.refuse(call.parameters['site'], call.apiKey) },
      settingsPatch: WarehouseSettingsPatch,
      figures: () => ({ releases: Object.fromEntries([...sites].map(([name, { releases }]) => [name, releases.size])) }),
    },
    { port, host, clock, seed },
  );
}
