import type { handleBidiStreamingCall } from '@grpc/grpc-js';
import type { Feed } from './feed.ts';
import type { FetchRequest, FetchResponse } from './generated/pubsub.ts';
import { authRefreshUsed, fetchCountInvalid, fetchTopicChanged, topicUnknown } from './rpc-fault.ts';
import { accepted, type OrFault, refused, type ServiceContext, subscribableTopic } from './service-context.ts';
import type { SessionUser } from './sessions.ts';
import { bidirectional } from './streaming-call.ts';
import { startOf } from './subscription-start.ts';
import { startFeed, type TopicFeed } from './topic-feed.ts';

/** What the first request of a stream asks for. */
function openTopic(context: ServiceContext, user: SessionUser, request: FetchRequest): OrFault<TopicFeed> {
  const topic = subscribableTopic(context, user, request.topicName);
  if (!topic.ok) return topic;
  const log = context.bus.log(request.topicName);
  if (log === undefined) return refused(topicUnknown(request.topicName));
  const start = startOf(log, request.replayPreset, request.replayId);
  return start.ok ? accepted({ topicName: request.topicName, log, start: start.value }) : start;
}

/**
 * The first request sets topic and position; later ones only ask for more. They may repeat preset and replay id, as the
 * official Python sample does, but not name another topic.
 */
export function makeSubscribe(context: ServiceContext): handleBidiStreamingCall<FetchRequest, FetchResponse> {
  return bidirectional<FetchRequest, FetchResponse>(context, 'Subscribe', (control) => {
    let topicName: string | undefined;
    let feed: Feed | undefined;

    function begin(request: FetchRequest): void {
      const opened = openTopic(context, control.user, request);
      if (!opened.ok) return control.close(opened.fault);
      topicName = request.topicName;
      feed = startFeed(context, opened.value, control);
    }

    return {
      onRequest: (request) => {
        if (request.authRefresh !== '') return control.close(authRefreshUsed);
        if (topicName !== undefined && request.topicName !== '' && request.topicName !== topicName) return control.close(fetchTopicChanged);
        if (request.numRequested <= 0) return control.close(fetchCountInvalid);
        if (feed === undefined) begin(request);
        feed?.request(request.numRequested);
      },
      onDrain: () => feed?.resume(),
      onClose: () => feed?.stop(),
      topic: () => topicName,
      wake: () => feed?.wake(),
    };
  });
}
