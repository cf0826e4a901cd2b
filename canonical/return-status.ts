/** The word of a return, derived from its quantities and from what its ERP says, and nowhere else. */
import { minus, plus } from './quantity.ts';
import type { ReturnBuckets, ReturnObservationStatus, ReturnStatus } from './returns.ts';

export type ReturnFacts = {
  /** The ERP's word; undefined before it has the return. */
  readonly erp?: ReturnObservationStatus;
  /** Whether the ERP refused to take it at all. */
  readonly refused: boolean;
  readonly lines: readonly ReturnBuckets[];
  /** Whether a credit is under way that is not posted. */
  readonly creditUnderWay: boolean;
};

/** A return line nothing has happened to yet. */
export function emptyReturnBuckets(requested: number): ReturnBuckets {
  return {
    requested,
    ...{ authorized: 0, shippedBack: 0, received: 0, inspected: 0, restocked: 0, quarantined: 0, scrapped: 0, replaced: 0 },
    ...{ credited: 0, rejected: 0 },
  };
}

function sum(lines: readonly ReturnBuckets[], bucket: keyof ReturnBuckets): number {
  return plus(...lines.map((line) => line[bucket]));
}

/** What came back and is the seller's now: inspected and not refused. */
export function takenBack({ restocked, quarantined, scrapped }: ReturnBuckets): number {
  return plus(restocked, quarantined, scrapped);
}

function withoutGoods({ erp, refused }: ReturnFacts): ReturnStatus {
  if (refused || erp === 'DECLINED') return 'DECLINED';
  if (erp === 'CANCELLED' || erp === 'EXPIRED' || erp === 'CLOSED' || erp === 'AUTHORIZED') return erp;
  return 'REQUESTED';
}

function withGoods({ erp, lines, creditUnderWay }: ReturnFacts): ReturnStatus {
  const [received, inspected] = [sum(lines, 'received'), sum(lines, 'inspected')];
  const credited = sum(lines, 'credited');
  const due = plus(...lines.map(takenBack));
  if (erp === 'CLOSED') return 'CLOSED';
  // The rest may never come; what came is told by the quantities, and its credit by the credit's own word.
  if (received < sum(lines, 'authorized')) return 'PARTIALLY_RECEIVED';
  if (inspected === 0) return 'RECEIVED';
  if (minus(received, inspected) > 0) return 'INSPECTED';
  if (credited >= due && due > 0) return 'CREDITED';
  return creditUnderWay || credited > 0 ? 'CREDIT_PENDING' : 'DISPOSED';
}

/** The one word a return shows. */
export function returnStatus(facts: ReturnFacts): ReturnStatus {
  return sum(facts.lines, 'received') > 0 ? withGoods(facts) : withoutGoods(facts);
}
