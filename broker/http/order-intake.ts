/** Taking orders and what is asked for about them: durable before acknowledged, once per key, many calls in one transaction. */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { OrderRequest } from '../../canonical/order-request.ts';
import { isTakenOtherwise } from '../domain/decide-submission.ts';
import type { Message } from '../domain/message.ts';
import { restoreState } from '../domain/order-state.ts';
import { makeBatcher } from '../engine/batcher.ts';
import type { ReachPoint } from '../engine/fault-points.ts';
import type { Acceptance, InboundMessage, Ledger } from '../engine/ledger.ts';
import { fingerprint } from './fingerprint.ts';

const MAX_BATCH = 200;

/** More than this waiting for a commit, and the next are asked to come back later: bodies are held in memory until then. */
const MAX_WAITING = { requests: 2000, bytes: 32 * 1024 * 1024 } as const;

/** One submission. `source` and `dedupeKey` are what its repetition would carry again. */
export type Submission = {
  readonly order: CustomerOrder;
  readonly via: 'api' | 'webhook';
  readonly source: string;
  readonly dedupeKey: string;
  /** Size of its body. */
  readonly bytes: number;
};

/** Something asked for about an order that is known. */
export type AskedFor = {
  readonly orderKey: string;
  readonly request: OrderRequest;
  readonly by: string;
  readonly key: string;
  readonly bytes: number;
};

export type OrderIntake = {
  /**
   * NEW or DUPLICATE once the order is committed; CONFLICT for another body under the key; TAKEN where the order is under way
   * with other content; BUSY under too much load.
   */
  readonly submit: (submission: Submission) => Promise<Acceptance | 'TAKEN' | 'BUSY'>;
  /** The same for a request; its key names it, prefixed with who asks. */
  readonly request: (asked: AskedFor) => Promise<Acceptance | 'TAKEN' | 'BUSY'>;
};

export type OrderIntakeDependencies = {
  readonly ledger: Pick<Ledger, 'accept'>;
  /** States of the orders these messages are about, where they were heard of before. */
  readonly statesBefore: (messages: readonly InboundMessage[]) => Promise<ReadonlyMap<string, unknown>>;
  readonly wakeTurns: (aggregateIds: readonly string[]) => void;
  readonly reach: ReachPoint;
};

function submissionMessage({ order, via, source, dedupeKey }: Submission): InboundMessage {
  const message: Message = { type: 'order.submitted', order, via };
  return { aggregateId: order.orderKey, source, dedupeKey, fingerprint: fingerprint(order), message };
}

function requestMessage({ orderKey, request, by, key }: AskedFor): InboundMessage {
  const message: Message = { type: 'order.requested', requestKey: `${by}:${key}`, via: 'api', by, request };
  return { aggregateId: orderKey, source: `api:${by}`, dedupeKey: key, fingerprint: fingerprint([orderKey, request]), message };
}

/** A store's own event of a changed order goes on to its turn, which answers it: the store could do nothing with a refusal. */
function isTaken({ aggregateId, message }: InboundMessage, state: unknown): boolean {
  return (
    message.type === 'order.submitted' &&
    message.via === 'api' &&
    state !== undefined &&
    isTakenOtherwise(restoreState(aggregateId, state), message.order)
  );
}

export function makeOrderIntake({ ledger, statesBefore, wakeTurns, reach }: OrderIntakeDependencies): OrderIntake {
  const waiting = { requests: 0, bytes: 0 };

  async function take(inbound: readonly InboundMessage[]): Promise<readonly (Acceptance | 'TAKEN')[]> {
    const states = await statesBefore(inbound.filter(({ message }) => message.type === 'order.submitted'));
    const taken = new Set(inbound.filter((message) => isTaken(message, states.get(message.aggregateId))));
    const messages = inbound.filter((message) => !taken.has(message));
    reach('intake.before-commit');
    const acceptances = await ledger.accept({ messages });
    reach('intake.after-commit');
    if ('fenced' in acceptances) throw new Error('an intake without a checkpoint cannot be fenced');
    wakeTurns([...new Set(messages.map((message) => message.aggregateId))]);
    const rest = acceptances.values();
    return inbound.map((message) => (taken.has(message) ? 'TAKEN' : (rest.next().value as Acceptance)));
  }
  const batched = makeBatcher(take, MAX_BATCH);

  async function accept(message: InboundMessage, bytes: number): Promise<Acceptance | 'TAKEN' | 'BUSY'> {
    if (waiting.requests >= MAX_WAITING.requests || waiting.bytes >= MAX_WAITING.bytes) return 'BUSY';
    waiting.requests += 1;
    waiting.bytes += bytes;
    try {
      return await batched(message);
    } finally {
      waiting.requests -= 1;
      waiting.bytes -= bytes;
    }
  }

  return {
    submit: (submission) => accept(submissionMessage(submission), submission.bytes),
    request: (asked) => accept(requestMessage(asked), asked.bytes),
  };
}
