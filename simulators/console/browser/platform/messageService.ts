/** `lightning/messageService` within one page. Source: "Lightning Message Service" of the LWC Developer Guide. */
type Channel = { readonly channelName: string };
type Listener = (message: unknown) => void;
type Subscription = { readonly channel: string; readonly listener: Listener };

export const APPLICATION_SCOPE = Symbol('APPLICATION_SCOPE');

const listeners = new Map<string, Set<Listener>>();

/** Wired by components; there is one page, so there is one context. */
export class MessageContext {
  constructor(emit: (context: object) => void) {
    emit(createMessageContext());
  }

  connect(): void {
    // It is a constant.
  }

  disconnect(): void {
    // Nothing is held.
  }

  update(): void {
    // It takes no parameters.
  }
}

export function createMessageContext(): object {
  return {};
}

export function releaseMessageContext(): void {
  // A context holds nothing here.
}

export function publish(_context: object, { channelName }: Channel, message: unknown): void {
  for (const listener of [...(listeners.get(channelName) ?? [])]) listener(message);
}

export function subscribe(_context: object, { channelName }: Channel, listener: Listener): Subscription {
  const others = listeners.get(channelName) ?? new Set();
  listeners.set(channelName, others.add(listener));
  return { channel: channelName, listener };
}

export function unsubscribe(subscription: Subscription | null | undefined): void {
  if (subscription) listeners.get(subscription.channel)?.delete(subscription.listener);
}
