/** One call for a claimed command, within a slot of its lane, and what follows from the answer. */
import { afterProbe, afterSend } from '../domain/command-policy.ts';
import type { CommandFacts, CommandStep } from '../domain/command-policy.ts';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { Outcome, OwnFailure, ProbeOutcome } from '../domain/outcome.ts';
import type { Clock, Random } from './clock.ts';
import type { ReachPoint } from './fault-points.ts';
import { LEASE_LOST } from './lane.ts';
import type { Lane } from './lane.ts';
import type { ClaimedCommand } from './ledger.ts';

/** A claim in this process's hands. */
export type HeldClaim = { readonly claim: ClaimedCommand; leaseUntil: number };

/** A call that is over: which command's, and the class of what came of it. */
export type FinishedCall = {
  readonly command: OutboundCommand;
  readonly mode: 'SEND' | 'PROBE';
  readonly attempts: number;
  readonly outcome: string;
  readonly startedAt: number;
  readonly endedAt: number;
};

/** What became of a call, and when it really began. */
export type CallResult = { readonly step: CommandStep; readonly calledAt: number };

export type CommandCallDependencies = {
  readonly lane: Lane;
  readonly clock: Clock;
  readonly random: Random;
  readonly reach: ReachPoint;
  /** Called after each call, for metrics and traces. */
  readonly onCall: (call: FinishedCall) => void;
  /** Called with what an adapter threw: a bug. */
  readonly onFault: (error: unknown) => void;
};

/** An adapter that throws tells nothing of what its system did: the command is shown, and asked about, like one whose answer was lost. */
const ADAPTER_FAULT: OwnFailure = {
  class: 'IN_DOUBT',
  code: 'ADAPTER_FAULT',
  message: 'A fault of the broker keeps it from understanding this endpoint; it may have been done',
};

function factsOf(claim: ClaimedCommand, calledAt: number, { lane, clock, random }: CommandCallDependencies): CommandFacts {
  const { idempotency, settleMs } = lane.endpoint.capabilities;
  const { command, attempts, emptyProbes, createdAt } = claim;
  const sentAt = claim.mode === 'SEND' ? calledAt : (claim.sentAt ?? calledAt);
  return {
    ...{ commandId: command.commandId, intent: command.body.intent, attempts, emptyProbes, createdAt },
    ...{ sentAt, askedAt: calledAt, now: clock.now(), idempotency, settleMs, random: random() },
  };
}

/** No ledger keeps a control character, and one that an endpoint says must not cost the settlements beside it. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '?');
}

function inPlainWords<Answer extends Outcome | ProbeOutcome>(answer: Answer): Answer {
  if (!('code' in answer)) return answer;
  return { ...answer, code: plain(answer.code), message: plain(answer.message) };
}

/**
 * Sends or probes. Answers undefined without a call when the lease ran out while the claim waited for a slot: another
 * process may be probing already.
 */
export async function callEndpoint(
  held: HeldClaim,
  dependencies: CommandCallDependencies,
  stop: AbortSignal,
): Promise<CallResult | undefined> {
  const { lane, clock, reach, onCall, onFault } = dependencies;
  const { claim } = held;
  const { endpoint } = lane;
  let calledAt = clock.now();

  async function ask(signal: AbortSignal): Promise<Outcome | ProbeOutcome> {
    try {
      return await (claim.mode === 'SEND' ? endpoint.send(claim.command, signal) : endpoint.probe(claim.command, signal));
    } catch (error) {
      onFault(error);
      return ADAPTER_FAULT;
    }
  }

  async function call(signal: AbortSignal): Promise<Outcome | ProbeOutcome> {
    reach('command.before-call');
    const answer = await ask(signal);
    reach('command.after-call');
    return inPlainWords(answer);
  }

  const outcome = await lane.call(async (signal) => {
    calledAt = clock.now();
    return calledAt < held.leaseUntil ? call(signal) : LEASE_LOST;
  }, stop);
  const { command, mode, attempts } = claim;
  onCall({ command, mode, attempts, outcome: outcome.class, startedAt: calledAt, endedAt: clock.now() });
  if (outcome.class === 'LEASE_LOST') return undefined;
  const facts = factsOf(claim, calledAt, dependencies);
  const isProbe = claim.mode === 'PROBE' || outcome.class === 'FOUND' || outcome.class === 'NOT_FOUND' || outcome.class === 'UNFINISHED';
  return { step: isProbe ? afterProbe(outcome, facts) : afterSend(outcome, facts), calledAt };
}
