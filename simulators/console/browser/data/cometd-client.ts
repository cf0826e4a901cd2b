/** One CometD connection by long polling, shared by everybody on the page. Sources: Bayeux 1.0; "Subscribe with CometD" of the Platform Events guide. */
export type Send = (messages: readonly object[]) => Promise<readonly Reply[]>;

export type Reply = {
  readonly channel: string;
  readonly successful?: boolean;
  readonly clientId?: string;
  readonly error?: string;
  readonly subscription?: string;
  readonly advice?: { readonly reconnect?: 'retry' | 'handshake' | 'none' };
  readonly data?: { readonly event?: { readonly replayId?: number } };
};

export type Listener = (message: Reply) => void;

export type CometdClient = {
  /** Resolves when the org has taken the subscription; rejects with its refusal. */
  readonly subscribe: (channel: string, replayId: number, listener: Listener) => Promise<void>;
  readonly unsubscribe: (channel: string, listener: Listener) => Promise<void>;
};

export type CometdOptions = {
  readonly send: Send;
  /** Resolves after a pause before the connection is tried again. */
  readonly pause: () => Promise<void>;
  /** Told of what goes wrong after a subscription was taken. */
  readonly onError: (error: unknown) => void;
};

type Subscription = { replayId: number; readonly listeners: Set<Listener> };

async function handshake(send: Send): Promise<string> {
  const message = { channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'], ext: { replay: true } };
  const [reply] = await send([message]);
  if (reply?.successful !== true || reply.clientId === undefined) throw new Error(reply?.error ?? 'The org refused the connection.');
  return reply.clientId;
}

/** Waits for news and answers it. */
async function connectOnce(send: Send, clientId: string): Promise<readonly Reply[]> {
  const replies = await send([{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }]);
  const connected = replies.find(({ channel }) => channel === '/meta/connect');
  if (connected?.successful !== true) throw new Error(connected?.error ?? 'The connection to the org was lost.');
  return replies.filter(({ channel }) => !channel.startsWith('/meta/'));
}

export function makeCometdClient({ send, pause, onError }: CometdOptions): CometdClient {
  const subscriptions = new Map<string, Subscription>();
  let clientId: Promise<string> | undefined;
  let polling = false;

  function connection(): Promise<string> {
    clientId ??= handshake(send);
    clientId.catch(() => (clientId = undefined));
    return clientId;
  }

  async function announce(channel: string, replayId: number): Promise<void> {
    const id = await connection();
    const [reply] = await send([
      { channel: '/meta/subscribe', clientId: id, subscription: channel, ext: { replay: { [channel]: replayId } } },
    ]);
    if (reply?.successful !== true) throw new Error(reply?.error ?? `The org refused ${channel}.`);
  }

  /** After a new handshake the org knows nothing: every channel goes on after the last event it gave. */
  async function begin(): Promise<void> {
    clientId = undefined;
    for (const [channel, { replayId }] of subscriptions) await announce(channel, replayId);
  }

  function deliver(message: Reply): void {
    const subscription = subscriptions.get(message.channel);
    if (subscription === undefined) return;
    subscription.replayId = message.data?.event?.replayId ?? subscription.replayId;
    for (const listener of [...subscription.listeners]) listener(message);
  }

  async function poll(): Promise<void> {
    polling = true;
    while (subscriptions.size > 0) {
      try {
        for (const message of await connectOnce(send, await connection())) deliver(message);
      } catch (error) {
        onError(error);
        await pause();
        await begin().catch(onError);
      }
    }
    polling = false;
  }

  return {
    subscribe: async (channel, replayId, listener) => {
      const known = subscriptions.get(channel);
      known?.listeners.add(listener);
      if (known !== undefined) return;
      await announce(channel, replayId);
      subscriptions.set(channel, { replayId, listeners: new Set([listener]) });
      if (!polling) void poll();
    },
    unsubscribe: async (channel, listener) => {
      const known = subscriptions.get(channel);
      known?.listeners.delete(listener);
      if (known?.listeners.size !== 0) return;
      subscriptions.delete(channel);
      await send([{ channel: '/meta/unsubscribe', clientId: await connection(), subscription: channel }]);
    },
  };
}
