/** Taking orders: durable before acknowledged, once per key, many requests in one transaction. */
import type { CustomerOrder } from '../../canonical/order.ts';
import { isTakenOtherwise } from '../domain/decide-submission.ts';
import type { Message } from '../domain/message.ts';
import type { OrderState } from '../domain/order-state.ts';
import { makeBatcher } from '../engine/batcher.ts';
import type { ReachPoint } from '../engine/fault-points.ts';
import type { Acceptance, InboundMessage, Ledger } from '../engine/ledger.ts';
import { fingerprint } from './fingerprint.ts';

const MAX_BATCH = 200;

/** More than this many requests waiting for a commit, and the next are asked to come back later. */
const MAX_WAITING = 2000;

/** One submission. `source` and `dedupeKey` are what its repetition would carry again. */
export type Submission = {
  readonly order: CustomerOrder;
  readonly via: 'api' | 'webhook';
  readonly source: string;
  readonly dedupeKey: string;
};

export type OrderIntake = {
  /**
   * NEW or DUPLICATE once the order is committed; CONFLICT for another body under the key; TAKEN where the order is under way
   * with other content; BUSY under too much load.
   */
  readonly submit: (submission: Submission) => Promise<Acceptance | 'TAKEN' | 'BUSY'>;
};

export type OrderIntakeDependencies = {
  readonly ledger: Pick<Ledger, 'accept'>;
  /** States of the orders these messages are about, where they were heard of before. */
  readonly statesBefore: (messages: readonly InboundMessage[]) => Promise<ReadonlyMap<string, unknown>>;
  readonly wakeTurns: (aggregateIds: readonly string[]) => Promise<void>;
  readonly reach: ReachPoint;
};

function toInbound({ order, via, source, dedupeKey }: Submission): InboundMessage {
  const message: Message = { type: 'order.submitted', order, via };
  return { aggregateId: order.orderKey, source, dedupeKey, fingerprint: fingerprint(order), message };
}

/** A store's own event of a changed order goes on to its turn, which answers it: the store could do nothing with a refusal. */
function isTaken({ order, via }: Submission, state: unknown): boolean {
  return via === 'api' && state !== undefined && isTakenOtherwise(state as OrderState, order);
}

export function makeOrderIntake({ ledger, statesBefore, wakeTurns, reach }: OrderIntakeDependencies): OrderIntake {
  let waiting = 0;

  async function take(submissions: readonly Submission[]): Promise<readonly (Acceptance | 'TAKEN')[]> {
    const inbound = submissions.map(toInbound);
    const states = await statesBefore(inbound);
    const taken = new Set(submissions.filter((submission) => isTaken(submission, states.get(submission.order.orderKey))));
    const messages = inbound.filter((_, index) => !taken.has(submissions[index] as Submission));
    reach('intake.before-commit');
    const acceptances = await ledger.accept({ messages });
    reach('intake.after-commit');
    if ('fenced' in acceptances) throw new Error('an intake without a checkpoint cannot be fenced');
    // A wake-up that fails is made up for by the sweeper: the orders are durable.
    await wakeTurns([...new Set(messages.map((message) => message.aggregateId))]).catch(() => undefined);
    const rest = acceptances.values();
    return submissions.map((submission) => (taken.has(submission) ? 'TAKEN' : (rest.next().value as Acceptance)));
  }
  const accept = makeBatcher(take, MAX_BATCH);

  return {
    submit: async (submission) => {
      if (waiting >= MAX_WAITING) return 'BUSY';
      waiting += 1;
      try {
        return await accept(submission);
      } finally {
        waiting -= 1;
      }
    },
  };
}
