import type { Metadata } from '@grpc/grpc-js';
import type { BusClock } from '../clock.ts';
import type { EventBus } from '../event-bus.ts';
import { guardingObject, type Topic } from '../topics/topic-catalogue.ts';
import type { ManagedSubscriptions } from './managed-subscriptions.ts';
import type { OpenStreams } from './open-streams.ts';
import {
  authFailed,
  headersMissing,
  type Rpc,
  type RpcFault,
  type RpcName,
  topicEmpty,
  topicForbidden,
  topicUnknown,
} from './rpc-fault.ts';
import { readCredentials, type SessionPort, type SessionUser } from './sessions.ts';
import type { PubSubTiming } from './timing.ts';

/** What every RPC works with. */
export type ServiceContext = {
  readonly bus: EventBus;
  readonly sessions: SessionPort;
  readonly managed: ManagedSubscriptions;
  readonly streams: OpenStreams;
  readonly clock: BusClock;
  readonly newUuid: () => string;
  readonly timing: PubSubTiming;
};

/** A value, or the fault the call ends with. */
export type OrFault<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: RpcFault };

export const accepted = <T>(value: T): OrFault<T> => ({ ok: true, value });
export const refused = (fault: RpcFault): OrFault<never> => ({ ok: false, fault });

export function beginRpc(context: ServiceContext, name: RpcName): Rpc {
  return { name, id: context.newUuid() };
}

/** Who calls. Checked once, when the call begins. */
export function admit({ sessions, streams }: ServiceContext, metadata: Metadata): OrFault<SessionUser> {
  const refusal = streams.refusal();
  if (refusal !== undefined) return refused(refusal);
  const credentials = readCredentials(metadata);
  if (credentials === undefined) return refused(headersMissing);
  const check = sessions.check(credentials);
  return check.ok ? accepted(check.user) : refused(authFailed(check.reason));
}

export type TopicRights = { readonly topic: Topic; readonly canPublish: boolean; readonly canSubscribe: boolean };

/** The topic and the user's rights to it. Only an event's own topic takes events; a channel can be read if one of its members can. */
export function resolveTopic({ bus }: ServiceContext, user: SessionUser, name: string): OrFault<TopicRights> {
  if (name === '') return refused(topicEmpty);
  const topic = bus.topic(name);
  if (topic === undefined) return refused(topicUnknown(name));
  const objects = topic.entities.map(guardingObject);
  const canSubscribe = objects.length === 0 || objects.some(user.canRead);
  const canPublish = topic.kind === 'event' && objects.every(user.canCreate);
  return canSubscribe || canPublish ? accepted({ topic, canPublish, canSubscribe }) : refused(topicForbidden(name));
}

/** A topic the user may subscribe to. */
export function subscribableTopic(context: ServiceContext, user: SessionUser, name: string): OrFault<Topic> {
  const rights = resolveTopic(context, user, name);
  if (!rights.ok) return rights;
  return rights.value.canSubscribe ? accepted(rights.value.topic) : refused(topicForbidden(name));
}
