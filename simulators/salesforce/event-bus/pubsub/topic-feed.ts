import { encodeReplayId } from '../topics/replay-id.ts';
import type { TopicLog } from '../topics/topic-log.ts';
import { type Feed, type FeedBatch, makeFeed } from './feed.ts';
import type { FetchResponse } from './generated/pubsub.ts';
import { deliveryLimit } from './rpc-fault.ts';
import type { ServiceContext } from './service-context.ts';
import type { StreamControl } from './streaming-call.ts';
import type { Start } from './subscription-start.ts';

export type TopicFeed = { readonly topicName: string; readonly log: TopicLog; readonly start: Start };

export function toResponse({ events, latestCounter, pending }: FeedBatch, rpcId: string): FetchResponse {
  return {
    events: events.map(({ counter, event }) => ({ event: { ...event, headers: [] }, replayId: encodeReplayId(counter) })),
    latestReplayId: encodeReplayId(latestCounter),
    rpcId,
    pendingNumRequested: pending,
  };
}

/** Feeds a topic to a stream. A stream whose client asks for nothing more ends in peace; one past the allocation, with a fault. */
export function startFeed(
  { bus, clock, timing, streams }: ServiceContext,
  { topicName, log, start }: TopicFeed,
  { rpc, send, close }: StreamControl<FetchResponse>,
): Feed {
  return makeFeed({
    log,
    ...start,
    clock,
    timing,
    delivered: bus.delivered,
    isSilent: () => streams.isSilent(topicName),
    send: (batch) => send(toResponse(batch, rpc.id)),
    end: (reason) => close(reason === 'allocation-used-up' ? deliveryLimit : undefined),
  });
}
