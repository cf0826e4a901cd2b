/**
 * What an ERP says of one document, joined from snapshots. The join is the same in any order and under repetition:
 * the newest version gives the values, every version gives evidence of how much a cumulative quantity has ever been.
 */
import type { Invoice } from '../../canonical/billing.ts';
import type { OrderObservation } from '../../canonical/observation.ts';
import { minus, plus } from '../../canonical/quantity.ts';
import { joinShipments } from './release-state.ts';
import type { ShipmentState } from './release-state.ts';

export const CUMULATIVE_BUCKETS = ['cancelled', 'allocated', 'shipped', 'invoiced'] as const;
export type CumulativeBucket = (typeof CUMULATIVE_BUCKETS)[number];
type Quantities = Readonly<Partial<Record<CumulativeBucket, number>>>;

export type ErpLine = Readonly<Record<CumulativeBucket, number>> & {
  readonly lineKey: number;
  readonly confirmed: number;
  readonly backordered: number;
  readonly promisedDate?: string;
  /** What explicit documents have taken back, in all. */
  readonly reversed?: Quantities;
  /** The highest sum of value and reversals ever shown, where the newest snapshot shows less: a silent fall. */
  readonly most?: Quantities;
};

/** An invoice as mirrored, with the version of the snapshot it is from. */
export type ErpInvoice = Omit<Invoice, 'lines'> & { readonly version: number };

export type ErpDocument = {
  readonly endpoint: string;
  readonly nativeId: string;
  readonly nativeNumber?: string;
  /** Of the newest snapshot; -1 until one was read. */
  readonly version: number;
  readonly status: OrderObservation['status'];
  /** Empty until one was read. */
  readonly rawStatus: string;
  readonly holds: readonly string[];
  readonly asOf?: string;
  readonly lines: readonly ErpLine[];
  readonly invoices: readonly ErpInvoice[];
  /** What the ERP ships itself. */
  readonly shipments?: readonly ShipmentState[];
};

/** A document known by name only. */
export function namedDocument(name: { endpoint: string; nativeId: string; nativeNumber?: string | undefined }): ErpDocument {
  const { endpoint, nativeId, nativeNumber } = name;
  const named = { endpoint, nativeId, ...(nativeNumber !== undefined && { nativeNumber }) };
  return { ...named, version: -1, status: 'OPEN', rawStatus: '', holds: [], lines: [], invoices: [] };
}

function gross(line: ErpLine, bucket: CumulativeBucket): number {
  return plus(line[bucket], line.reversed?.[bucket] ?? 0);
}

function highest(line: ErpLine, bucket: CumulativeBucket): number {
  return Math.max(gross(line, bucket), line.most?.[bucket] ?? 0);
}

/** All that was ever put into a bucket, reversals not taken off. */
export function grossQuantity(line: ErpLine, bucket: CumulativeBucket): number {
  return highest(line, bucket);
}

/** What a bucket holds: it falls by explicit reversals and never silently. */
export function heldQuantity(line: ErpLine, bucket: CumulativeBucket): number {
  return Math.max(0, minus(highest(line, bucket), line.reversed?.[bucket] ?? 0));
}

/** Whether a cumulative quantity of the line has fallen without a reversal. */
export function hasFallen(line: ErpLine): boolean {
  return line.most !== undefined;
}

/** The line with what `evidence` shows of it; the same object where that is nothing new. */
function weigh(line: ErpLine, evidence: ErpLine): ErpLine {
  if (CUMULATIVE_BUCKETS.every((bucket) => highest(evidence, bucket) <= highest(line, bucket))) return line;
  const most: Partial<Record<CumulativeBucket, number>> = {};
  for (const bucket of CUMULATIVE_BUCKETS) {
    const seen = Math.max(highest(line, bucket), highest(evidence, bucket));
    if (seen > gross(line, bucket)) most[bucket] = seen;
  }
  return { ...line, most };
}

function emptyLine(lineKey: number): ErpLine {
  return { lineKey, cancelled: 0, confirmed: 0, backordered: 0, allocated: 0, shipped: 0, invoiced: 0 };
}

function reversals(observation: OrderObservation): ReadonlyMap<number, Quantities> {
  const sums = new Map<number, Partial<Record<CumulativeBucket, number>>>();
  for (const { lineKey, bucket, quantity } of observation.reversals) {
    const line = sums.get(lineKey) ?? {};
    line[bucket] = plus(line[bucket] ?? 0, quantity);
    sums.set(lineKey, line);
  }
  return sums;
}

function observedLines(observation: OrderObservation): readonly ErpLine[] {
  const reversed = reversals(observation);
  return observation.lines.map(({ lineKey, cancelled, confirmed, backordered, allocated, shipped, invoiced, promisedDate }) => {
    const taken = reversed.get(lineKey);
    return {
      ...{ lineKey, cancelled, confirmed, backordered, allocated, shipped, invoiced },
      ...(promisedDate !== undefined && { promisedDate }),
      ...(taken && { reversed: taken }),
    };
  });
}

/** Joins by line key: lines of `base` weighed with `evidence`; a line only `evidence` has is nothing now, but was something. */
function weighLines(base: readonly ErpLine[], evidence: readonly ErpLine[]): readonly ErpLine[] {
  const seen = new Map(evidence.map((line) => [line.lineKey, line]));
  const joined = base.map((line) => weigh(line, seen.get(line.lineKey) ?? line));
  const present = new Set(base.map((line) => line.lineKey));
  const gone = evidence.filter((line) => !present.has(line.lineKey)).map((line) => weigh(emptyLine(line.lineKey), line));
  if (gone.length > 0) return [...joined, ...gone].sort((a, b) => a.lineKey - b.lineKey);
  return joined.every((line, index) => line === base[index]) ? base : joined;
}

function joinInvoices(known: readonly ErpInvoice[], observation: OrderObservation): readonly ErpInvoice[] {
  const versions = new Map(known.map((invoice) => [invoice.invoiceId, invoice.version]));
  const news = observation.invoices.filter(({ invoiceId }) => (versions.get(invoiceId) ?? -1) < observation.version);
  if (news.length === 0) return known;
  const invoices = new Map(known.map((invoice) => [invoice.invoiceId, invoice]));
  for (const { lines: _, ...invoice } of news) invoices.set(invoice.invoiceId, { ...invoice, version: observation.version });
  return [...invoices.values()].sort((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1));
}

/** The document with the shipments of a snapshot; the same object where they are nothing new. */
function withShipments(document: ErpDocument, { version, shipments = [] }: OrderObservation): ErpDocument {
  const known = document.shipments ?? [];
  const joined = joinShipments(known, { version, shipments });
  return joined === known ? document : { ...document, shipments: joined };
}

/** The document with a snapshot joined in; the same object where the snapshot proves nothing new. */
export function joinObservation(known: ErpDocument, observation: OrderObservation): ErpDocument {
  if (observation.version === known.version) return known;
  return withShipments(joinFacts(known, observation), observation);
}

function joinFacts(known: ErpDocument, observation: OrderObservation): ErpDocument {
  const observed = observedLines(observation);
  const invoices = joinInvoices(known.invoices, observation);
  if (observation.version < known.version) {
    const lines = weighLines(known.lines, observed);
    return lines === known.lines && invoices === known.invoices ? known : { ...known, lines, invoices };
  }
  const { version, status, rawStatus, holds, nativeNumber } = observation;
  return {
    ...known,
    ...(nativeNumber !== undefined && { nativeNumber }),
    ...{ version, status, rawStatus, holds, asOf: observation.effectiveAt ?? observation.observedAt },
    ...{ lines: weighLines(observed, known.lines), invoices },
  };
}
