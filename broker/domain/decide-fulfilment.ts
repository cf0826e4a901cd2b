/** What the facts call for next: releases to the warehouse, and shipments the ERP must hear of. Follows from the state alone. */
import { wantedQuantity } from '../../canonical/status.ts';
import type { TurnContext } from './context.ts';
import { nextCommandId } from './command-id.ts';
import type { CommandIssued } from './order-event.ts';
import { lineFacts } from './order-quantities.ts';
import type { LineFacts } from './order-quantities.ts';
import { keptDocument } from './order-state.ts';
import type { OrderState } from './order-state.ts';
import { hasLeft } from './release-state.ts';

/** Goods move only while the ERP says, in a word we know, that the order is open, and nothing and nobody holds it. */
function mayRelease(state: OrderState): boolean {
  const document = keptDocument(state);
  if (state.hold || state.addressChange) return false;
  return state.lifecycle === 'OPEN' && document?.status === 'OPEN' && document.holds.length === 0;
}

/** An order to be delivered complete waits until the ERP has allocated all that is still wanted. */
function waitsForTheRest(state: OrderState, facts: readonly LineFacts[]): boolean {
  return state.order?.completeDelivery === true && facts.some(({ buckets }) => buckets.allocated < wantedQuantity(buckets));
}

/** The next release, with all that may go out now. */
export function decideRelease(state: OrderState): readonly CommandIssued[] {
  const endpoint = state.route?.warehouse;
  if (endpoint === undefined || !mayRelease(state)) return [];
  const facts = lineFacts(state);
  const lines = facts
    .filter(({ releasable }) => releasable > 0)
    .map(({ line, releasable }) => ({ lineKey: line.lineKey, quantity: releasable }));
  if (lines.length === 0 || waitsForTheRest(state, facts)) return [];
  const releaseId = `${state.orderKey}-R${state.releases.length + 1}`;
  return [{ type: 'CommandIssued', commandId: nextCommandId(state), endpoint, intent: 'RELEASE', releaseId, lines }];
}

/** Tells the ERP of every shipment that left and that it has not been told of. */
export function decideConfirmations(state: OrderState, context: TurnContext): readonly CommandIssued[] {
  const endpoint = state.document?.endpoint;
  if (endpoint === undefined || !context.intents[endpoint]?.includes('CONFIRM_SHIPMENT')) return [];
  return state.releases
    .flatMap((release) => release.shipments)
    .filter(({ shipment, confirmedBy }) => confirmedBy === undefined && hasLeft(shipment))
    .map(({ shipment: { shipmentId } }, index) => ({
      ...{ type: 'CommandIssued', commandId: nextCommandId(state, index) },
      ...{ endpoint, intent: 'CONFIRM_SHIPMENT', shipmentId },
    }));
}
