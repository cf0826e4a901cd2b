/** The ERP's returns as observations. */
import { OrderKey, ReturnKey } from '../../../canonical/ids.ts';
import { fromDecimal } from '../../../canonical/money.ts';
import type { ReturnObservation } from '../../../canonical/observation.ts';
import { DispositionCode, ItemCondition } from '../../../canonical/returns.ts';
import type { z } from 'zod';
import { ReturnDocument, ReturnKeys } from './contract.ts';

/** The ERP's own words. One that is not here is UNKNOWN and goes to a person. */
const STATUS: ReadonlyMap<string, ReturnObservation['status']> = new Map([
  ['PENDING', 'REQUESTED'],
  ['APPROVED', 'AUTHORIZED'],
  ['DECLINED', 'DECLINED'],
  ['CANCELLED', 'CANCELLED'],
  ['EXPIRED', 'EXPIRED'],
  ['CLOSED', 'CLOSED'],
]);

type CreditStatus = ReturnObservation['credits'][number]['status'];

const CREDIT_STATUS: ReadonlyMap<string, CreditStatus> = new Map([
  ['POSTED', 'POSTED'],
  ['REFUND_PENDING', 'REFUND_PENDING'],
  ['REFUNDED', 'REFUNDED'],
  ['REFUND_FAILED', 'REFUND_FAILED'],
  ['VOIDED', 'VOIDED'],
]);

const LONGEST_WORD = 60;

type Sight = { readonly endpoint: string; readonly observedAt: string };
type Receipt = ReturnDocument['receipts'][number];
type Finding = Receipt['findings'][number];

/** What an unknown word does with goods nobody can tell: they are set aside until a person looks. */
function toDisposition({ externalLine, quantity, condition, disposition, accepted }: Finding) {
  const found = ItemCondition.safeParse(condition);
  return {
    ...{ lineKey: externalLine, quantity, taken: DispositionCode.safeParse(disposition).data ?? ('QUARANTINE' as const) },
    ...(found.success && { condition: found.data }),
    ...(!accepted && { accepted }),
  };
}

/** A receipt we told of carries our key. */
function toReceipts({ receipts, reference }: ReturnDocument, endpoint: string): ReturnObservation['receipts'] {
  return receipts
    .filter(({ lines }) => lines.length > 0)
    .map(({ number, reference: receiptId = number, at, lines, findings }) => ({
      ...{ receiptId, returnKey: reference, endpoint, receivedAt: at },
      lines: lines.map(({ externalLine, quantity }) => ({ lineKey: externalLine, quantity })),
      dispositions: findings.map(toDisposition),
    }));
}

function toCredits({ creditMemos, currency }: ReturnDocument): ReturnObservation['credits'] {
  return creditMemos.flatMap(({ number, at, total, status, lines }) => {
    const known = CREDIT_STATUS.get(status);
    if (known === undefined) return [];
    const credited = lines.map(({ externalLine, quantity, amount }) => ({
      ...{ lineKey: externalLine, quantity },
      amount: fromDecimal(amount, currency),
    }));
    return [{ creditMemoId: number, number, total: fromDecimal(total, currency), issuedAt: at, status: known, lines: credited }];
  });
}

/** A word of the document or of one of its credits that nobody knows. */
function strangeWord({ status, creditMemos }: ReturnDocument): string | undefined {
  const memo = creditMemos.find((each) => !CREDIT_STATUS.has(each.status));
  return memo ? `${status}/${memo.status}` : STATUS.has(status) ? undefined : status;
}

function observed(document: ReturnDocument, { endpoint, observedAt }: Sight): ReturnObservation {
  const { id, number, version, reference, orderReference, status, modifiedAt, returnBy, labelUrl, lines } = document;
  const strange = strangeWord(document);
  return {
    ...{ kind: 'return', endpoint, orderKey: orderReference, returnKey: reference, nativeId: id, nativeNumber: number, version },
    ...{ observedAt, effectiveAt: modifiedAt, rawStatus: (strange ?? status).slice(0, LONGEST_WORD) },
    status: strange === undefined ? (STATUS.get(status) ?? 'UNKNOWN') : 'UNKNOWN',
    ...(returnBy !== undefined && { returnBy }),
    ...(labelUrl !== undefined && { labelUrl }),
    lines: lines.map(({ externalLine, quantity }) => ({ lineKey: externalLine, authorized: quantity })),
    ...{ receipts: toReceipts(document, endpoint), unannounced: [], credits: toCredits(document) },
  };
}

/** What a document that is not as the contract has it says for certain: that it is there, and that nobody can read it. */
function unreadable(keys: z.infer<typeof ReturnKeys>, { endpoint, observedAt }: Sight): ReturnObservation {
  const { id, version, reference, orderReference } = keys;
  return {
    ...{ kind: 'return', endpoint, orderKey: orderReference, returnKey: reference, nativeId: id, version, observedAt },
    ...{ rawStatus: 'UNREADABLE', status: 'UNKNOWN', lines: [], receipts: [], unannounced: [], credits: [] },
  };
}

/** One return as an observation. Undefined for one that is not ours; 'BROKEN' where not even keys can be read. */
export function toReturnObservation(item: unknown, sight: Sight): ReturnObservation | 'BROKEN' | undefined {
  const keys = ReturnKeys.safeParse(item);
  if (!keys.success) return 'BROKEN';
  const ours = OrderKey.safeParse(keys.data.orderReference).success && ReturnKey.safeParse(keys.data.reference).success;
  if (!ours) return undefined;
  const document = ReturnDocument.safeParse(item);
  return document.success ? observed(document.data, sight) : unreadable(keys.data, sight);
}
