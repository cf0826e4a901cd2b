/** One site of the warehouse: its releases, its numbers, its feed. */
import type { SimulatorClock } from '../clock.ts';
import type { ChangeFeed } from '../host/change-feed.ts';
import type { EffectLog } from '../host/effect-log.ts';
import { makeSearchIndex } from '../host/search-index.ts';
import type { SearchIndex } from '../host/search-index.ts';
import { inboundStatusOf } from './inbound.ts';
import type { Inbound } from './inbound.ts';
import type { Plan } from './plan.ts';
import { statusOf } from './release.ts';
import type { WarehouseRelease } from './release.ts';
import type { WarehouseSettings } from './settings.ts';
import type { WebhookSender } from './webhook-sender.ts';

export type Site = {
  readonly name: string;
  readonly releases: Map<string, WarehouseRelease>;
  readonly byReleaseId: Map<string, WarehouseRelease>;
  readonly inbounds: Map<string, Inbound>;
  readonly byReturnId: Map<string, Inbound>;
  readonly index: SearchIndex<WarehouseRelease>;
  readonly inboundIndex: SearchIndex<Inbound>;
  readonly feed: ChangeFeed;
  readonly webhook: WebhookSender;
  readonly clock: SimulatorClock;
  readonly settings: WarehouseSettings;
  readonly seed: number;
  /** Plans laid down for releases, before what the seed draws. */
  readonly plans: Map<string, Partial<Plan>>;
  /** Header words of the site's own making, in place of the system's. */
  readonly oddStatus: Map<string, string>;
  readonly nextNumber: (prefix: string) => string;
  readonly now: () => string;
  /** Records a change of a release: version, status, feed, search and webhook follow. */
  readonly touch: (release: WarehouseRelease, indexLagMs?: number) => void;
  /** Writes to the effect log. */
  readonly log: (type: string, release: WarehouseRelease, number: string, reference?: string) => void;
  /** The same of returned goods. */
  readonly touchInbound: (inbound: Inbound, indexLagMs?: number) => void;
  readonly logInbound: (type: string, inbound: Inbound, number: string, reference?: string) => void;
};

export type SiteDependencies = Pick<Site, 'name' | 'feed' | 'webhook' | 'clock' | 'settings' | 'seed'> & { readonly effects: EffectLog };

const NUMBER_WIDTH = 6;

export function makeSite({ effects, ...given }: SiteDependencies): Site {
  const { name, feed, webhook, clock, settings } = given;
  const counters = new Map<string, number>();
  const now = (): string => new Date(clock.now()).toISOString();
  const index = makeSearchIndex<WarehouseRelease>(clock);
  const inboundIndex = makeSearchIndex<Inbound>(clock);
  const oddStatus = new Map<string, string>();

  return {
    ...given,
    ...{ index, inboundIndex, oddStatus, now },
    releases: new Map(),
    byReleaseId: new Map(),
    inbounds: new Map(),
    byReturnId: new Map(),
    plans: new Map(),
    nextNumber: (prefix) => {
      const count = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, count);
      return `${prefix}-${String(count).padStart(NUMBER_WIDTH, '0')}`;
    },
    touch: (release, indexLagMs = settings.timing.indexLagMs) => {
      release.version += 1;
      release.modifiedAt = now();
      release.status = oddStatus.get(release.id) ?? statusOf(release);
      index.note(release, release.releaseId, indexLagMs);
      feed.publish({ type: 'release', id: release.id, version: release.version, at: release.modifiedAt });
      webhook.notify({ site: name, id: release.id, releaseId: release.releaseId, version: release.version });
    },
    touchInbound: (inbound, indexLagMs = settings.timing.indexLagMs) => {
      inbound.version += 1;
      inbound.modifiedAt = now();
      inbound.status = oddStatus.get(inbound.id) ?? inboundStatusOf(inbound);
      inboundIndex.note(inbound, inbound.returnId, indexLagMs);
      feed.publish({ type: 'inbound', id: inbound.id, version: inbound.version, at: inbound.modifiedAt });
    },
    logInbound: (type, inbound, number, reference) => {
      effects.append({ at: now(), company: name, type, id: inbound.id, number, reference: reference ?? inbound.returnId });
    },
    log: (type, release, number, reference) => {
      effects.append({ at: now(), company: name, type, id: release.id, number, reference: reference ?? release.releaseId });
    },
  };
}
