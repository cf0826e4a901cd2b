/**
 * Executes the commands of one endpoint: claim, call, settle. Claims run ahead of the endpoint's slots and settlements
 * behind them, so that a slot holds nothing but the call itself.
 */
import { INTENT_PRIORITY } from '../../canonical/command.ts';
import { afterProbe, afterSend } from '../domain/command-policy.ts';
import type { CommandStep } from '../domain/command-policy.ts';
import { makeBatcher } from './batcher.ts';
import type { Clock, Random } from './clock.ts';
import type { ReachPoint } from './fault-points.ts';
import type { Lane } from './lane.ts';
import type { ClaimedCommand, CommandSettlement, InboundMessage, Ledger } from './ledger.ts';
import type { Scheduler } from './scheduler.ts';

const MAX_BATCH = 100;

export type CommandExecutorDependencies = {
  readonly lane: Lane;
  readonly ledger: Pick<Ledger, 'claimCommands' | 'renewCommands' | 'settleCommands'>;
  readonly scheduler: Pick<Scheduler, 'wakeCommands'>;
  readonly wakeTurns: (aggregateIds: readonly string[]) => void;
  readonly clock: Clock;
  readonly random: Random;
  /** Names this process in claims. */
  readonly owner: string;
  readonly leaseMs: number;
  readonly reach: ReachPoint;
  /** Called with what became of each call and how long it took, for the metrics. */
  readonly onCall: (mode: 'SEND' | 'PROBE', outcome: string, tookMs: number) => void;
};

export type CommandExecutor = {
  /** Executes a command if it is due and free. Resolves when it is settled; rejects only if the ledger cannot be reached. */
  readonly execute: (commandId: string) => Promise<void>;
  /** Renews the claims in hand. To be called well within the lease. */
  readonly renew: () => Promise<void>;
  /** Gives back what was not sent yet, and waits for the calls under way. */
  readonly stop: () => Promise<void>;
};

type Held = { readonly claim: ClaimedCommand; leaseUntil: number };

export function makeCommandExecutor(dependencies: CommandExecutorDependencies): CommandExecutor {
  const { lane, ledger, clock, random, owner, leaseMs, reach } = dependencies;
  const { capabilities } = lane.endpoint;
  const held = new Map<string, Held>();
  const executing = new Set<Promise<void>>();
  const stopping = new AbortController();

  const claimOne = makeBatcher(async (commandIds: readonly string[]) => {
    const claims = await ledger.claimCommands(commandIds, owner, clock.now(), leaseMs);
    const byId = new Map(claims.map((claim) => [claim.command.commandId, claim]));
    return commandIds.map((id) => byId.get(id));
  }, MAX_BATCH);
  const settleOne = makeBatcher((settlements: readonly CommandSettlement[]) => ledger.settleCommands(settlements), MAX_BATCH);

  /** One call within a slot. A holder whose lease ran out while it waited must not send: another may be probing already. */
  async function call(item: Held): Promise<{ readonly step: CommandStep; readonly sentAt: number } | undefined> {
    const { claim } = item;
    let sentAt = clock.now();
    const outcome = await lane.call(async (signal) => {
      sentAt = clock.now();
      if (sentAt >= item.leaseUntil) return { class: 'LEASE_LOST' as const };
      reach('command.before-call');
      const answer = await (claim.mode === 'SEND' ? lane.endpoint.send(claim.command, signal) : lane.endpoint.probe(claim.command, signal));
      reach('command.after-call');
      return answer;
    }, stopping.signal);
    dependencies.onCall(claim.mode, outcome.class, clock.now() - sentAt);
    if (outcome.class === 'LEASE_LOST') return undefined;
    const facts = {
      commandId: claim.command.commandId,
      intent: claim.command.body.intent,
      attempts: claim.attempts,
      emptyProbes: claim.emptyProbes,
      createdAt: claim.createdAt,
      sentAt: claim.mode === 'SEND' ? sentAt : (claim.sentAt ?? sentAt),
      askedAt: sentAt,
      now: clock.now(),
      idempotency: capabilities.idempotency,
      settleMs: capabilities.settleMs,
      random: random(),
    };
    const step =
      outcome.class === 'FOUND' || outcome.class === 'NOT_FOUND' || claim.mode === 'PROBE'
        ? afterProbe(outcome, facts)
        : afterSend(outcome, facts);
    return { step, sentAt };
  }

  function toMessage(claim: ClaimedCommand, step: CommandStep): InboundMessage | undefined {
    if (!step.message) return undefined;
    const key = `${claim.command.commandId}:${claim.token}`;
    return { aggregateId: claim.command.orderKey, source: 'command', dedupeKey: key, fingerprint: key, message: step.message };
  }

  async function settle(claim: ClaimedCommand, step: CommandStep, sentAt: number): Promise<void> {
    const { commandId, endpoint, orderKey } = claim.command;
    const message = toMessage(claim, step);
    const settled = await settleOne({
      commandId,
      token: claim.token,
      state: step.state,
      ...(step.dueAt === undefined ? {} : { dueAt: step.dueAt }),
      ...(step.code === undefined ? {} : { code: step.code }),
      ...(step.detail === undefined ? {} : { detail: step.detail }),
      ...(step.emptyProbes === undefined ? {} : { emptyProbes: step.emptyProbes }),
      ...(claim.mode === 'SEND' ? { sentAt } : {}),
      ...(message ? { message } : {}),
    });
    reach('command.after-settle');
    if (!settled) return;
    if (message) dependencies.wakeTurns([orderKey]);
    if (step.dueAt === undefined) return;
    const priority = INTENT_PRIORITY[claim.command.body.intent];
    await dependencies.scheduler
      .wakeCommands([{ commandId, endpoint, priority, token: claim.token, dueAt: step.dueAt }])
      .catch(() => undefined);
  }

  /** What was claimed and not sent goes back as it was. */
  function giveBack(claim: ClaimedCommand): CommandStep {
    return { state: claim.mode === 'SEND' ? 'RETRY_WAIT' : 'IN_DOUBT', dueAt: clock.now() };
  }

  async function run(commandId: string): Promise<void> {
    const claimedAt = clock.now();
    const claim = await claimOne(commandId);
    if (!claim) return;
    const item: Held = { claim, leaseUntil: claimedAt + leaseMs };
    held.set(commandId, item);
    try {
      const result = await call(item).catch((error: unknown) => {
        if (stopping.signal.aborted) return { step: giveBack(claim), sentAt: claim.sentAt ?? claimedAt };
        throw error;
      });
      if (result) await settle(claim, result.step, result.sentAt);
    } finally {
      held.delete(commandId);
    }
  }

  return {
    execute: (commandId) => {
      if (stopping.signal.aborted) return Promise.resolve();
      const work = run(commandId).finally(() => executing.delete(work));
      executing.add(work);
      return work;
    },
    renew: async () => {
      const items = [...held.values()];
      if (items.length === 0) return;
      const leaseUntil = clock.now() + leaseMs;
      const claims = items.map(({ claim }) => ({ commandId: claim.command.commandId, token: claim.token }));
      const renewed = new Set(await ledger.renewCommands(claims, leaseUntil));
      for (const item of items) if (renewed.has(item.claim.command.commandId)) item.leaseUntil = leaseUntil;
    },
    stop: async () => {
      stopping.abort(new Error('stopping'));
      await Promise.allSettled(executing);
    },
  };
}
