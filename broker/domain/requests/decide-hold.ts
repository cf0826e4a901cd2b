/** Holds that agents set and lift. The broker itself releases nothing meanwhile; the ERP is told where it can be. */
import { openQuantity } from '../../../canonical/status.ts';
import type { TurnContext } from '../context.ts';
import { nextCommandId } from '../command-id.ts';
import type { OrderEvent } from '../order-event.ts';
import { lineFacts } from '../order-quantities.ts';
import { isAccepted, keptDocument } from '../order-state.ts';
import type { OrderState } from '../order-state.ts';
import { close, openRequests, refuse, takeOn } from './answers.ts';
import type { RequestedOf } from './answers.ts';
import { unreleased } from './cancellable.ts';
import type { AgentHold, Answer } from './request-state.ts';

function isUnderWay({ lifecycle }: OrderState): boolean {
  return lifecycle === 'SUBMITTED' || lifecycle === 'ACCEPTED' || lifecycle === 'OPEN';
}

/** A wish to hold: it must find something that is not with the warehouse yet. */
export function decideHold(state: OrderState, message: RequestedOf<'HOLD'>, now: number): readonly OrderEvent[] {
  const open = lineFacts(state).some(({ buckets }) => openQuantity(buckets) > 0);
  if (!isUnderWay(state) || !open) return refuse(message, 'NOTHING_TO_HOLD', 'Nothing of the order is left to ship');
  if (unreleased(state).length === 0) {
    return refuse(message, 'ALREADY_RELEASED', 'The warehouse has all of it already: cancel it instead');
  }
  return [takeOn(message, now), { type: 'HoldWanted', wanted: true, reason: message.request.reason }];
}

/** A wish to lift a hold: only what agents set. */
export function decideReleaseHold(state: OrderState, message: RequestedOf<'RELEASE_HOLD'>, now: number): readonly OrderEvent[] {
  if (state.hold) return [takeOn(message, now), { type: 'HoldWanted', wanted: false, reason: state.hold.reason }];
  const document = keptDocument(state);
  const byErp = document !== undefined && (document.status === 'ON_HOLD' || document.holds.length > 0);
  return byErp
    ? refuse(message, 'HELD_BY_ERP', 'The ERP holds the order: only the ERP can lift that')
    : refuse(message, 'NOT_HELD', 'Nobody holds the order');
}

/** Those who asked for what is so now are answered. */
function answer(state: OrderState, set: boolean, text?: Answer): readonly OrderEvent[] {
  return openRequests(state, set ? 'HOLD' : 'RELEASE_HOLD').flatMap(({ requestKey }) =>
    close(state, requestKey, text ? 'REJECTED' : 'COMPLETED', text),
  );
}

const SUPERSEDED: Answer = { code: 'SUPERSEDED', message: 'The opposite was asked for afterwards' };

/** Nothing is on its way to the ERP any more: who asked for what is so has it, who asked for the opposite was overtaken. */
function answerAll(state: OrderState, set: boolean): readonly OrderEvent[] {
  return [...answer(state, set), ...answer(state, !set, SUPERSEDED)];
}

function tellErp(state: OrderState, { wanted, reason }: AgentHold, context: TurnContext): readonly OrderEvent[] {
  const document = keptDocument(state);
  if (!document) return [];
  const { endpoint } = document;
  const intent = wanted ? 'HOLD' : 'RELEASE_HOLD';
  if (context.intents[endpoint]?.includes(intent)) {
    return [{ type: 'CommandIssued', commandId: nextCommandId(state), endpoint, intent, reason }];
  }
  // Without an ERP that can be told, a hold is the broker's own: no release goes out.
  if (state.route?.warehouse !== undefined) {
    return [wanted ? { type: 'HoldAnswered', set: true } : { type: 'HoldEnded' }, ...answer(state, wanted)];
  }
  const text = { code: 'NOT_SUPPORTED', message: 'The ERP takes no holds from outside' };
  return [{ type: 'HoldRefused' }, ...answer(state, wanted, text)];
}

/** Brings the ERP's hold in line with what agents want; the order it is for may have come to its end meanwhile. */
export function decideHolds(state: OrderState, context: TurnContext): readonly OrderEvent[] {
  const { hold } = state;
  if (!hold) return answerAll(state, false);
  if (hold.commandId !== undefined) return [];
  if (!isUnderWay(state)) {
    const text = { code: 'NOTHING_TO_HOLD', message: 'Nothing of the order is left to ship' };
    return [{ type: 'HoldEnded' }, ...answer(state, true, text), ...answer(state, false)];
  }
  if (!isAccepted(state)) return hold.wanted ? [] : [{ type: 'HoldEnded' }, ...answer(state, true), ...answer(state, false)];
  if (hold.wanted !== hold.set) return tellErp(state, hold, context);
  const answers = answerAll(state, hold.wanted);
  return hold.wanted ? answers : [{ type: 'HoldEnded' }, ...answers];
}

/** The ERP's final answer to a hold or to the lifting of one. */
export function decideHoldAnswer(state: OrderState, intent: 'HOLD' | 'RELEASE_HOLD', refusal?: Answer): readonly OrderEvent[] {
  const set = intent === 'HOLD';
  if (!refusal) return [{ type: 'HoldAnswered', set }, ...answer(state, set)];
  return [{ type: 'HoldRefused' }, ...answer(state, set, refusal)];
}
