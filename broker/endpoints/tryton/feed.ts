/**
 * What changed: Tryton has no feed, so this polls by time of change. That time is when a transaction began, so records appear behind
 * the newest one seen; each poll reaches back further than a transaction lasts, and passes over what it told already. A part
 * shipment changes the shipment and not the sale, hence the questions about all that hangs on one. Now and then a pass reaches back much further, for transactions that lasted longer.
 */
import { z } from 'zod';
import type { ChangeHint, ChangesOutcome } from '../../engine/endpoint.ts';
import type { Reconciliation } from '../kit/reconciling-feed.ts';
import { changeOf } from './mapping.ts';
import { outcomeOf } from './records.ts';
import type { Domain, Records } from './records.ts';
import { nameOf } from './return-document.ts';
import { toInstantValue } from './values.ts';

const PAGE = 200;

const Position = z.strictObject({
  /** Changes after this are asked for, by the system's clock, in milliseconds since the epoch. */
  since: z.number().default(0),
  /** The last id of the page before, in the middle of a pass. */
  after: z.int().optional(),
  /** The newest change seen. */
  newest: z.number().default(0),
  /** What was told of already: the sum of its changes, and the newest of them. Only what a later pass may find again. */
  told: z.record(z.string(), z.tuple([z.number(), z.number()])).default({}),
});
type Position = z.infer<typeof Position>;

type Source = {
  readonly model: string;
  readonly domain: Domain;
  /** Paths of related records whose changes count. */
  readonly related: readonly string[];
  readonly toHint: (row: { readonly id: number; readonly origin?: string | null | undefined }) => ChangeHint;
};

/** Sales, returns people ask about, and what comes of those. */
const SOURCES = {
  sales: {
    ...{ model: 'sale.sale', domain: [['origin', '=', null]], related: ['lines.moves', 'shipments', 'invoices'] },
    toHint: ({ id }) => ({ kind: 'order', nativeId: String(id) }),
  },
  complaints: { model: 'sale.complaint', domain: [], related: [], toHint: ({ id }) => ({ kind: 'return', nativeId: nameOf(id) }) },
  returns: {
    ...{ model: 'sale.sale', domain: [['origin', 'like', 'sale.complaint,%']], related: ['shipment_returns', 'invoices'] },
    toHint: ({ origin }) => ({ kind: 'return', nativeId: origin ?? '' }),
  },
} as const satisfies Readonly<Record<string, Source>>;

const NAMES = ['sales', 'complaints', 'returns'] as const;

const Cursor = z.strictObject({
  ...{ sales: Position, complaints: Position, returns: Position },
  /** When a pass last reached back far, by our clock. */
  searchedAt: z.number().optional(),
});
type Cursor = z.infer<typeof Cursor>;

const Row = z.looseObject({ id: z.int(), _timestamp: z.string(), origin: z.string().nullish() });

/** A cursor nobody can read counts as none: what is read twice does no harm, what is not read does. */
function decode(text: string | undefined): Cursor {
  const start = Position.parse({});
  const none = { sales: start, complaints: start, returns: start };
  if (text === undefined) return none;
  try {
    return Cursor.safeParse(JSON.parse(text)).data ?? none;
  } catch {
    return none;
  }
}

function changedAfter(instant: unknown, path: string): Domain {
  const of = (field: string): string => (path === '' ? field : `${path}.${field}`);
  if (path !== '') return ['OR', [of('write_date'), '>', instant], [of('create_date'), '>', instant]];
  return [
    'OR',
    ['write_date', '>', instant],
    [
      ['write_date', '=', null],
      ['create_date', '>', instant],
    ],
  ];
}

/** All time stamps in a row and below it. */
function stampsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(stampsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => (name === '_timestamp' && typeof below === 'string' ? [below] : stampsOf(below)));
}

type Page = { readonly hints: readonly ChangeHint[]; readonly position: Position; readonly more: boolean };

/** The window starts again behind the newest change; what lies before it will not be found again. */
function nextPass({ since, newest, told }: Position, overlapMs: number): Position {
  const start = Math.max(since, newest - overlapMs);
  const kept = Object.entries(told).filter(([, [, changedAt]]) => changedAt >= start);
  return { since: start, newest, told: Object.fromEntries(kept) };
}

async function readPage(records: Records, source: Source, position: Position, overlapMs: number): Promise<Page> {
  const { company } = await records.me();
  const { since, after = 0, told } = position;
  const instant = toInstantValue(since);
  const changed = since === 0 ? [] : [['OR', ...['', ...source.related].map((path) => changedAfter(instant, path))]];
  const domain = [...source.domain, ['company', '=', company], ['id', '>', after], ...changed];
  const fields = ['origin', '_timestamp', ...source.related.map((path) => `${path}._timestamp`)];
  const rows = await records.search(source.model, { domain, fields, row: Row, limit: PAGE });
  const seen = rows.map((row) => {
    const changes = stampsOf(row).map((stamp) => Number(stamp) * 1000);
    return {
      row,
      key: String(row.id),
      newest: Math.max(...changes),
      sum: stampsOf(row).reduce((total, stamp) => total + changeOf(stamp), 0),
    };
  });
  const fresh = seen.filter(({ key, sum }) => told[key]?.[0] !== sum);
  const next = {
    ...{ since, newest: Math.max(position.newest, ...seen.map(({ newest }) => newest)) },
    told: { ...told, ...Object.fromEntries(seen.map(({ key, sum, newest }) => [key, [sum, newest] as [number, number]])) },
  };
  const hints = fresh.map(({ row }) => source.toHint(row));
  const last = rows.at(-1)?.id;
  if (rows.length === PAGE && last !== undefined) return { hints, position: { ...next, after: last }, more: true };
  return { hints, position: nextPass(next, overlapMs), more: false };
}

export type Reach = {
  /** How far every pass reaches back: longer than transactions usually last. */
  readonly overlapMs: number;
  /** Every so often one reaches back this far. */
  readonly search: Reconciliation;
};

/** The cursor to go on from: where a search is due and no pass is under way, one that begins further back. The first pass is one. */
function begin(cursor: Cursor, { intervalMs, overlapMs, now }: Reconciliation): Cursor {
  const searchedAt = cursor.searchedAt ?? now();
  if (now() - searchedAt < intervalMs || NAMES.some((name) => cursor[name].after !== undefined)) return { ...cursor, searchedAt };
  const further = (position: Position): Position => ({ ...position, since: Math.max(0, position.newest - overlapMs) });
  const { sales, complaints, returns } = cursor;
  return { sales: further(sales), complaints: further(complaints), returns: further(returns), searchedAt: now() };
}

/** One page of each source. */
export async function readChanges(records: Records, text: string | undefined, { overlapMs, search }: Reach): Promise<ChangesOutcome> {
  return outcomeOf<ChangesOutcome>(async () => {
    const cursor = begin(decode(text), search);
    const hints: ChangeHint[] = [];
    let more = false;
    for (const name of NAMES) {
      const page = await readPage(records, SOURCES[name], cursor[name], overlapMs);
      cursor[name] = page.position;
      hints.push(...page.hints);
      more ||= page.more;
    }
    return { class: 'OK', hints, cursor: JSON.stringify(cursor), more };
  });
}
