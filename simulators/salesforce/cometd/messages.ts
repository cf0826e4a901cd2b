/** Bayeux messages as the Streaming API speaks them. Sources: the Bayeux 1.0 specification; "Platform Events" and "Streaming API" guides. */
import { z } from 'zod';

export const requestSchema = z.looseObject({
  channel: z.string(),
  id: z.union([z.string(), z.number()]).optional(),
  clientId: z.string().optional(),
  /** One channel or several. */
  subscription: z.union([z.string(), z.array(z.string())]).optional(),
  ext: z.looseObject({ replay: z.record(z.string(), z.number()).optional() }).nullish(),
});

export type BayeuxRequest = z.infer<typeof requestSchema>;

export type Advice = { readonly reconnect: 'retry' | 'handshake' | 'none'; readonly interval: number; readonly timeout?: number };

export type BayeuxReply = Readonly<Record<string, unknown>> & { readonly channel: string };

/** A reply to a request: same channel, same id. */
export function replyTo(request: BayeuxRequest, members: Readonly<Record<string, unknown>>): BayeuxReply {
  const { channel, id, clientId } = request;
  return { channel, ...(id === undefined ? {} : { id }), ...(clientId === undefined ? {} : { clientId }), ...members };
}

export function refusal(request: BayeuxRequest, error: string, advice?: Advice): BayeuxReply {
  return replyTo(request, { successful: false, error, ...(advice === undefined ? {} : { advice }) });
}

/** The client's session is gone or never was: it may shake hands again. */
export const AGAIN: Advice = { reconnect: 'handshake', interval: 0 };
export const NEVER: Advice = { reconnect: 'none', interval: 0 };

export const COMETD_ERRORS = {
  unknownClient: '403::Unknown client',
  authenticationInvalid: '401::Authentication invalid',
  handshakeDenied: '403::Handshake denied',
  tooManyClients: '403::Organization concurrent user limit exceeded',
  deliveriesUsedUp: '403::Organization total events daily limit exceeded',
  unknownChannel: (channel: string) => `400::Channel ${channel} does not exist`,
  forbiddenChannel: (channel: string) => `403::The user has no access to ${channel}`,
  replayIdInvalid: (replayId: number) =>
    `400::The replayId {${replayId}} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.`,
  notSupported: (channel: string) => `400::${channel} is not supported`,
} as const;
