/** The one word an order shows, to agents and to callers alike. */
import { orderLabel } from '../../canonical/status.ts';
import type { OrderLabel } from '../../canonical/status.ts';
import { lineFacts } from './order-quantities.ts';
import { keptDocument } from './order-state.ts';
import type { OrderState } from './order-state.ts';

/** Who holds the order: the ERP for its reasons, and agents. */
function holdsOf(state: OrderState): readonly string[] {
  const document = keptDocument(state);
  const erp = document?.status === 'ON_HOLD' ? ['ERP'] : [];
  return [...erp, ...(document?.holds ?? []), ...(state.hold ? ['AGENT'] : [])];
}

/** The word, from the order's life, its holds and its quantities. */
export function orderWord(state: OrderState): OrderLabel {
  return orderLabel({ lifecycle: state.lifecycle, holds: holdsOf(state), lines: lineFacts(state).map(({ buckets }) => buckets) });
}
