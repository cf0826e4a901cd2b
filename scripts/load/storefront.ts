/** A storefront that posts orders, and a store that sends webhooks. Both repeat until they are answered, with the same key. */
import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { CustomerOrder } from '../../canonical/order.ts';

export type Storefront = { readonly url: () => string; readonly apiKey: string };
export type Store = { readonly url: () => string; readonly source: string; readonly secret: string };

const PATIENCE_MS = 120_000;
const PAUSE_MS = 200;
const TIMEOUT_MS = 5000;

/** Sends until the broker has taken it. A refusal is a bug of the caller; anything else may pass. */
async function persist(send: () => Promise<Response>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await send().catch((error: unknown) => error);
    if (answer instanceof Response) {
      const text = await answer.text();
      if (answer.status === 202) return;
      if (answer.status < 500 && answer.status !== 429) throw new Error(`the broker refused an order: ${answer.status} ${text}`);
    }
    if (Date.now() > deadline) throw new Error('the broker did not answer for two minutes', { cause: answer });
    await wait(PAUSE_MS);
  }
}

/** Posts an order over the storefront API. Resolves once it is durable. */
export function postOrder({ url, apiKey }: Storefront, order: CustomerOrder): Promise<void> {
  return persist(() =>
    fetch(`${url()}/v1/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': `web-${order.orderKey}` },
      body: JSON.stringify(order),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }),
  );
}

/** Delivers an order as a signed webhook. Resolves once it is durable. */
export function sendWebhook({ url, source, secret }: Store, order: CustomerOrder): Promise<void> {
  const body = JSON.stringify({ id: `event-${order.orderKey}`, type: 'order.placed', order });
  return persist(() => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    return fetch(`${url()}/v1/webhooks/${source}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  });
}
