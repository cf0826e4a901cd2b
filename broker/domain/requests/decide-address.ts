/** Changes of where an order goes, possible until a warehouse is asked to ship. */
import type { TurnContext } from '../context.ts';
import { nextCommandId } from '../command-id.ts';
import type { OrderEvent } from '../order-event.ts';
import { lineFacts } from '../order-quantities.ts';
import { isAccepted, keptDocument } from '../order-state.ts';
import type { OrderState } from '../order-state.ts';
import { isDead } from '../release-state.ts';
import { close, refuse, takeOn } from './answers.ts';
import type { RequestedOf } from './answers.ts';
import type { Answer } from './request-state.ts';

function hindrance(state: OrderState): Answer | undefined {
  const { lifecycle, releases } = state;
  if (lifecycle === 'REJECTED') return { code: 'ORDER_REFUSED', message: 'The order was refused: correct it and submit it again' };
  if (lifecycle !== 'SUBMITTED' && lifecycle !== 'ACCEPTED' && lifecycle !== 'OPEN') {
    return { code: 'NOTHING_OPEN', message: 'Nothing of the order is left to ship' };
  }
  const shipped = lineFacts(state).some(({ buckets }) => buckets.shipped > 0);
  if (shipped) return { code: 'ALREADY_SHIPPED', message: 'Some of the order is on its way to the old address' };
  const released = releases.some((release) => !isDead(release) && !release.replaced);
  return released ? { code: 'ALREADY_RELEASED', message: 'The warehouse has the old address: cancel it instead' } : undefined;
}

/** A wish to send the order elsewhere. */
export function decideChangeAddress(state: OrderState, message: RequestedOf<'CHANGE_ADDRESS'>, now: number): readonly OrderEvent[] {
  const wrong = hindrance(state);
  if (wrong) return refuse(message, wrong.code, wrong.message);
  if (state.addressChange) return refuse(message, 'ALREADY_REQUESTED', 'Another change of the address is under way');
  const { shipTo, pickupLocation } = message.request;
  const delivery = { shipTo, ...(pickupLocation !== undefined && { pickupLocation }) };
  return [takeOn(message, now), { type: 'AddressWanted', requestKey: message.requestKey, delivery }];
}

/** Tells the ERP once it has the order. No release goes out meanwhile. */
export function decideAddressChange(state: OrderState, context: TurnContext): readonly OrderEvent[] {
  const { addressChange } = state;
  if (!addressChange || addressChange.commandId !== undefined) return [];
  const { requestKey } = addressChange;
  const wrong = hindrance(state);
  const document = keptDocument(state);
  if (wrong) return [{ type: 'AddressKept' }, ...close(state, requestKey, 'REJECTED', wrong)];
  if (!isAccepted(state) || !document) return [];
  const { endpoint } = document;
  if (context.intents[endpoint]?.includes('CHANGE_ADDRESS')) {
    return [{ type: 'CommandIssued', commandId: nextCommandId(state), endpoint, intent: 'CHANGE_ADDRESS', requestKey }];
  }
  const text = { code: 'NOT_SUPPORTED', message: 'The ERP takes no change of the address from outside' };
  return [{ type: 'AddressKept' }, ...close(state, requestKey, 'REJECTED', text)];
}

/** The ERP's final answer to a change of the address. */
export function decideAddressAnswer(state: OrderState, refusal?: Answer): readonly OrderEvent[] {
  const { addressChange } = state;
  if (!addressChange) return [];
  const { requestKey, delivery } = addressChange;
  if (refusal) return [{ type: 'AddressKept' }, ...close(state, requestKey, 'REJECTED', refusal)];
  return [{ type: 'AddressChanged', delivery }, ...close(state, requestKey, 'COMPLETED')];
}
