/** What is asked for about orders of the story: one is cancelled, one held for a while, something of one comes back. */
import { setTimeout as wait } from 'node:timers/promises';
import type { OrderRequest } from '../../canonical/order-request.ts';
import { API_KEY } from '../stack/broker-process.ts';

const POLL_MS = 200;
/** A demo that is slower than this has other troubles than wishes. */
const PATIENCE_MS = 60_000;
const HELD_MS = 2500;
/** Until Salesforce shows what the broker knows. */
const SHOWN_MS = 1500;

type View = { readonly status: string; readonly returns: readonly { readonly status: string }[] };

export type Wishers = { readonly cancelled: string; readonly held: string; readonly returned: string };

/** Asks, waits for what comes of it, and asks again, as people do. Ends quietly when the world around it is gone. */
export async function askAround(brokerUrl: string, { cancelled, held, returned }: Wishers, signal: AbortSignal): Promise<void> {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };

  async function ask(orderKey: string, request: OrderRequest): Promise<void> {
    const response = await fetch(`${brokerUrl}/v1/orders/${orderKey}/requests`, {
      ...{ method: 'POST', body: JSON.stringify(request), signal },
      headers: { ...headers, 'idempotency-key': `${orderKey}-${request.type}` },
    });
    if (!response.ok) throw new Error(`${request.type} was refused: ${await response.text()}`);
  }

  async function until(orderKey: string, isSo: (view: View) => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const response = await fetch(`${brokerUrl}/v1/orders/${orderKey}`, { headers, signal });
      if (response.ok && isSo((await response.json()) as View)) return;
      if (performance.now() > deadline) return;
      await wait(POLL_MS, undefined, { signal });
    }
  }

  async function holdForAWhile(): Promise<void> {
    await ask(held, { type: 'HOLD', reason: 'The address looks odd' });
    await wait(HELD_MS, undefined, { signal });
    await ask(held, { type: 'RELEASE_HOLD' });
  }

  async function sendBack(): Promise<void> {
    await until(returned, ({ status }) => status === 'Shipped' || status === 'Delivered' || status === 'Completed');
    const lines = [{ lineKey: 10, quantity: 1, reason: 'DAMAGED' as const }];
    await ask(returned, { type: 'RETURN', resolution: 'REFUND', lines });
    await until(returned, ({ returns }) => returns.some(({ status }) => status === 'CREDITED'));
    await wait(SHOWN_MS, undefined, { signal });
  }

  await Promise.all([ask(cancelled, { type: 'CANCEL', reason: 'Ordered twice' }), holdForAWhile(), sendBack()]).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
