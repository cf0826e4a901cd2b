/** Expected returns in the warehouse's words, and its documents of them as observations. */
import { OrderKey, ReturnKey } from '../../../canonical/ids.ts';
import type { ReturnObservation } from '../../../canonical/observation.ts';
import { DispositionCode, ItemCondition } from '../../../canonical/returns.ts';
import type { ExpectedReturn } from '../../../canonical/returns.ts';
import type { z } from 'zod';
import { InboundDocument, InboundKeys } from './contract.ts';

/** The warehouse's own words. One that is not here is UNKNOWN and goes to a person. */
const STATUS: ReadonlyMap<string, ReturnObservation['status']> = new Map([
  ['EXPECTED', 'AUTHORIZED'],
  ['PART_ARRIVED', 'AUTHORIZED'],
  ['ARRIVED', 'AUTHORIZED'],
  ['CANCELLED', 'CANCELLED'],
]);

const LONGEST_WORD = 60;

type Sight = { readonly endpoint: string; readonly observedAt: string };
type Arrival = InboundDocument['arrivals'][number];

/** The body of an announcement. Its id is the key under which the warehouse expects it once. */
export function toInbound({ returnKey, orderKey, rma, lines }: ExpectedReturn): Readonly<Record<string, unknown>> {
  const expected = lines.map(({ lineKey, sku, quantity }) => ({ externalLine: lineKey, sku, quantity }));
  return { returnId: returnKey, orderReference: orderKey, rma, lines: expected };
}

/** Whether the document holds what was announced. */
export function holdsReturn(document: InboundDocument, { orderKey, lines }: ExpectedReturn): boolean {
  if (document.orderReference !== orderKey || document.lines.length !== lines.length) return false;
  return lines.every(({ lineKey, quantity }) => document.lines.some((line) => line.externalLine === lineKey && line.quantity === quantity));
}

/** Numbers are unique in one site only, so the return is part of the key. */
function receiptIdOf({ returnId }: InboundDocument, { number }: Arrival): string {
  return `${returnId}-${number}`;
}

/** Goods whose fate is a word nobody knows are set aside until a person looks. */
function toDisposition({ externalLine, quantity, condition, disposition, accepted }: Arrival['findings'][number]) {
  const found = ItemCondition.safeParse(condition);
  return {
    ...{ lineKey: externalLine, quantity, taken: DispositionCode.safeParse(disposition).data ?? ('QUARANTINE' as const) },
    ...(found.success && { condition: found.data }),
    ...(!accepted && { accepted }),
  };
}

function toReceipts(document: InboundDocument, endpoint: string): ReturnObservation['receipts'] {
  return document.arrivals
    .filter(({ lines }) => lines.length > 0)
    .map((arrival) => ({
      ...{ receiptId: receiptIdOf(document, arrival), returnKey: document.returnId, endpoint, receivedAt: arrival.at },
      ...(arrival.trackingNumber !== undefined && { trackingNumber: arrival.trackingNumber }),
      lines: arrival.lines.map(({ externalLine, quantity }) => ({ lineKey: externalLine, quantity })),
      dispositions: arrival.findings.map(toDisposition),
    }));
}

function observed(document: InboundDocument, { endpoint, observedAt }: Sight): ReturnObservation {
  const { id, number, version, returnId, orderReference, status, modifiedAt, lines, arrivals } = document;
  return {
    ...{ kind: 'return', endpoint, orderKey: orderReference, returnKey: returnId, nativeId: id, nativeNumber: number, version },
    ...{ observedAt, effectiveAt: modifiedAt, rawStatus: status.slice(0, LONGEST_WORD), status: STATUS.get(status) ?? 'UNKNOWN' },
    lines: lines.map(({ externalLine, quantity }) => ({ lineKey: externalLine, authorized: quantity })),
    receipts: toReceipts(document, endpoint),
    unannounced: arrivals.flatMap((arrival) => arrival.strangers.map((item) => ({ receiptId: receiptIdOf(document, arrival), ...item }))),
    credits: [],
  };
}

/** What a document that is not as the contract has it says for certain: that it is there, and that nobody can read it. */
function unreadable(keys: z.infer<typeof InboundKeys>, { endpoint, observedAt }: Sight): ReturnObservation {
  const { id, version, returnId, orderReference } = keys;
  return {
    ...{ kind: 'return', endpoint, orderKey: orderReference, returnKey: returnId, nativeId: id, version, observedAt },
    ...{ rawStatus: 'UNREADABLE', status: 'UNKNOWN', lines: [], receipts: [], unannounced: [], credits: [] },
  };
}

/** One document as an observation. Undefined for a return that is not ours; 'BROKEN' where not even keys can be read. */
export function toReturnObservation(item: unknown, sight: Sight): ReturnObservation | 'BROKEN' | undefined {
  const keys = InboundKeys.safeParse(item);
  if (!keys.success) return 'BROKEN';
  const ours = OrderKey.safeParse(keys.data.orderReference).success && ReturnKey.safeParse(keys.data.returnId).success;
  if (!ours) return undefined;
  const document = InboundDocument.safeParse(item);
  return document.success ? observed(document.data, sight) : unreadable(keys.data, sight);
}
