/** Where what the ERP and the warehouse say breaks the rules of quantities, or uses words nobody mapped. */
import type { ExceptionCode } from '../../canonical/exception-codes.ts';
import { minus } from '../../canonical/quantity.ts';
import { bucketViolations, wantedQuantity } from '../../canonical/status.ts';
import type { BucketViolationCode } from '../../canonical/status.ts';
import { hasFallen, heldQuantity } from './erp-document.ts';
import type { Condition, OwnCondition } from './condition.ts';
import { naming } from './naming.ts';
import { lineFacts } from './order-quantities.ts';
import type { LineFacts } from './order-quantities.ts';
import { keptDocument } from './order-state.ts';
import type { OrderState } from './order-state.ts';
import { releaseConditions } from './release-conditions.ts';
import { givenUp, isDead, quantityOf } from './release-state.ts';
import { returnConditions } from './returns/return-conditions.ts';

type Rule = {
  readonly subject: string;
  readonly category: Condition['category'];
  readonly code: ExceptionCode;
  readonly severity: Condition['severity'];
  readonly sentence: string;
  readonly breaks: (facts: LineFacts, state: OrderState) => boolean;
};

/** Shorted, or cancelled in the warehouse by others than us. */
function isShort({ line: { lineKey }, buckets, cancelling }: LineFacts, state: OrderState): boolean {
  const shorted = state.releases.some(
    (release) => !isDead(release) && quantityOf(givenUp(release), lineKey) > quantityOf(release.withdrawn ?? [], lineKey),
  );
  return shorted && buckets.released < minus(wantedQuantity(buckets), cancelling);
}

function violating(code: BucketViolationCode): Rule['breaks'] {
  return ({ buckets }) => bucketViolations(buckets).some((violation) => violation.code === code);
}

const LINE_RULES: readonly Rule[] = [
  {
    ...{ subject: 'fall', category: 'DIVERGED', code: 'SILENT_FALL', severity: 'ERROR' },
    sentence: 'The ERP shows less than before without a reversal',
    breaks: ({ erp }) => erp !== undefined && hasFallen(erp),
  },
  {
    ...{ subject: 'erp-ahead', category: 'DIVERGED', code: 'ERP_SHIPPED_MORE', severity: 'ERROR' },
    sentence: 'The ERP shows more shipped than the warehouse',
    breaks: ({ erp, buckets }) => erp !== undefined && heldQuantity(erp, 'shipped') > buckets.shipped,
  },
  {
    ...{ subject: 'overship', category: 'OVERSHIP', code: 'SHIPPED_MORE_THAN_WANTED', severity: 'ERROR' },
    sentence: 'More was shipped than is ordered and not cancelled',
    breaks: violating('OVERSHIP'),
  },
  {
    ...{ subject: 'promise', category: 'DIVERGED', code: 'PROMISED_BEYOND_WANTED', severity: 'WARNING' },
    sentence: 'The ERP promises more than is ordered and not cancelled',
    breaks: violating('PROMISED_BEYOND_WANTED'),
  },
  {
    ...{ subject: 'late-cancel', category: 'DIVERGED', code: 'CANCELLED_AFTER_RELEASE', severity: 'WARNING' },
    sentence: 'The ERP cancelled what the warehouse is still asked to ship',
    breaks: ({ buckets }) => buckets.released > Math.max(wantedQuantity(buckets), buckets.shipped),
  },
  {
    ...{ subject: 'short', category: 'SHORT', code: 'SHORTED', severity: 'WARNING' },
    sentence: 'The warehouse ships less than it was asked to',
    breaks: isShort,
  },
];

function lineConditions(state: OrderState): readonly Condition[] {
  const facts = lineFacts(state);
  return LINE_RULES.flatMap(({ sentence, breaks, ...rule }): readonly Condition[] => {
    const broken = facts.filter((line) => breaks(line, state)).map(({ line }) => line.lineKey);
    if (broken.length === 0) return [];
    return [{ ...rule, message: naming(sentence, broken), owner: 'OPERATIONS', actions: ['ACKNOWLEDGE'] }];
  });
}

function documentConditions(state: OrderState): readonly OwnCondition[] {
  const document = keptDocument(state);
  if (!document || !state.order) return [];
  const conditions: OwnCondition[] = [];
  const common = { endpoint: document.endpoint, severity: 'ERROR', owner: 'OPERATIONS', actions: ['ACKNOWLEDGE'] } as const;
  if (document.status === 'UNKNOWN') {
    const message = `The ERP's status "${document.rawStatus}" is not mapped`;
    conditions.push({ subject: 'status', category: 'UNMAPPED_STATUS', code: 'UNMAPPED_STATUS', message, ...common });
  }
  const ours = new Set(state.order.lines.map((line) => line.lineKey));
  const foreign = document.lines.map((line) => line.lineKey).filter((lineKey) => !ours.has(lineKey));
  if (foreign.length > 0) {
    const message = naming('The ERP has lines the order does not have', foreign);
    conditions.push({ subject: 'foreign-lines', category: 'DIVERGED', code: 'FOREIGN_LINES', message, ...common });
  }
  if (isOver(document.status) && lineFacts(state).some(({ erp, buckets }) => isUnfinished(erp, buckets))) {
    const message = 'The ERP closed the order with quantities neither shipped nor cancelled';
    conditions.push({ subject: 'closed-early', category: 'DIVERGED', code: 'CLOSED_WITH_OPEN_QUANTITIES', message, ...common });
  }
  return conditions;
}

function isOver(status: string): boolean {
  return status === 'COMPLETED' || status === 'CANCELLED';
}

function isUnfinished(erp: LineFacts['erp'], buckets: LineFacts['buckets']): boolean {
  return minus(wantedQuantity(buckets), erp ? heldQuantity(erp, 'shipped') : 0) > 0;
}

/** The reasons the facts give. */
export function factConditions(state: OrderState): readonly Condition[] {
  return [...lineConditions(state), ...documentConditions(state), ...releaseConditions(state), ...returnConditions(state)];
}
