/** `lightning/empApi`. Source: its reference in the LWC Developer Guide. One connection a page, whoever subscribes. */
import { callOrg } from '../data/org-call.ts';
import { makeCometdClient } from '../data/cometd-client.ts';
import type { Listener, Reply } from '../data/cometd-client.ts';

type Subscription = { readonly id: string; readonly channel: string; readonly replayId: number };

const RETRY_AFTER_MS = 5000;
const errorListeners: ((error: unknown) => void)[] = [];
const listenerOf = new WeakMap<Subscription, Listener>();
let subscribed = 0;

const client = makeCometdClient({
  send: async (messages) => (await callOrg({ method: 'POST', path: '/cometd/67.0', body: messages })) as Reply[],
  pause: () => new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS)),
  onError: tellError,
});

function tellError(error: unknown): void {
  for (const listener of errorListeners) listener(error);
}

/** `replayId` -1 gives new events, -2 all that are kept. Resolves with what `unsubscribe` takes; rejects when the org refuses. */
export async function subscribe(channel: string, replayId: number, listener: Listener): Promise<Subscription> {
  const own: Listener = (message) => listener(message);
  try {
    await client.subscribe(channel, replayId, own);
  } catch (error) {
    tellError(error);
    throw error;
  }
  const subscription = { id: `subscription-${String((subscribed += 1))}`, channel, replayId };
  listenerOf.set(subscription, own);
  return subscription;
}

export async function unsubscribe(subscription: Subscription, done?: (reply: object) => void): Promise<void> {
  const listener = listenerOf.get(subscription);
  if (listener !== undefined) await client.unsubscribe(subscription.channel, listener);
  done?.({ channel: '/meta/unsubscribe', successful: true, subscription: subscription.channel });
}

export function onError(listener: (error: unknown) => void): void {
  errorListeners.push(listener);
}

export function setDebugFlag(): void {
  // The network panel of the browser shows more than a log would.
}

export async function isEmpEnabled(): Promise<boolean> {
  return true;
}
