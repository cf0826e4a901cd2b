/** What the ERP says it did, and how its documents stand: read over its APIs. */
import { setTimeout as wait } from 'node:timers/promises';
import { ERP_KEY } from '../stack/world.ts';

type Effect = { readonly sequence: number; readonly type: string; readonly id: string; readonly reference?: string };

export type ErpDocument = {
  readonly id: string;
  readonly number: string;
  readonly reference: string;
  readonly status: string;
  /** Whether nothing will happen to it any more. */
  readonly isFinal: boolean;
  readonly lines: readonly {
    readonly externalLine?: number;
    readonly cancelled: number;
    readonly backordered: number;
    readonly shipped: number;
    readonly invoiced: number;
  }[];
};

export type ErpWitness = {
  /** Ids of the documents ever created, by our reference, cancelled ones too. */
  readonly created: ReadonlyMap<string, readonly string[]>;
  readonly documents: ReadonlyMap<string, ErpDocument>;
};

const PAGE = 10_000;
const ATTEMPTS = 50;
const RETRY_MS = 100;
const IDS_PER_READ = 50;
const FINAL: ReadonlySet<string> = new Set(['COMPLETE', 'CANCELLED']);

/** The ERP may be told to fail now and then; its word is asked for until it gives it. */
async function readJson<Body>(url: string): Promise<Body> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, { headers: { 'x-api-key': ERP_KEY } }).catch(() => undefined);
    if (response?.ok) return (await response.json()) as Body;
    if (attempt === ATTEMPTS) throw new Error(`the ERP does not answer ${new URL(url).pathname}: ${String(response?.status)}`);
    await wait(RETRY_MS);
  }
}

async function readEffects(erpUrl: string): Promise<readonly Effect[]> {
  const all: Effect[] = [];
  for (;;) {
    const { effects, size } = await readJson<{ effects: Effect[]; size: number }>(
      `${erpUrl}/_admin/effects?after=${all.length}&limit=${PAGE}`,
    );
    all.push(...effects);
    if (all.length >= size) return all;
  }
}

/** Reads the effect log and every document it names. */
export async function askErp(erpUrl: string): Promise<ErpWitness> {
  const creations = (await readEffects(erpUrl)).filter(({ type }) => type === 'order-created');
  const byReference = Map.groupBy(creations, ({ reference }) => reference ?? '');
  const created = new Map([...byReference].map(([reference, effects]) => [reference, effects.map(({ id }) => id)]));
  const documents = new Map<string, ErpDocument>();
  const ids = creations.map(({ id }) => id);
  for (let start = 0; start < ids.length; start += IDS_PER_READ) {
    const list = ids.slice(start, start + IDS_PER_READ).join(',');
    const { items } = await readJson<{ items: Omit<ErpDocument, 'isFinal'>[] }>(`${erpUrl}/api/1000/sales-orders?ids=${list}`);
    for (const document of items) documents.set(document.id, { ...document, isFinal: FINAL.has(document.status) });
  }
  return { created, documents };
}
