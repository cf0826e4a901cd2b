/** Taking orders: durable before acknowledged, once per key, many requests in one transaction. */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { Message } from '../domain/message.ts';
import { makeBatcher } from '../engine/batcher.ts';
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
  /** NEW or DUPLICATE once the order is committed; CONFLICT for another body under the key; BUSY under too much load. */
  readonly submit: (submission: Submission) => Promise<Acceptance | 'BUSY'>;
};

export type OrderIntakeDependencies = {
  readonly ledger: Pick<Ledger, 'accept'>;
  readonly wakeTurns: (aggregateIds: readonly string[]) => Promise<void>;
};

function toInbound({ order, via, source, dedupeKey }: Submission): InboundMessage {
  const message: Message = { type: 'order.submitted', order, via };
  return { aggregateId: order.orderKey, source, dedupeKey, fingerprint: fingerprint(order), message };
}

export function makeOrderIntake({ ledger, wakeTurns }: OrderIntakeDependencies): OrderIntake {
  let waiting = 0;
  const accept = makeBatcher(async (messages: readonly InboundMessage[]): Promise<readonly Acceptance[]> => {
    const acceptances = await ledger.accept({ messages });
    if ('fenced' in acceptances) throw new Error('an intake without a checkpoint cannot be fenced');
    // A wake-up that fails is made up for by the sweeper: the orders are durable.
    await wakeTurns([...new Set(messages.map((message) => message.aggregateId))]).catch(() => undefined);
    return acceptances;
  }, MAX_BATCH);

  return {
    submit: async (submission) => {
      if (waiting >= MAX_WAITING) return 'BUSY';
      waiting += 1;
      try {
        return await accept(toInbound(submission));
      } finally {
        waiting -= 1;
      }
    },
  };
}
