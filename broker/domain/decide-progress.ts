/** Where the order's life stands, by its quantities. Every step is one the lifecycle table allows. */
import type { OrderLifecycle } from '../../canonical/lifecycle.ts';
import { wantedQuantity } from '../../canonical/status.ts';
import type { OrderEvent } from './order-event.ts';
import { lineFacts } from './order-quantities.ts';
import { wasRead } from './order-state.ts';
import type { OrderState } from './order-state.ts';

type Progress = 'OPEN' | 'COMPLETED' | 'CANCELLED';

function target(state: OrderState): Progress {
  const buckets = lineFacts(state).map((facts) => facts.buckets);
  const shipped = buckets.some((line) => line.shipped > 0);
  if (!shipped && buckets.every((line) => wantedQuantity(line) === 0)) return 'CANCELLED';
  const done = buckets.every((line) => line.shipped >= wantedQuantity(line) && line.invoiced >= wantedQuantity(line));
  return shipped && done ? 'COMPLETED' : 'OPEN';
}

const STEPS: Readonly<Record<Progress, OrderEvent>> = {
  OPEN: { type: 'OrderOpened' },
  COMPLETED: { type: 'OrderCompleted' },
  CANCELLED: { type: 'OrderCancelled' },
};

const FOLLOWED: ReadonlySet<OrderLifecycle> = new Set(['ACCEPTED', 'OPEN', 'COMPLETED', 'CANCELLED']);

/** The steps from where the order is to where its quantities say it is. None before the ERP's document was read once. */
export function decideProgress(state: OrderState): readonly OrderEvent[] {
  const { lifecycle } = state;
  if (!FOLLOWED.has(lifecycle) || !wasRead(state)) return [];
  const goal = target(state);
  if (goal === lifecycle) return [];
  if (lifecycle === 'ACCEPTED' || lifecycle === 'OPEN') return [STEPS[goal]];
  return goal === 'OPEN' ? [{ type: 'OrderReopened' }] : [{ type: 'OrderReopened' }, STEPS[goal]];
}
