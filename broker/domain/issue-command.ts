/** From the event that a command was issued to the command itself, with the content the state holds. */
import type { CommandBody, OutboundCommand } from '../../canonical/command.ts';
import type { CommandIssued } from './order-event.ts';
import { deliveryOf, keptDocument } from './order-state.ts';
import type { OrderState } from './order-state.ts';
import { returnBody } from './returns/issue-return-command.ts';

type Of<Intent extends CommandIssued['intent']> = Extract<CommandIssued, { intent: Intent }>;

function named({ nativeId, nativeNumber }: { nativeId: string; nativeNumber?: string }) {
  return { nativeId, ...(nativeNumber !== undefined && { nativeNumber }) };
}

function createBody(state: OrderState): CommandBody | undefined {
  return state.order && { intent: 'CREATE_ORDER', order: state.order };
}

function releaseBody(state: OrderState, { releaseId, endpoint, lines }: Of<'RELEASE'>): CommandBody | undefined {
  const { orderKey, order } = state;
  const delivery = deliveryOf(state);
  if (!order || !delivery) return undefined;
  const quantities = new Map(lines.map((line) => [line.lineKey, line.quantity]));
  const asked = order.lines.flatMap(({ lineKey, sku }) => {
    const quantity = quantities.get(lineKey);
    return quantity === undefined ? [] : [{ lineKey, sku, quantity }];
  });
  return { intent: 'RELEASE', release: { releaseId, orderKey, endpoint, ...delivery, lines: asked } };
}

function confirmBody(state: OrderState, { shipmentId }: Of<'CONFIRM_SHIPMENT'>): CommandBody | undefined {
  const document = keptDocument(state);
  const shipments = state.releases.flatMap((release) => release.shipments);
  const known = shipments.find(({ shipment }) => shipment.shipmentId === shipmentId);
  return document && known && { intent: 'CONFIRM_SHIPMENT', document: named(document), shipment: known.shipment };
}

function cancelBody(state: OrderState, { endpoint, nativeId }: Of<'CANCEL_DUPLICATE'>): CommandBody | undefined {
  const keep = keptDocument(state);
  const document = state.documents.find((other) => other.endpoint === endpoint && other.nativeId === nativeId);
  return keep && document && { intent: 'CANCEL_DUPLICATE', document: named(document), keep: named(keep) };
}

function cancelQuantityBody(state: OrderState, { nativeId, releaseId, lines, reason }: Of<'CANCEL_QUANTITY'>): CommandBody | undefined {
  const kept = keptDocument(state);
  const document = releaseId === undefined && kept ? named(kept) : { nativeId };
  return { intent: 'CANCEL_QUANTITY', document, lines: [...lines], reason };
}

function holdBody(state: OrderState, { intent, reason }: Of<'HOLD' | 'RELEASE_HOLD'>): CommandBody | undefined {
  const kept = keptDocument(state);
  if (!kept) return undefined;
  return intent === 'HOLD' ? { intent, document: named(kept), reason } : { intent, document: named(kept) };
}

function addressBody(state: OrderState): CommandBody | undefined {
  const kept = keptDocument(state);
  return kept && state.addressChange && { intent: 'CHANGE_ADDRESS', document: named(kept), ...state.addressChange.delivery };
}

function bodyOf(state: OrderState, event: CommandIssued): CommandBody | undefined {
  switch (event.intent) {
    case 'CREATE_ORDER':
      return createBody(state);
    case 'RELEASE':
      return releaseBody(state, event);
    case 'CONFIRM_SHIPMENT':
      return confirmBody(state, event);
    case 'CANCEL_DUPLICATE':
      return cancelBody(state, event);
    case 'CANCEL_QUANTITY':
      return cancelQuantityBody(state, event);
    case 'HOLD':
    case 'RELEASE_HOLD':
      return holdBody(state, event);
    case 'CHANGE_ADDRESS':
      return addressBody(state);
    default:
      return returnBody(state, event);
  }
}

/** The command of an event, in the state after it. Throws if the state lacks what the event speaks of: a bug. */
export function issueCommand(state: OrderState, event: CommandIssued): OutboundCommand {
  const body = bodyOf(state, event);
  if (!body) throw new Error(`${event.commandId} is about something ${state.orderKey} does not have`);
  return { commandId: event.commandId, orderKey: state.orderKey, endpoint: event.endpoint, body };
}
