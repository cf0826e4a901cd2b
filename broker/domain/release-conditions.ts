/** What is wrong with releases: refused, unmapped, taken back, or said to be done when they are not. */
import { minus, plus } from '../../canonical/quantity.ts';
import { wantedQuantity } from '../../canonical/status.ts';
import type { Condition, OwnCondition } from './condition.ts';
import { lineFacts } from './order-quantities.ts';
import type { OrderState } from './order-state.ts';
import { departed, givenUp, isDead, tookBack } from './release-state.ts';
import type { ReleaseState } from './release-state.ts';

type Rule = Pick<OwnCondition, 'category' | 'code' | 'actions'> & {
  readonly subject: string;
  readonly sentence: (release: ReleaseState) => string;
  readonly breaks: (release: ReleaseState, state: OrderState) => boolean;
};

/** Whether something the release asked for is still wanted and asked of nobody. */
function isMissed(release: ReleaseState, state: OrderState): boolean {
  const lineKeys = new Set(release.lines.map(({ lineKey }) => lineKey));
  return lineFacts(state).some(
    ({ line, buckets, cancelling }) => lineKeys.has(line.lineKey) && buckets.released < minus(wantedQuantity(buckets), cancelling),
  );
}

function open(release: ReleaseState): number {
  const sum = (quantities: readonly { quantity: number }[]) => plus(...quantities.map(({ quantity }) => quantity));
  return minus(sum(release.lines), plus(sum(givenUp(release)), sum(release.shipments.flatMap(departed))));
}

const RULES: readonly Rule[] = [
  {
    ...{ subject: 'status', category: 'UNMAPPED_STATUS', code: 'UNMAPPED_STATUS', actions: ['ACKNOWLEDGE'] },
    sentence: ({ releaseId, rawStatus }) => `The warehouse's status "${rawStatus}" of ${releaseId} is not mapped`,
    breaks: ({ status }) => status === 'UNKNOWN',
  },
  {
    ...{ subject: 'release', category: 'REJECTED', code: 'RELEASE_REFUSED', actions: ['RETRY', 'ACKNOWLEDGE'] },
    sentence: ({ releaseId, status }) => `The warehouse will not ship ${releaseId}: ${status.toLowerCase()}`,
    breaks: (release, state) => isDead(release) && release.version >= 0 && !release.replaced && isMissed(release, state),
  },
  {
    ...{ subject: 'fall', category: 'DIVERGED', code: 'SILENT_FALL', actions: ['ACKNOWLEDGE'] },
    sentence: ({ releaseId }) => `The warehouse shows less shipped of ${releaseId} than before without a reversal`,
    breaks: (release) => release.shipments.some((shipment) => tookBack(release, shipment)),
  },
  {
    ...{ subject: 'unfinished', category: 'DIVERGED', code: 'FULFILLED_WITH_OPEN_QUANTITIES', actions: ['ACKNOWLEDGE'] },
    sentence: ({ releaseId }) => `The warehouse says ${releaseId} is done, with quantities neither shipped nor shorted`,
    breaks: (release) => release.status === 'FULFILLED' && open(release) > 0,
  },
];

/** The reasons of the order's releases. */
export function releaseConditions(state: OrderState): readonly Condition[] {
  return state.releases.flatMap((release) =>
    RULES.filter(({ breaks }) => breaks(release, state)).map(({ subject, category, code, actions, sentence }) => ({
      ...{ subject: `${subject}:${release.releaseId}`, category, code, actions, message: sentence(release) },
      ...{ endpoint: release.endpoint, severity: 'ERROR', owner: 'OPERATIONS' },
    })),
  );
}
