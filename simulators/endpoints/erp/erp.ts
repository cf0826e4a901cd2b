/** The generic ERP: companies in one process, each with its key, in memory. What it did stands in its effect log. */
import type { SimulatorClock } from '../clock.ts';
import { machineClock } from '../clock.ts';
import { makeChangeFeed } from '../host/change-feed.ts';
import { makeEffectLog } from '../host/effect-log.ts';
import { makeGate } from '../host/gate.ts';
import { adjust } from '../host/settings.ts';
import { startSystem } from '../host/system.ts';
import type { RunningSystem } from '../host/system.ts';
import { makeRandomFor } from '../random.ts';
import { defaultCatalogue } from './catalogue.ts';
import { makeCompany } from './company.ts';
import type { Company } from './company.ts';
import { erpAdminRoutes } from './erp-admin-api.ts';
import { erpRoutes } from './erp-api.ts';
import { defaultErpSettings, ErpSettingsPatch } from './settings.ts';

export type ErpOptions = {
  /** 0 takes a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: SimulatorClock;
  readonly seed?: number;
  /** Names of companies and their API keys. */
  readonly companies?: Readonly<Record<string, string>>;
  readonly settings?: ErpSettingsPatch;
};

const DEFAULT_COMPANIES = { '1000': 'erp-key-1000' };

/** Starts an ERP. Rejects when the port is taken. */
export async function startErp(options: ErpOptions = {}): Promise<RunningSystem> {
  const { port = 0, host = '127.0.0.1', clock = machineClock, seed = 1 } = options;
  const settings = defaultErpSettings();
  adjust(settings, options.settings ?? {});
  const companies = new Map<string, Company>();
  const gate = makeGate();
  const effects = makeEffectLog();

  function openCompany(name: string, apiKey: string): boolean {
    if (companies.has(name) || !gate.admit(name, apiKey)) return false;
    const feed = makeChangeFeed(name, settings.feed, clock, makeRandomFor(seed, `feed of ${name}`));
    const catalogue = defaultCatalogue();
    companies.set(name, makeCompany({ name, catalogue, feed, effects, clock, timing: settings.timing, seed }));
    return true;
  }

  for (const [name, apiKey] of Object.entries(options.companies ?? DEFAULT_COMPANIES)) openCompany(name, apiKey);
  return startSystem(
    {
      routes: erpRoutes(companies),
      adminRoutes: erpAdminRoutes(companies, openCompany),
      ...{ effects, settings, refuse: (call) => gate.refuse(call.parameters['company'], call.apiKey), settingsPatch: ErpSettingsPatch },
      figures: () => ({ orders: Object.fromEntries([...companies].map(([name, { orders }]) => [name, orders.size])) }),
    },
    { port, host, clock, seed },
  );
}
