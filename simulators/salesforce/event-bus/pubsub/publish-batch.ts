import { ErrorCode, type ProducerEvent, type PublishRequest, type PublishResponse, type PublishResult } from './generated/pubsub.ts';
import { encodeReplayId } from '../topics/replay-id.ts';
import { authRefreshUsed, publishCountInvalid, topicForbidden } from './rpc-fault.ts';
import { accepted, type OrFault, refused, resolveTopic, type ServiceContext } from './service-context.ts';
import type { SessionUser } from './sessions.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Clients read a replay id of every result, failed ones included. */
const noReplayId = encodeReplayId(0);

/** A publisher's own id becomes the event's UUID if it is one. The answer repeats whatever was sent. */
function publishOne({ bus, newUuid }: ServiceContext, eventName: string, event: ProducerEvent): PublishResult {
  const id = uuid.test(event.id) ? event.id : newUuid();
  const correlationKey = event.id === '' ? id : event.id;
  const outcome = bus.publishEncoded(eventName, { id, schemaId: event.schemaId, payload: Buffer.from(event.payload) });
  if (outcome.ok) return { replayId: encodeReplayId(outcome.replayCounter), error: undefined, correlationKey };
  const error = { code: ErrorCode.PUBLISH, msg: `${outcome.code}: ${outcome.message}` };
  return { replayId: noReplayId, error, correlationKey };
}

/** Publishes every event of a request by itself: one that fails does not hold up the others. */
export function publishBatch(context: ServiceContext, user: SessionUser, request: PublishRequest, rpcId: string): OrFault<PublishResponse> {
  const rights = resolveTopic(context, user, request.topicName);
  if (!rights.ok) return rights;
  const { topic, canPublish } = rights.value;
  const [eventName] = topic.entities;
  if (!canPublish || eventName === undefined) return refused(topicForbidden(topic.name));
  if (request.authRefresh !== '') return refused(authRefreshUsed);
  const [first] = request.events;
  if (first === undefined) return refused(publishCountInvalid);
  const results = request.events.map((event) => publishOne(context, eventName, event));
  return accepted({ results, schemaId: first.schemaId, rpcId });
}
