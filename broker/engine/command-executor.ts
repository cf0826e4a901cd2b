/**
 * Executes the commands of one endpoint: claim, call, settle. Claims run ahead of the endpoint's slots and settlements
 * behind them, so that a slot holds nothing but the call itself.
 */
import { INTENT_PRIORITY } from '../../canonical/command.ts';
import { makeBatcher } from './batcher.ts';
import { callEndpoint } from './command-call.ts';
import type { CommandCallDependencies, HeldClaim } from './command-call.ts';
import { givenBack, toSettlement } from './command-settlement.ts';
import type { ClaimedCommand, CommandSettlement, Ledger } from './ledger.ts';
import type { Scheduler } from './scheduler.ts';

const MAX_BATCH = 100;

export type CommandExecutorDependencies = CommandCallDependencies & {
  readonly ledger: Pick<Ledger, 'claimCommands' | 'renewCommands' | 'settleCommands'>;
  readonly scheduler: Pick<Scheduler, 'wakeCommands'>;
  readonly wakeTurns: (aggregateIds: readonly string[]) => void;
  /** Names this process in claims. */
  readonly owner: string;
  readonly leaseMs: number;
};

export type CommandExecutor = {
  /** Executes a command if it is due and free. Resolves when it is settled; rejects only if the ledger cannot be reached. */
  readonly execute: (commandId: string) => Promise<void>;
  /** Renews the claims in hand. To be called well within the lease. */
  readonly renew: () => Promise<void>;
  /** Gives back what was not sent yet, and waits for the calls under way. */
  readonly stop: () => Promise<void>;
};

type Settle = (claim: ClaimedCommand, settlement: CommandSettlement) => Promise<void>;

/** Settles, tells the order, and has the command woken when it is due again. */
function makeSettle({ ledger, scheduler, wakeTurns, reach }: CommandExecutorDependencies): Settle {
  const settleOne = makeBatcher((settlements: readonly CommandSettlement[]) => ledger.settleCommands(settlements), MAX_BATCH);
  return async (claim, settlement) => {
    const { commandId, endpoint, orderKey, body } = claim.command;
    const settled = await settleOne(settlement);
    reach('command.after-settle');
    if (!settled) return;
    if (settlement.message) wakeTurns([orderKey]);
    if (settlement.dueAt === undefined) return;
    scheduler.wakeCommands([{ commandId, endpoint, priority: INTENT_PRIORITY[body.intent], token: claim.token, dueAt: settlement.dueAt }]);
  };
}

function makeClaim({ ledger, clock, owner, leaseMs }: CommandExecutorDependencies): (commandId: string) => Promise<HeldClaim | undefined> {
  return makeBatcher(async (commandIds: readonly string[]) => {
    const claimedAt = clock.now();
    const claims = await ledger.claimCommands(commandIds, owner, claimedAt, leaseMs);
    const byId = new Map(claims.map((claim) => [claim.command.commandId, { claim, leaseUntil: claimedAt + leaseMs }]));
    // A command named twice in a batch, by its job and by the sweeper, is in the hands of the first only.
    return commandIds.map((id) => {
      const held = byId.get(id);
      byId.delete(id);
      return held;
    });
  }, MAX_BATCH);
}

export function makeCommandExecutor(dependencies: CommandExecutorDependencies): CommandExecutor {
  const { ledger, clock, leaseMs } = dependencies;
  const held = new Set<HeldClaim>();
  const executing = new Set<Promise<void>>();
  const stopping = new AbortController();
  const claimOne = makeClaim(dependencies);
  const settle = makeSettle(dependencies);

  async function carryOut(item: HeldClaim): Promise<void> {
    const { claim } = item;
    try {
      const result = await callEndpoint(item, dependencies, stopping.signal);
      if (result) await settle(claim, toSettlement(claim, result.step, result.calledAt));
    } catch (error) {
      // Only what still waited for a slot was provably not sent.
      if (error !== stopping.signal.reason) throw error;
      await settle(claim, givenBack(claim, clock.now()));
    }
  }

  async function run(commandId: string): Promise<void> {
    const item = await claimOne(commandId);
    if (!item) return;
    held.add(item);
    await carryOut(item).finally(() => held.delete(item));
  }

  return {
    execute: (commandId) => {
      if (stopping.signal.aborted) return Promise.resolve();
      const work = run(commandId).finally(() => executing.delete(work));
      executing.add(work);
      return work;
    },
    renew: async () => {
      const items = [...held];
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
