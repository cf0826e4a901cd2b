/**
 * `/cometd/NN.0`: the Streaming API, behind `lightning/empApi` and jsforce's streaming. Handshake, connect by long polling, subscribe with
 * replay, unsubscribe, disconnect. Sources: Bayeux 1.0; "Subscribe with CometD" of the Platform Events guide; `lightning/empApi`.
 */
import { z } from 'zod';
import type { BusClock } from '../event-bus/clock.ts';
import type { EventBus } from '../event-bus/event-bus.ts';
import type { SessionUser } from '../event-bus/pubsub/sessions.ts';
import { guardingObject } from '../event-bus/topics/topic-catalogue.ts';
import type { TopicLog } from '../event-bus/topics/topic-log.ts';
import { SYSTEM_SCHEMA, type SystemTopics } from '../tooling/system-topics.ts';
import type { ApiReply } from '../rest/api-call.ts';
import { tokenOf } from '../rest/data-api.ts';
import { makeClientSession, type ClientSession } from './client-session.ts';
import { eventMessage } from './event-message.ts';
import { AGAIN, COMETD_ERRORS, NEVER, refusal, replyTo, requestSchema, type BayeuxReply, type BayeuxRequest } from './messages.ts';

export type CometdRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
};

/** Who listens, and whether with View All Data. */
export type CometdUser = SessionUser & { readonly viewsAll: boolean };

export type CometdOptions = {
  readonly bus: EventBus;
  readonly systemTopics: SystemTopics;
  readonly clock: BusClock;
  readonly newId: () => string;
  /** Who a token belongs to, while its session lives. */
  readonly userOf: (token: string) => CometdUser | undefined;
  readonly timing?: CometdTiming;
};

export type CometdTiming = {
  /** A connect without news is answered after this time. */
  readonly connectMs: number;
  /** A client that does not connect again within this time is forgotten. */
  readonly reconnectMs: number;
};

export type CometdApi = {
  readonly answer: (request: CometdRequest) => Promise<ApiReply>;
  readonly stop: () => void;
};

const TIMING: CometdTiming = { connectMs: 110_000, reconnectMs: 40_000 };
/** Concurrent CometD clients of an Enterprise org. */
const MOST_CLIENTS = 1000;

type Client = { readonly session: ClientSession; forget: () => void; connected: boolean };
type Exchange = { readonly version: number; readonly token: string; readonly user: CometdUser | undefined };
type Api = CometdOptions & { readonly timing: CometdTiming; readonly clients: Map<string, Client> };
type Handler = (api: Api, request: BayeuxRequest, exchange: Exchange) => readonly BayeuxReply[] | Promise<readonly BayeuxReply[]>;

export function makeCometdApi(options: CometdOptions): CometdApi {
  const api: Api = { ...options, timing: options.timing ?? TIMING, clients: new Map() };
  return {
    answer: async ({ url, headers, text }) => {
      const version = Number(/^\/cometd\/(\d\d)\.0/.exec(url)?.[1]);
      const parsed = z.union([z.array(requestSchema), requestSchema.transform((one) => [one])]).safeParse(jsonOf(text));
      if (!parsed.success || Number.isNaN(version))
        return { status: 400, body: [{ errorCode: 'INVALID_REQUEST', message: 'not a Bayeux message' }] };
      const token = tokenOf(headers);
      const exchange = { version, token, user: options.userOf(token) };
      const replies: BayeuxReply[] = [];
      for (const request of parsed.data) replies.push(...(await (HANDLERS.get(request.channel) ?? unknown)(api, request, exchange)));
      return { status: 200, body: replies };
    },
    stop: () => {
      for (const id of [...api.clients.keys()]) forget(api, id);
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function forget({ clients }: Api, id: string): void {
  const client = clients.get(id);
  client?.forget();
  client?.session.close();
  clients.delete(id);
}

const unknown: Handler = (_, request) => [refusal(request, COMETD_ERRORS.notSupported(request.channel))];

const handshake: Handler = (api, request, { user, token }) => {
  const reason = user === undefined ? COMETD_ERRORS.authenticationInvalid : COMETD_ERRORS.tooManyClients;
  if (user === undefined || api.clients.size >= MOST_CLIENTS) {
    const denied = refusal(request, COMETD_ERRORS.handshakeDenied, NEVER);
    return [{ ...denied, ext: { sfdc: { failureReason: reason } } }];
  }
  const id = api.newId();
  const session = makeClientSession({ id, userId: user.userId, token }, api.clock);
  api.clients.set(id, { session, connected: false, forget: api.clock.after(api.timing.reconnectMs, () => forget(api, id)) });
  const { channel, id: messageId } = request;
  return [
    {
      channel,
      ...(messageId === undefined ? {} : { id: messageId }),
      clientId: id,
      version: '1.0',
      minimumVersion: '1.0',
      supportedConnectionTypes: ['long-polling'],
      successful: true,
      ext: { replay: true, 'payload.format': true },
    },
  ];
};

type Known = { readonly client: Client } | { readonly refused: BayeuxReply };

/** The client a message comes from, or the reply that sends it back to the handshake. */
function clientOf({ clients }: Api, request: BayeuxRequest, { user }: Exchange): Known {
  if (user === undefined) return { refused: refusal(request, COMETD_ERRORS.authenticationInvalid, NEVER) };
  const client = clients.get(request.clientId ?? '');
  return client?.session.userId === user.userId ? { client } : { refused: refusal(request, COMETD_ERRORS.unknownClient, AGAIN) };
}

const connect: Handler = async (api, request, exchange) => {
  const known = clientOf(api, request, exchange);
  if ('refused' in known) return [known.refused];
  const { client } = known;
  client.forget();
  const { timing, clock, userOf } = api;
  // The first connect is answered at once: it tells the client how to go on.
  const first = !client.connected;
  client.connected = true;
  if (!first) await client.session.news(timing.connectMs);
  const id = client.session.id;
  if (api.clients.get(id) !== client) return [refusal(request, COMETD_ERRORS.unknownClient, AGAIN)];
  client.forget();
  client.forget = clock.after(timing.reconnectMs, () => forget(api, id));
  if (userOf(exchange.token) === undefined) return [refusal(request, COMETD_ERRORS.authenticationInvalid, NEVER)];
  const advice = first ? { advice: { reconnect: 'retry', interval: 0, timeout: timing.connectMs } } : {};
  return [...delivery(api, client.session, exchange.version), replyTo(request, { successful: true, ...advice })];
};

/** Every event counts for each client that gets it; a client past the allocation is told so and loses its subscription. */
function delivery({ bus }: Api, session: ClientSession, version: number): BayeuxReply[] {
  const refused: number[] = [];
  const grant = (wanted: number): number => {
    const granted = bus.delivered.take(wanted);
    if (granted < wanted) refused.push(wanted - granted);
    return granted;
  };
  const messages = session.take(grant).flatMap(({ channel, event }) => {
    if (event.event.schemaId === SYSTEM_SCHEMA) return { channel, data: JSON.parse(event.event.payload.toString()) as unknown };
    const schema = bus.schemaById(event.event.schemaId);
    return (schema === undefined ? undefined : eventMessage(channel, event, { schema, version })) ?? [];
  });
  if (refused.length === 0) return messages;
  const ended = session.channels().map((subscription) => ({
    channel: '/meta/subscribe',
    clientId: session.id,
    subscription,
    successful: false,
    error: COMETD_ERRORS.deliveriesUsedUp,
  }));
  for (const channel of session.channels()) session.unsubscribe(channel);
  return [...messages, ...ended];
}

const subscribe: Handler = (api, request, exchange) => {
  const known = clientOf(api, request, exchange);
  if ('refused' in known) return [known.refused];
  const { client } = known;
  return channelsOf(request).map((channel) => {
    const error = subscribeOne(api, client.session, { channel, request, user: exchange.user });
    const outcome = error === undefined ? { successful: true } : { successful: false, error };
    return replyTo(request, { subscription: channel, ...outcome });
  });
};

function channelsOf({ subscription }: BayeuxRequest): string[] {
  return subscription === undefined ? [] : [subscription].flat();
}

type Subscribing = { readonly channel: string; readonly request: BayeuxRequest; readonly user: CometdUser | undefined };

function subscribeOne(api: Api, session: ClientSession, { channel, request, user }: Subscribing): string | undefined {
  const log = api.systemTopics.log(channel) ?? api.bus.log(channel);
  if (log === undefined) return COMETD_ERRORS.unknownChannel(channel);
  if (!mayHear(api, channel, user)) return COMETD_ERRORS.forbiddenChannel(channel);
  const replayId = request.ext?.replay?.[channel] ?? NEW_ONLY;
  const cursor = startAt(log, replayId);
  if (cursor === undefined) return COMETD_ERRORS.replayIdInvalid(replayId);
  session.subscribe(channel, log, cursor);
  return undefined;
}

function mayHear({ bus, systemTopics }: Api, channel: string, user: CometdUser | undefined): boolean {
  if (systemTopics.log(channel) !== undefined) return user?.viewsAll === true;
  const objects = (bus.topic(channel)?.entities ?? []).map(guardingObject);
  return objects.length === 0 || objects.some((name) => user?.canRead(name));
}

const NEW_ONLY = -1;
const ALL_RETAINED = -2;

function startAt(log: TopicLog, replayId: number): number | undefined {
  if (replayId === NEW_ONLY) return log.end();
  return replayId === ALL_RETAINED ? log.start() : log.cursorAfter(replayId);
}

const unsubscribe: Handler = (api, request, exchange) => {
  const known = clientOf(api, request, exchange);
  if ('refused' in known) return [known.refused];
  const { client } = known;
  return channelsOf(request).map((channel) => {
    client.session.unsubscribe(channel);
    return replyTo(request, { subscription: channel, successful: true });
  });
};

const disconnect: Handler = (api, request, exchange) => {
  const known = clientOf(api, request, exchange);
  if ('refused' in known) return [known.refused];
  const { client } = known;
  forget(api, client.session.id);
  return [replyTo(request, { successful: true })];
};

const HANDLERS: ReadonlyMap<string, Handler> = new Map([
  ['/meta/handshake', handshake],
  ['/meta/connect', connect],
  ['/meta/subscribe', subscribe],
  ['/meta/unsubscribe', unsubscribe],
  ['/meta/disconnect', disconnect],
]);
