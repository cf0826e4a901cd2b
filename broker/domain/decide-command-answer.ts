/** What the answers to commands lead to. A command is answered once for all; later words about it change nothing. */
import type { TurnContext } from './context.ts';
import { nextCommandId, wasIssued } from './command-id.ts';
import type { Message } from './message.ts';
import type { NamedDocument, OrderEvent } from './order-event.ts';
import { isAccepted, openCreate, sameDocument } from './order-state.ts';
import type { OpenCommand, OrderState } from './order-state.ts';
import type { Reason } from './reason.ts';
import { refusalOf, shownCode, shownText } from './refusal.ts';
import { decideAddressAnswer } from './requests/decide-address.ts';
import { decideCancellationAnswer } from './requests/decide-cancellation.ts';
import { decideHoldAnswer } from './requests/decide-hold.ts';
import { decideReturnDone, decideReturnRefused } from './returns/decide-return-answer.ts';
import { reportStray } from './stray.ts';

type Answer = Extract<Message, { commandId: string }>;
type Of<Type extends Answer['type']> = Extract<Answer, { type: Type }>;

function named(endpoint: string, { nativeId, nativeNumber }: { nativeId: string; nativeNumber?: string }): NamedDocument {
  return { endpoint, nativeId, ...(nativeNumber !== undefined && { nativeNumber }) };
}

/** A refused or replaced create was executed after all: the order goes the way it would have gone. */
function stepsToAcceptance(state: OrderState, command: OpenCommand): readonly OrderEvent[] {
  if (state.lifecycle !== 'REJECTED' || !state.route) return [];
  const { commandId } = command;
  return [
    { type: 'OrderValidated', route: state.route },
    { type: 'CommandRevived', commandId, by: 'broker', reason: 'executed after all' },
  ];
}

function documentFound(state: OrderState, document: NamedDocument): readonly OrderEvent[] {
  return state.documents.some((known) => sameDocument(known, document)) ? [] : [{ type: 'DocumentFound', document }];
}

function accept(state: OrderState, command: OpenCommand, document: NamedDocument, adopted: boolean): readonly OrderEvent[] {
  const { commandId } = command;
  if (isAccepted(state) || command !== openCreate(state)) {
    return [...documentFound(state, document), { type: 'CommandAnswered', commandId }];
  }
  return [...stepsToAcceptance(state, command), { type: 'OrderAccepted', commandId, document, adopted }];
}

function acknowledged(state: OrderState, command: OpenCommand, message: Of<'command.acknowledged'>): readonly OrderEvent[] {
  const { commandId, endpoint, intent, subject } = command;
  const answered: OrderEvent = { type: 'CommandAnswered', commandId };
  if (intent === 'CREATE_ORDER') return accept(state, command, named(endpoint, message.document), message.adopted);
  if (intent === 'CANCEL_DUPLICATE' && subject !== undefined) {
    return [{ type: 'DocumentCancelled', document: { endpoint, nativeId: subject } }, answered];
  }
  if (intent === 'RELEASE' && subject !== undefined) {
    return [{ ...answered, nativeId: message.document.nativeId }];
  }
  return [answered, ...carriedOut(state, command, named(endpoint, message.document))];
}

/** What the execution of a command means to those who asked for it. */
function carriedOut(state: OrderState, command: OpenCommand, document: NamedDocument): readonly OrderEvent[] {
  const { commandId, intent } = command;
  switch (intent) {
    case 'CANCEL_QUANTITY':
      return decideCancellationAnswer(state, commandId);
    case 'HOLD':
    case 'RELEASE_HOLD':
      return decideHoldAnswer(state, intent);
    case 'CHANGE_ADDRESS':
      return decideAddressAnswer(state);
    default:
      return decideReturnDone(state, command, document);
  }
}

/** The same of a refusal; undefined where no request waits for it, and a person must look. */
function refusedWish(state: OrderState, command: OpenCommand, refusal: Reason): readonly OrderEvent[] | undefined {
  const { commandId, intent } = command;
  switch (intent) {
    case 'CANCEL_QUANTITY':
      return decideCancellationAnswer(state, commandId, refusal);
    case 'HOLD':
    case 'RELEASE_HOLD':
      return decideHoldAnswer(state, intent, refusal);
    case 'CHANGE_ADDRESS':
      return decideAddressAnswer(state, refusal);
    default:
      return decideReturnRefused(state, command, refusal);
  }
}

function cancelDuplicates(
  state: OrderState,
  endpoint: string,
  younger: readonly NamedDocument[],
  context: TurnContext,
): readonly OrderEvent[] {
  if (!context.intents[endpoint]?.includes('CANCEL_DUPLICATE')) return [];
  return younger.map(({ nativeId }, index) => ({
    ...{ type: 'CommandIssued', commandId: nextCommandId(state, index) },
    ...{ endpoint, intent: 'CANCEL_DUPLICATE', nativeId },
  }));
}

/**
 * The oldest document counts, and the younger ones are cancelled where the endpoint can. Where another counts already,
 * or the command's revision is past, all of them are too many, and which one may go is a person's decision.
 */
function duplicated(
  state: OrderState,
  command: OpenCommand,
  message: Of<'command.duplicated'>,
  context: TurnContext,
): readonly OrderEvent[] {
  const { commandId, endpoint, intent, subject = commandId } = command;
  const answered: OrderEvent = { type: 'CommandAnswered', commandId };
  const [oldest, ...younger] = message.documents.map((document) => named(endpoint, document));
  if (intent !== 'CREATE_ORDER') {
    const stray = reportStray(state, { code: 'DUPLICATED', name: subject, endpoint });
    return [...stray, answered, ...(oldest ? carriedOut(state, command, oldest) : [])];
  }
  if (!oldest) return [answered];
  const found = younger.flatMap((document) => documentFound(state, document));
  const cancels = command === openCreate(state) ? cancelDuplicates(state, endpoint, younger, context) : [];
  return [...accept(state, command, oldest, true), ...found, ...cancels];
}

function rejected(state: OrderState, command: OpenCommand, message: Of<'command.rejected'>): readonly OrderEvent[] {
  const { commandId, intent } = command;
  const refusal = refusalOf(message.code, message.message, [], state.order);
  if (intent === 'CREATE_ORDER' && command.phase !== 'SUPERSEDED' && state.lifecycle === 'SUBMITTED') {
    return [{ type: 'OrderRejected', by: 'erp', refusal, commandId }];
  }
  const wish = refusedWish(state, command, refusal);
  if (wish) return [{ type: 'CommandAnswered', commandId }, ...wish];
  const saysNothingNew = command.phase === 'REJECTED' || command.phase === 'SUPERSEDED';
  return saysNothingNew ? [] : [{ type: 'CommandDelayed', commandId, phase: 'REJECTED', ...refusal }];
}

type Trouble = Of<'command.in_doubt'> | Of<'command.retrying'> | Of<'command.parked'>;

const PHASES = { 'command.in_doubt': 'IN_DOUBT', 'command.retrying': 'RETRYING', 'command.parked': 'PARKED' } as const;

/** Tries follow each other in time, so a word about an earlier one comes too late. */
function isStale(command: OpenCommand, message: Trouble): boolean {
  if (command.phase === 'PARKED' || command.phase === 'REJECTED' || command.phase === 'SUPERSEDED') return true;
  if (message.type === 'command.parked' || command.nextTryAt === undefined) return false;
  return message.nextTryAt < command.nextTryAt || (message.nextTryAt === command.nextTryAt && command.phase === PHASES[message.type]);
}

function delayed(state: OrderState, command: OpenCommand, message: Trouble): readonly OrderEvent[] {
  if (isStale(command, message)) return [];
  const refusal = { code: shownCode(message.code, state.order), message: shownText(message.message, state.order) };
  const next = message.type === 'command.parked' ? {} : { nextTryAt: message.nextTryAt };
  const tries = message.type === 'command.retrying' ? { attempts: message.attempts } : {};
  const misconfigured = message.type === 'command.retrying' && message.misconfigured ? { misconfigured: true as const } : {};
  const { commandId } = command;
  return [{ type: 'CommandDelayed', commandId, phase: PHASES[message.type], ...refusal, ...next, ...tries, ...misconfigured }];
}

/** An endpoint's answer to a command, or word of one that is late. */
export function decideCommandAnswer(state: OrderState, message: Answer, context: TurnContext): readonly OrderEvent[] {
  const command = state.commands.find((open) => open.commandId === message.commandId);
  if (!command) {
    if (wasIssued(state, message.commandId)) return [];
    return reportStray(state, { code: 'UNKNOWN_COMMAND', name: message.commandId });
  }
  switch (message.type) {
    case 'command.acknowledged':
      return acknowledged(state, command, message);
    case 'command.duplicated':
      return duplicated(state, command, message, context);
    case 'command.rejected':
      return rejected(state, command, message);
    case 'command.in_doubt':
    case 'command.retrying':
    case 'command.parked':
      return delayed(state, command, message);
  }
}
