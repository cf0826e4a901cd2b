/** How the events of commands change the state: a command stays in it until it has its final answer. */
import type { CommandIssued, EventOf } from './order-event.ts';
import { evolveAddressIssued, evolveCancellationIssued, evolveHoldIssued } from './requests/evolve-request.ts';
import { evolveReturnCommand } from './returns/evolve-return.ts';
import type { OpenCommand, OrderState } from './order-state.ts';
import type { ReleaseState } from './release-state.ts';

/** The state without a command that has its final answer. */
export function withoutCommand(state: OrderState, commandId: string): OrderState {
  return { ...state, commands: state.commands.filter((command) => command.commandId !== commandId) };
}

function subjectOf(event: CommandIssued): string | undefined {
  switch (event.intent) {
    case 'CREATE_ORDER':
      return undefined;
    case 'RELEASE':
      return event.releaseId;
    case 'CONFIRM_SHIPMENT':
      return event.shipmentId;
    case 'CANCEL_DUPLICATE':
      return event.nativeId;
    case 'CANCEL_QUANTITY':
    case 'CHANGE_ADDRESS':
      return event.requestKey;
    case 'HOLD':
    case 'RELEASE_HOLD':
      return undefined;
    case 'CONFIRM_RECEIPT':
      return `${event.returnKey} ${event.receiptId}`;
    case 'BOOK_REFUND':
      return `${event.returnKey} ${event.creditMemoId}`;
    default:
      return event.returnKey;
  }
}

function withRelease(state: OrderState, { endpoint, releaseId, lines }: Extract<CommandIssued, { intent: 'RELEASE' }>): OrderState {
  const release: ReleaseState = { releaseId, endpoint, lines, version: -1, status: 'SENT', rawStatus: '', shorted: [], shipments: [] };
  return { ...state, releases: [...state.releases, release] };
}

function withConfirmation(
  state: OrderState,
  { shipmentId, commandId }: Extract<CommandIssued, { intent: 'CONFIRM_SHIPMENT' }>,
): OrderState {
  const releases = state.releases.map((release) => ({
    ...release,
    shipments: release.shipments.map((known) => (known.shipment.shipmentId === shipmentId ? { ...known, confirmedBy: commandId } : known)),
  }));
  return { ...state, releases };
}

function withSubject(state: OrderState, event: CommandIssued): OrderState {
  switch (event.intent) {
    case 'CREATE_ORDER':
      return { ...state, lifecycle: 'SUBMITTED' };
    case 'RELEASE':
      return withRelease(state, event);
    case 'CONFIRM_SHIPMENT':
      return withConfirmation(state, event);
    case 'CANCEL_DUPLICATE':
      return state;
    case 'CANCEL_QUANTITY':
      return evolveCancellationIssued(state, event);
    case 'HOLD':
    case 'RELEASE_HOLD':
      return evolveHoldIssued(state, event.commandId);
    case 'CHANGE_ADDRESS':
      return evolveAddressIssued(state, event.commandId);
    default:
      return evolveReturnCommand(state, event);
  }
}

/** A command goes out: it is open, and what it is about knows of it. */
export function evolveCommandIssued(state: OrderState, event: CommandIssued, now: number): OrderState {
  const { commandId, endpoint, intent } = event;
  const subject = subjectOf(event);
  const about = subject === undefined ? {} : { subject };
  const command: OpenCommand = { commandId, endpoint, intent, ...about, issuedAt: now, phase: 'WAITING' };
  const next = { ...state, commandsIssued: state.commandsIssued + 1, commands: [...state.commands, command] };
  return withSubject(next, event);
}

function withCommand(state: OrderState, commandId: string, change: (command: OpenCommand) => OpenCommand): OrderState {
  return { ...state, commands: state.commands.map((command) => (command.commandId === commandId ? change(command) : command)) };
}

function bare({ commandId, endpoint, intent, subject, issuedAt }: OpenCommand): Omit<OpenCommand, 'phase'> {
  return { commandId, endpoint, intent, ...(subject !== undefined && { subject }), issuedAt };
}

function refuseRelease(state: OrderState, commandId: string): OrderState {
  const isRefused = ({ releaseId, version }: ReleaseState) =>
    version < 0 && state.commands.some((open) => open.commandId === commandId && open.intent === 'RELEASE' && open.subject === releaseId);
  const releases = state.releases.map((release) => (isRefused(release) ? { ...release, status: 'REJECTED' as const } : release));
  return { ...state, releases };
}

/** A command is late, in doubt, given up or refused. A refused release asks the warehouse for nothing any more. */
export function evolveCommandDelayed(state: OrderState, { type: _, ...delay }: EventOf<'CommandDelayed'>): OrderState {
  const next = withCommand(state, delay.commandId, (command) => ({ ...bare(command), ...delay }));
  return delay.phase === 'REJECTED' ? refuseRelease(next, delay.commandId) : next;
}

/** A parked or refused command waits for an answer again. */
export function evolveCommandRevived(state: OrderState, { commandId }: EventOf<'CommandRevived'>, now: number): OrderState {
  const next = withCommand(state, commandId, (command) => ({ ...bare(command), issuedAt: now, phase: 'WAITING' }));
  return state.lifecycle === 'VALIDATED' ? { ...next, lifecycle: 'SUBMITTED' } : next;
}

/** Whoever sends an order anew so often gets no late answer to the first of them. */
const MOST_SUPERSEDED = 100;

/** A refused order has nothing but creates. They are kept, so that a late answer to one of them is not lost. */
export function supersede(commands: readonly OpenCommand[]): readonly OpenCommand[] {
  return commands.map((command): OpenCommand => ({ ...bare(command), phase: 'SUPERSEDED' })).slice(-MOST_SUPERSEDED);
}

/** The ERP refused the order: its command waits for a person. */
export function refuseCommand(commands: readonly OpenCommand[], commandId: string | undefined): readonly OpenCommand[] {
  return commands.map((command) => (command.commandId === commandId ? { ...bare(command), phase: 'REJECTED' } : command));
}
