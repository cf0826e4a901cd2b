import type { handleBidiStreamingCall } from '@grpc/grpc-js';
import type { Cancel } from '../clock.ts';
import type { PublishRequest, PublishResponse } from './generated/pubsub.ts';
import { publishBatch } from './publish-batch.ts';
import { publishStreamIdle, publishTopicChanged } from './rpc-fault.ts';
import type { ServiceContext } from './service-context.ts';
import { bidirectional } from './streaming-call.ts';

/** The first request names the topic; later ones may leave it out but not change it. */
export function makePublishStream(context: ServiceContext): handleBidiStreamingCall<PublishRequest, PublishResponse> {
  return bidirectional<PublishRequest, PublishResponse>(context, 'PublishStream', ({ user, rpc, send, close }) => {
    let topicName = '';
    let cancelSweep: Cancel = () => undefined;

    function awaitNext(): void {
      cancelSweep();
      cancelSweep = context.clock.after(context.timing.publishIdleMs, () => close(publishStreamIdle));
    }

    awaitNext();
    return {
      onRequest: (request) => {
        if (topicName === '') ({ topicName } = request);
        if (request.topicName !== '' && request.topicName !== topicName) return close(publishTopicChanged);
        const response = publishBatch(context, user, { ...request, topicName }, rpc.id);
        if (!response.ok) return close(response.fault);
        send(response.value);
        awaitNext();
      },
      onDrain: () => undefined,
      onClose: () => cancelSweep(),
      topic: () => undefined,
      wake: () => undefined,
    };
  });
}
