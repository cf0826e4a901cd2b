import type { handleBidiStreamingCall } from '@grpc/grpc-js';
import { normalizeId } from '../../storage/record-id.ts';
import { decodeReplayId } from '../topics/replay-id.ts';
import type { TopicLog } from '../topics/topic-log.ts';
import type { Feed } from './feed.ts';
import {
  type CommitReplayRequest,
  type CommitReplayResponse,
  ErrorCode,
  type ManagedFetchRequest,
  type ManagedFetchResponse,
} from './generated/pubsub.ts';
import type { ManagedSubscription } from './managed-subscriptions.ts';
import {
  managedAuthRefreshUsed,
  managedCommitTooEarly,
  managedCountInvalid,
  managedIdMissing,
  managedIdUnknown,
  managedNameUnknown,
  managedRequestInvalid,
  topicUnknown,
} from './rpc-fault.ts';
import { accepted, type OrFault, refused, type ServiceContext, subscribableTopic } from './service-context.ts';
import { bidirectional, type StreamControl, type StreamHandler } from './streaming-call.ts';
import { earliestStart, latestStart, type Start } from './subscription-start.ts';
import { startFeed, toResponse } from './topic-feed.ts';

function find({ managed }: ServiceContext, { subscriptionId, developerName }: ManagedFetchRequest): OrFault<ManagedSubscription> {
  if (subscriptionId === '' && developerName === '') return refused(managedIdMissing);
  const found = managed
    .list()
    .find((one) => (subscriptionId === '' ? one.developerName === developerName : one.id === normalizeId(subscriptionId)));
  if (found !== undefined) return accepted(found);
  return refused(subscriptionId === '' ? managedNameUnknown : managedIdUnknown);
}

/** After the committed position; without one, or with one that is no longer kept, as the subscription says. */
function startFor({ managed }: ServiceContext, subscription: ManagedSubscription, log: TopicLog): Start {
  const committed = managed.committed(subscription.id);
  const cursor = committed === undefined ? undefined : log.cursorAfter(committed);
  if (cursor !== undefined) return { cursor, fromLatest: false };
  const preset = committed === undefined ? subscription.defaultReplay : subscription.errorRecoveryReplay;
  return preset === 'EARLIEST' ? earliestStart(log) : latestStart(log);
}

type Running = { readonly subscription: ManagedSubscription; readonly log: TopicLog; readonly feed: Feed; readonly detach: () => void };

/** Why a position cannot be committed, or undefined. */
function commitFault({ managed }: ServiceContext, { subscription, log, feed }: Running, counter: number | undefined): string | undefined {
  if (counter === undefined || log.cursorAfter(counter) === undefined) return 'The replay id is not valid.';
  if (counter > feed.state().latestCounter) return 'The replay id was not delivered yet.';
  return counter < (managed.committed(subscription.id) ?? 0) ? 'A later replay id is already committed.' : undefined;
}

function commit(context: ServiceContext, running: Running, request: CommitReplayRequest): CommitReplayResponse {
  const counter = decodeReplayId(request.replayId);
  const fault = commitFault(context, running, counter);
  if (fault === undefined && counter !== undefined) context.managed.commit(running.subscription.id, counter);
  return {
    ...request,
    error: fault === undefined ? undefined : { code: ErrorCode.COMMIT, msg: fault },
    processTime: BigInt(context.clock.now()),
  };
}

function start(context: ServiceContext, control: StreamControl<ManagedFetchResponse>, request: ManagedFetchRequest): OrFault<Running> {
  if (request.commitReplayIdRequest !== undefined) return refused(managedCommitTooEarly);
  if (request.numRequested <= 0) return refused(managedCountInvalid);
  const found = find(context, request);
  if (!found.ok) return found;
  const subscription = found.value;
  const { topicName } = subscription;
  const topic = subscribableTopic(context, control.user, topicName);
  if (!topic.ok) return topic;
  const log = context.bus.log(topicName);
  if (log === undefined) return refused(topicUnknown(topicName));
  const detach = context.managed.attach(subscription.id, control.close);
  if (typeof detach !== 'function') return refused(detach);
  const send: StreamControl<ManagedFetchResponse>['send'] = control.send;
  const feedControl = {
    ...control,
    send: (response: Omit<ManagedFetchResponse, 'commitResponse'>) => send({ ...response, commitResponse: undefined }),
  };
  const feed = startFeed(context, { topicName, log, start: startFor(context, subscription, log) }, feedControl);
  return accepted({ subscription, log, feed, detach });
}

function handler(context: ServiceContext, control: StreamControl<ManagedFetchResponse>): StreamHandler<ManagedFetchRequest> {
  let running: Running | undefined;

  function begin(request: ManagedFetchRequest): void {
    const started = start(context, control, request);
    if (!started.ok) return control.close(started.fault);
    running = started.value;
    running.feed.request(request.numRequested);
  }

  function goOn(current: Running, request: ManagedFetchRequest): void {
    const { subscriptionId, developerName, numRequested, commitReplayIdRequest } = request;
    const { subscription, feed } = current;
    const named =
      (subscriptionId === '' || normalizeId(subscriptionId) === subscription.id) &&
      (developerName === '' || developerName === subscription.developerName);
    if (!named) return control.close(managedRequestInvalid);
    if (numRequested < 0 || (numRequested === 0 && commitReplayIdRequest === undefined)) return control.close(managedCountInvalid);
    if (commitReplayIdRequest !== undefined) {
      const commitResponse = commit(context, current, commitReplayIdRequest);
      control.send({ ...toResponse({ ...feed.state(), events: [] }, control.rpc.id), commitResponse });
    }
    if (numRequested > 0) feed.request(numRequested);
  }

  return {
    onRequest: (request) => {
      if (request.authRefresh !== '') control.close(managedAuthRefreshUsed);
      else if (running === undefined) begin(request);
      else goOn(running, request);
    },
    onDrain: () => running?.feed.resume(),
    onClose: () => {
      running?.feed.stop();
      running?.detach();
    },
    topic: () => running?.subscription.topicName,
    wake: () => running?.feed.wake(),
  };
}

/** Subscribes with a position the org keeps: the client commits how far it has come. */
export function makeManagedSubscribe(context: ServiceContext): handleBidiStreamingCall<ManagedFetchRequest, ManagedFetchResponse> {
  return bidirectional<ManagedFetchRequest, ManagedFetchResponse>(context, 'ManagedSubscribe', (control) => handler(context, control));
}
