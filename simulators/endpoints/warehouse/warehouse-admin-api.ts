/** Administration of the warehouse's own: sites, plans for releases, what people there do, the webhook. */
import { z } from 'zod';
import { withBody } from '../host/admin-api.ts';
import type { Answer, Call, Route } from '../host/call.ts';
import { ok, problem } from '../host/call.ts';
import { beginPicking, bringBack, sendNext } from './fulfilment.ts';
import { onInbound } from './inbound-api.ts';
import { doInboundDeed, InboundDeed } from './inbound-deeds.ts';
import { Plan } from './plan.ts';
import { outstanding } from './release.ts';
import type { WarehouseRelease } from './release.ts';
import { cancelLines } from './release-api.ts';
import type { Site } from './site.ts';
import type { WebhookTarget } from './webhook-sender.ts';

const Deed = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('begin') }),
  z.strictObject({ deed: z.literal('depart') }),
  z.strictObject({ deed: z.literal('set-status'), status: z.string().nullable() }),
  z.strictObject({ deed: z.literal('bring-back'), number: z.string() }),
  z.strictObject({ deed: z.literal('cancel') }),
]);
type Deed = z.infer<typeof Deed>;

const NewSite = z.strictObject({ site: z.string().regex(/^\w[\w-]{0,29}$/), apiKey: z.string().min(1) });
const PlanFor = Plan.partial().extend({ releaseId: z.string() });
const Loss = z.strictObject({ count: z.int().min(1) });
const Webhook = z.strictObject({ url: z.url(), secret: z.string().min(1) });

const DONE: Answer = { status: 204 };

function doDeed(site: Site, release: WarehouseRelease, deed: Deed): boolean {
  switch (deed.deed) {
    case 'begin':
      return beginPicking(site, release);
    case 'depart':
      return sendNext(site, release);
    case 'bring-back':
      return bringBack(site, release, deed.number);
    case 'cancel': {
      const lines = release.lines.map((line) => ({ externalLine: line.externalLine, quantity: outstanding(line) }));
      return !release.pickingBegan && cancelLines(site, release, `by hand ${site.now()}`, lines);
    }
    case 'set-status':
      if (deed.status === null) site.oddStatus.delete(release.id);
      else site.oddStatus.set(release.id, deed.status);
      site.touch(release);
      return true;
  }
}

function deedOf(site: Site, call: Call): Answer {
  const release = site.releases.get(call.parameters['id'] ?? '');
  if (!release) return problem(404, 'NO_SUCH_RELEASE', 'there is no release with this id');
  return withBody(Deed, call, (deed) =>
    doDeed(site, release, deed) ? ok(release) : problem(409, 'NOT_POSSIBLE', 'the release is not in a state for this'),
  );
}

function inboundDeedOf(site: Site, call: Call): Answer {
  return onInbound(site, call, (inbound) =>
    withBody(InboundDeed, call, (deed) =>
      doInboundDeed(site, inbound, deed) ? ok(inbound) : problem(409, 'NOT_POSSIBLE', 'the return is not in a state for this'),
    ),
  );
}

function setPlan(site: Site, call: Call): Answer {
  return withBody(PlanFor, call, ({ releaseId, ...plan }) => {
    site.plans.set(releaseId, Object.fromEntries(Object.entries(plan).filter(([, value]) => value !== undefined)));
    return DONE;
  });
}

function loseEntries(site: Site, call: Call): Answer {
  return withBody(Loss, call, ({ count }) => {
    site.feed.loseNext(count);
    return DONE;
  });
}

const ADMIN: readonly (readonly [path: string, handler: (site: Site, call: Call) => Answer])[] = [
  ['releases/:id/clerk', deedOf],
  ['inbounds/:id/clerk', inboundDeedOf],
  ['plans', setPlan],
  ['feed/lose', loseEntries],
];

export type WarehouseAdminDependencies = {
  readonly sites: ReadonlyMap<string, Site>;
  /** Opens a site, or answers false if the name or the key is taken. */
  readonly openSite: (name: string, apiKey: string) => boolean;
  readonly setWebhook: (target: WebhookTarget | undefined) => void;
};

export function warehouseAdminRoutes({ sites, openSite, setWebhook }: WarehouseAdminDependencies): readonly Route[] {
  const operation = 'administer';
  const ofSite = ADMIN.map(([path, handler]): Route => ({
    ...{ method: 'POST', pattern: `/_admin/sites/:site/${path}`, operation },
    handle: (call) => {
      const site = sites.get(call.parameters['site'] ?? '');
      return site ? handler(site, call) : problem(404, 'NO_SUCH_SITE', 'there is no such site');
    },
  }));
  const open = (call: Call): Answer =>
    withBody(NewSite, call, ({ site, apiKey }) =>
      openSite(site, apiKey) ? { status: 201 } : problem(409, 'SITE_EXISTS', 'there is such a site, or the API key belongs to another'),
    );
  const tell = (call: Call): Answer =>
    withBody(Webhook, call, (target) => {
      setWebhook(target);
      return DONE;
    });
  return [
    { method: 'POST', pattern: '/_admin/sites', operation, handle: open },
    { method: 'PUT', pattern: '/_admin/webhook', operation, handle: tell },
    ...ofSite,
  ];
}
