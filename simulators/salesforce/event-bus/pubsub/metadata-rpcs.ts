import type { handleUnaryCall } from '@grpc/grpc-js';
import type { SchemaInfo, SchemaRequest, TopicInfo, TopicRequest } from './generated/pubsub.ts';
import { type RpcName, schemaUnknown, toServiceError } from './rpc-fault.ts';
import { accepted, admit, beginRpc, type OrFault, refused, resolveTopic, type ServiceContext } from './service-context.ts';
import type { SessionUser } from './sessions.ts';

type Answer<Request, Response> = (user: SessionUser, request: Request, rpcId: string) => OrFault<Response>;

/** A unary call: admitted, answered, or ended with a fault. */
export function unary<Request, Response>(
  context: ServiceContext,
  name: RpcName,
  answer: Answer<Request, Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const rpc = beginRpc(context, name);
    const user = admit(context, call.metadata);
    const result = user.ok ? answer(user.value, call.request, rpc.id) : user;
    if (result.ok) callback(null, result.value);
    else callback(toServiceError(result.fault, rpc));
  };
}

export function makeGetTopic(context: ServiceContext): handleUnaryCall<TopicRequest, TopicInfo> {
  return unary(context, 'GetTopic', (user, { topicName }, rpcId) => {
    const rights = resolveTopic(context, user, topicName);
    if (!rights.ok) return rights;
    const { canPublish, canSubscribe } = rights.value;
    const schemaId = context.bus.schemaOfTopic(topicName)?.id ?? '';
    return accepted({ topicName, tenantGuid: context.bus.orgId, canPublish, canSubscribe, schemaId, rpcId });
  });
}

export function makeGetSchema(context: ServiceContext): handleUnaryCall<SchemaRequest, SchemaInfo> {
  return unary(context, 'GetSchema', (_user, { schemaId }, rpcId) => {
    const schema = context.bus.schemaById(schemaId);
    if (schema === undefined) return refused(schemaUnknown(schemaId));
    return accepted({ schemaJson: context.bus.schemaJson(schema), schemaId, rpcId });
  });
}
