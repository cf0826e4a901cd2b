/** The ERP's documents as observations: quantities as they stand, and by which documents any of them fell. */
import { OrderKey } from '../../../canonical/ids.ts';
import { fromDecimal } from '../../../canonical/money.ts';
import type { DocumentStatus, OrderObservation } from '../../../canonical/observation.ts';
import { plus } from '../../../canonical/quantity.ts';
import type { z } from 'zod';
import { DocumentKeys, SalesOrderDocument } from './contract.ts';
import type { Posting } from './contract.ts';

/** The ERP's own words. One that is not here is UNKNOWN and goes to a person. */
const STATUS: ReadonlyMap<string, z.infer<typeof DocumentStatus>> = new Map([
  ['ENTERED', 'OPEN'],
  ['OPEN', 'OPEN'],
  ['PARTIAL', 'OPEN'],
  ['CREDIT_HOLD', 'ON_HOLD'],
  ['HELD', 'ON_HOLD'],
  ['COMPLETE', 'COMPLETED'],
  ['CANCELLED', 'CANCELLED'],
]);

/** Who holds, in the canonical words for holds. Another word is passed on as it is. */
const HOLDS: ReadonlyMap<string, string> = new Map([
  ['CREDIT', 'CREDIT'],
  ['CLERK', 'ERP_BLOCK'],
  ['API', 'MANUAL'],
]);

const LONGEST_WORD = 60;
const LONGEST_HOLD = 40;

type Bucket = OrderObservation['reversals'][number]['bucket'];

function toReversals(bucket: Bucket, postings: readonly Posting[]): OrderObservation['reversals'] {
  return postings.flatMap(({ number, lines }) =>
    lines.flatMap(({ externalLine, quantity }) =>
      externalLine === undefined ? [] : [{ lineKey: externalLine, bucket, quantity, reference: number }],
    ),
  );
}

function toLines({ lines }: SalesOrderDocument): OrderObservation['lines'] {
  return lines.flatMap((line) => {
    const { externalLine, lineId, cancelled, allocated, backordered, shipped, invoiced, promisedDate } = line;
    if (externalLine === undefined) return [];
    return [
      {
        ...{ lineKey: externalLine, nativeLineId: lineId, cancelled, confirmed: allocated, backordered },
        ...{ allocated: plus(allocated, shipped), shipped, invoiced },
        ...(promisedDate !== undefined && { promisedDate }),
      },
    ];
  });
}

function toInvoices({ invoices, currency }: SalesOrderDocument): OrderObservation['invoices'] {
  return invoices.map(({ number, at, total, lines, cancelledBy }) => ({
    ...{ invoiceId: number, number, issuedAt: at, total: fromDecimal(total, currency) },
    status: cancelledBy === undefined ? 'POSTED' : 'CANCELLED',
    lines: lines.flatMap(({ externalLine, quantity, amount }) =>
      externalLine === undefined || quantity === 0 ? [] : [{ lineKey: externalLine, quantity, amount: fromDecimal(amount, currency) }],
    ),
  }));
}

type Sight = { readonly endpoint: string; readonly observedAt: string };

function observed(document: SalesOrderDocument, { endpoint, observedAt }: Sight): OrderObservation {
  const { id, number, version, reference, status, modifiedAt, holds } = document;
  return {
    ...{ kind: 'order', endpoint, orderKey: reference, nativeId: id, nativeNumber: number, version, observedAt, effectiveAt: modifiedAt },
    ...{ rawStatus: status.slice(0, LONGEST_WORD), status: STATUS.get(status) ?? 'UNKNOWN' },
    holds: [...new Set(holds.map(({ code }) => HOLDS.get(code) ?? code.slice(0, LONGEST_HOLD)))],
    lines: toLines(document),
    invoices: toInvoices(document),
    reversals: [
      ...toReversals('shipped', document.goodsIssueReversals),
      ...toReversals('allocated', document.deallocations),
      ...toReversals('invoiced', document.invoiceCancellations),
    ],
  };
}

/** What a document that is not as the contract has it says for certain: that it is there, and that nobody can read it. */
function unreadable(keys: z.infer<typeof DocumentKeys>, { endpoint, observedAt }: Sight): OrderObservation {
  const { id, version, reference } = keys;
  return {
    ...{ kind: 'order', endpoint, orderKey: reference, nativeId: id, version, observedAt },
    ...{ rawStatus: 'UNREADABLE', status: 'UNKNOWN', holds: [], lines: [], invoices: [], reversals: [] },
  };
}

/**
 * One document as an observation. Undefined for an order that is not ours: its reference is no key of ours. 'BROKEN'
 * where not even keys can be read.
 */
export function toObservation(item: unknown, sight: Sight): OrderObservation | 'BROKEN' | undefined {
  const keys = DocumentKeys.safeParse(item);
  if (!keys.success) return 'BROKEN';
  if (!OrderKey.safeParse(keys.data.reference).success) return undefined;
  const document = SalesOrderDocument.safeParse(item);
  return document.success ? observed(document.data, sight) : unreadable(keys.data, sight);
}
