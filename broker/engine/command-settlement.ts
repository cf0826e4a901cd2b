/** Turns what follows from a call into what the ledger is told. */
import type { CommandStep } from '../domain/command-policy.ts';
import type { ClaimedCommand, CommandSettlement, InboundMessage } from './ledger.ts';

function toMessage({ command, token }: ClaimedCommand, step: CommandStep): InboundMessage | undefined {
  if (!step.message) return undefined;
  const key = `${command.commandId}:${token}`;
  return { aggregateId: command.orderKey, source: 'command', dedupeKey: key, fingerprint: key, message: step.message };
}

export function toSettlement(claim: ClaimedCommand, step: CommandStep, calledAt: number): CommandSettlement {
  const { state, dueAt, code, detail, emptyProbes } = step;
  const message = toMessage(claim, step);
  return {
    ...{ commandId: claim.command.commandId, token: claim.token, state },
    ...(dueAt !== undefined && { dueAt }),
    ...(code !== undefined && { code }),
    ...(detail !== undefined && { detail }),
    ...(emptyProbes !== undefined && { emptyProbes }),
    ...(claim.mode === 'SEND' && { sentAt: calledAt }),
    ...(message && { message }),
  };
}

/** What was claimed and not sent goes back as it was. */
export function givenBack(claim: ClaimedCommand, now: number): CommandSettlement {
  return { commandId: claim.command.commandId, token: claim.token, state: claim.mode === 'SEND' ? 'RETRY_WAIT' : 'IN_DOUBT', dueAt: now };
}
