import type { handleBidiStreamingCall } from '@grpc/grpc-js';
import { makeAlarm } from '../alarm.ts';
import type { PublishRequest, PublishResponse } from './generated/pubsub.ts';
import { publishBatch } from './publish-batch.ts';
import { publishStreamIdle, publishTopicChanged } from './rpc-fault.ts';
import type { ServiceContext } from './service-context.ts';
import { bidirectional, type StreamControl, type StreamHandler } from './streaming-call.ts';

function handler(context: ServiceContext, { user, rpc, send, close }: StreamControl<PublishResponse>): StreamHandler<PublishRequest> {
  const { clock, timing, bus } = context;
  const sweep = makeAlarm(clock);
  const keepalive = makeAlarm(clock);
  let topicName = '';

  function keepAlive(): void {
    send({ results: [], schemaId: bus.schemaOfTopic(topicName)?.id ?? '', rpcId: rpc.id });
    keepalive.set(timing.keepaliveMs, keepAlive);
  }

  function awaitNext(): void {
    sweep.set(timing.publishIdleMs, () => close(publishStreamIdle));
    keepalive.set(timing.keepaliveMs, keepAlive);
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
    onClose: () => {
      sweep.cancel();
      keepalive.cancel();
    },
    topic: () => undefined,
    wake: () => undefined,
  };
}

/** The first request names the topic; later ones may leave it out but not change it. */
export function makePublishStream(context: ServiceContext): handleBidiStreamingCall<PublishRequest, PublishResponse> {
  return bidirectional<PublishRequest, PublishResponse>(context, 'PublishStream', (control) => handler(context, control));
}
