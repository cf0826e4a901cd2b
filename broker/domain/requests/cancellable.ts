/** What of an order can still be cancelled, and who has to agree. */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import { minus, plus } from '../../../canonical/quantity.ts';
import { openQuantity } from '../../../canonical/status.ts';
import { lineFacts } from '../order-quantities.ts';
import type { LineFacts } from '../order-quantities.ts';
import type { OrderState } from '../order-state.ts';
import { departed, givenUp, isDead, quantityOf } from '../release-state.ts';
import type { ReleaseState } from '../release-state.ts';

/** What a warehouse is still to ship of a release, line by line. */
function outstandingOf(release: ReleaseState): readonly LineQuantity[] {
  if (isDead(release) || release.replaced) return [];
  const gone = release.shipments.flatMap(departed);
  return release.lines.flatMap(({ lineKey, quantity }) => {
    const left = minus(quantity, plus(quantityOf(givenUp(release), lineKey), quantityOf(gone, lineKey)));
    return left > 0 ? [{ lineKey, quantity: left }] : [];
  });
}

/** What is still to ship and in no warehouse's hands. */
export function unreleased(state: OrderState): readonly LineQuantity[] {
  const outstanding = state.releases.flatMap(outstandingOf);
  return positive(
    lineFacts(state).map(({ line: { lineKey }, buckets }) => ({
      lineKey,
      quantity: minus(openQuantity(buckets), quantityOf(outstanding, lineKey)),
    })),
  );
}

/** What may be asked to be cancelled of a line: still to ship, and no other cancellation has it. */
export function cancellable({ buckets, cancelling }: LineFacts): number {
  return Math.max(0, minus(openQuantity(buckets), cancelling));
}

export function positive(quantities: readonly LineQuantity[]): readonly LineQuantity[] {
  return quantities.filter(({ quantity }) => quantity > 0);
}

/** Line by line the smaller of two quantities. */
export function lesser(a: readonly LineQuantity[], b: readonly LineQuantity[]): readonly LineQuantity[] {
  return positive(a.map(({ lineKey, quantity }) => ({ lineKey, quantity: Math.min(quantity, quantityOf(b, lineKey)) })));
}

/** `wanted` spread over the releases that hold it, the youngest first: the one least likely to be picked. */
export function spread(
  wanted: readonly LineQuantity[],
  releases: readonly ReleaseState[],
): readonly { readonly release: ReleaseState; readonly lines: readonly LineQuantity[] }[] {
  let rest = wanted;
  const parts: { release: ReleaseState; lines: readonly LineQuantity[] }[] = [];
  for (const release of releases.toReversed()) {
    const lines = lesser(rest, outstandingOf(release));
    if (lines.length === 0) continue;
    parts.push({ release, lines });
    const taken = lines;
    rest = positive(rest.map(({ lineKey, quantity }) => ({ lineKey, quantity: minus(quantity, quantityOf(taken, lineKey)) })));
  }
  return parts;
}
