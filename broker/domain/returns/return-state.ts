/** A return inside its order: what was asked for, what the ERP and the warehouse say of it, what they were told. */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import type { ReturnObservation } from '../../../canonical/observation.ts';
import type { ReturnRequest } from '../../../canonical/returns.ts';
import type { Answer } from '../requests/request-state.ts';

export type ReceiptState = ReturnObservation['receipts'][number] & { readonly version: number };
export type CreditState = ReturnObservation['credits'][number] & { readonly version: number };

/** What one endpoint says of a return, joined from snapshots: the newest gives the words, receipts and credits are never forgotten. */
export type ReturnDocument = {
  readonly endpoint: string;
  readonly nativeId: string;
  readonly nativeNumber?: string;
  readonly version: number;
  readonly status: ReturnObservation['status'];
  readonly rawStatus: string;
  readonly asOf: string;
  readonly returnBy?: string;
  readonly labelUrl?: string;
  readonly authorized: readonly LineQuantity[];
  readonly receipts: readonly ReceiptState[];
  readonly unannounced: ReturnObservation['unannounced'];
  readonly credits: readonly CreditState[];
};

export type ReturnState = {
  readonly request: ReturnRequest;
  /** The request of the agent or channel that waits until the ERP has the return. */
  readonly requestKey: string;
  /** The ERP's document that counts. */
  readonly document?: { readonly endpoint: string; readonly nativeId: string; readonly nativeNumber?: string };
  /** Why the ERP did not take it. */
  readonly refusal?: Answer;
  readonly documents: readonly ReturnDocument[];
  /** What the warehouse has been told to expect. */
  readonly expected?: { readonly endpoint: string; readonly commandId: string; readonly nativeId?: string };
  /** Receipts the ERP was told of, by the command that told it; `told` once it answered. */
  readonly confirmed: readonly { readonly receiptId: string; readonly commandId: string; readonly told: boolean }[];
  /** Quantities the ERP was asked to credit. */
  readonly creditAsked: readonly LineQuantity[];
  /** Credit memos whose refund the ERP was asked to book. */
  readonly refundsAsked: readonly string[];
  /** A wish to take the return back, first asked of the warehouse that expects it, then of the ERP. */
  readonly withdrawal?: {
    readonly requestKey: string;
    readonly reason: string;
    readonly stage: 'WAREHOUSE' | 'ERP';
    readonly commandId?: string;
  };
};

function byVersion<Item extends { readonly version: number }>(
  known: readonly Item[],
  news: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  const items = new Map(known.map((item) => [keyOf(item), item]));
  const fresh = news.filter((item) => (items.get(keyOf(item))?.version ?? -1) < item.version);
  if (fresh.length === 0) return known;
  for (const item of fresh) items.set(keyOf(item), item);
  return [...items.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function joinedParts(known: ReturnDocument | undefined, { version, receipts, credits }: ReturnObservation) {
  return {
    receipts: byVersion(
      known?.receipts ?? [],
      receipts.map((receipt) => ({ ...receipt, version })),
      ({ receiptId }) => receiptId,
    ),
    credits: byVersion(
      known?.credits ?? [],
      credits.map((credit) => ({ ...credit, version })),
      ({ creditMemoId }) => creditMemoId,
    ),
  };
}

/** The document with a snapshot joined in; the same object where the snapshot proves nothing new. */
export function joinReturn(known: ReturnDocument | undefined, observation: ReturnObservation): ReturnDocument {
  const parts = joinedParts(known, observation);
  if (known && observation.version <= known.version) {
    return parts.receipts === known.receipts && parts.credits === known.credits ? known : { ...known, ...parts };
  }
  const { endpoint, nativeId, nativeNumber, version, status, rawStatus, returnBy, labelUrl, lines, unannounced } = observation;
  return {
    ...{ endpoint, nativeId, ...(nativeNumber !== undefined && { nativeNumber }), version, status, rawStatus },
    asOf: observation.effectiveAt ?? observation.observedAt,
    ...(returnBy !== undefined && { returnBy }),
    ...(labelUrl !== undefined && { labelUrl }),
    ...{ authorized: lines.map(({ lineKey, authorized }) => ({ lineKey, quantity: authorized })), unannounced, ...parts },
  };
}

/** The return with one endpoint's document replaced, in an order of their own. */
export function withReturnDocument(each: ReturnState, document: ReturnDocument): ReturnState {
  const others = each.documents.filter(({ endpoint, nativeId }) => endpoint !== document.endpoint || nativeId !== document.nativeId);
  return { ...each, documents: [...others, document].sort((a, b) => (a.nativeId < b.nativeId ? -1 : 1)) };
}

/** What the ERP says of the return. */
export function erpDocumentOf({ document, documents }: ReturnState): ReturnDocument | undefined {
  if (!document) return undefined;
  return documents.find(({ endpoint, nativeId }) => endpoint === document.endpoint && nativeId === document.nativeId);
}

/** What the warehouse that expects the return says of it. */
export function warehouseDocumentOf({ expected, documents }: ReturnState): ReturnDocument | undefined {
  return expected && documents.find(({ endpoint }) => endpoint === expected.endpoint);
}

const OVER: ReadonlySet<string> = new Set(['DECLINED', 'CANCELLED', 'EXPIRED']);

/** Whether nothing will come of the return: refused, declined, taken back or expired. */
export function isVoid(state: ReturnState): boolean {
  return state.refusal !== undefined || OVER.has(erpDocumentOf(state)?.status ?? '');
}
