/** One company of the ERP: its orders, its numbers, its feed. Nothing of it is visible to another company. */
import type { SimulatorClock } from '../clock.ts';
import type { ChangeFeed } from '../host/change-feed.ts';
import type { EffectLog } from '../host/effect-log.ts';
import { makeSearchIndex } from '../host/search-index.ts';
import type { SearchIndex } from '../host/search-index.ts';
import { makeRandomFor } from '../random.ts';
import type { Random } from '../random.ts';
import type { Catalogue } from './catalogue.ts';
import { statusOf } from './sales-order.ts';
import type { SalesOrder } from './sales-order.ts';
import type { SalesReturn } from './sales-return.ts';
import type { ErpTiming } from './settings.ts';

export type Company = {
  readonly name: string;
  readonly catalogue: Catalogue;
  readonly orders: Map<string, SalesOrder>;
  readonly returns: Map<string, SalesReturn>;
  readonly index: SearchIndex<SalesOrder>;
  readonly returnIndex: SearchIndex<SalesReturn>;
  readonly feed: ChangeFeed;
  readonly clock: SimulatorClock;
  readonly timing: ErpTiming;
  /** Value of each customer's open orders. */
  readonly exposure: Map<string, number>;
  /** Orders that wait for stock of an item, oldest first. */
  readonly backlog: Map<string, Set<SalesOrder>>;
  /** Words for orders and returns that a customer's extension set, in place of the ERP's own. */
  readonly oddStatus: Map<string, string>;
  periodClosed: boolean;
  /** The next number of a kind of document: SO-000001. */
  readonly nextNumber: (prefix: string) => string;
  /** The key of a new document: a GUID, the same for the same seed. */
  readonly nextId: () => string;
  readonly now: () => string;
  /** Records a change of an order: version, status, feed and search follow. */
  readonly touch: (order: SalesOrder, indexLagMs?: number) => void;
  /** The same of a return. */
  readonly touchReturn: (known: SalesReturn, indexLagMs?: number) => void;
  /** Writes to the effect log. */
  readonly log: (type: string, document: SalesOrder | SalesReturn, number: string, reference?: string) => void;
};

export type CompanyDependencies = {
  readonly name: string;
  readonly catalogue: Catalogue;
  readonly feed: ChangeFeed;
  readonly effects: EffectLog;
  readonly clock: SimulatorClock;
  readonly timing: ErpTiming;
  readonly seed: number;
};

const NUMBER_WIDTH = 6;

function makeGuids(random: Random): () => string {
  const word = (): string =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return () => {
    const [a, b, c, d] = [word(), word(), word(), word()];
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
  };
}

export function makeCompany({ name, catalogue, feed, effects, clock, timing, seed }: CompanyDependencies): Company {
  const counters = new Map<string, number>();
  const now = (): string => new Date(clock.now()).toISOString();
  const index = makeSearchIndex<SalesOrder>(clock);
  const returnIndex = makeSearchIndex<SalesReturn>(clock);
  const oddStatus = new Map<string, string>();

  return {
    ...{ name, catalogue, feed, clock, timing, index, returnIndex, oddStatus, now },
    orders: new Map(),
    returns: new Map(),
    exposure: new Map(),
    backlog: new Map(),
    periodClosed: false,
    nextId: makeGuids(makeRandomFor(seed, name)),
    nextNumber: (prefix) => {
      const count = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, count);
      return `${prefix}-${String(count).padStart(NUMBER_WIDTH, '0')}`;
    },
    touch: (order, indexLagMs = timing.indexLagMs) => {
      order.version += 1;
      order.modifiedAt = now();
      order.status = oddStatus.get(order.id) ?? statusOf(order);
      index.note(order, order.reference, indexLagMs);
      feed.publish({ type: 'sales-order', id: order.id, version: order.version, at: order.modifiedAt });
    },
    touchReturn: (known, indexLagMs = timing.indexLagMs) => {
      known.version += 1;
      known.modifiedAt = now();
      known.status = oddStatus.get(known.id) ?? known.decision;
      returnIndex.note(known, known.reference, indexLagMs);
      feed.publish({ type: 'return', id: known.id, version: known.version, at: known.modifiedAt });
    },
    log: (type, document, number, reference) => {
      effects.append({ at: now(), company: name, type, id: document.id, number, reference: reference ?? document.reference });
    },
  };
}
