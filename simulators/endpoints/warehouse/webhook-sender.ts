/** Tells a listener of every change, signed; tries again a few times, then lets it be, as warehouses do. */
import { createHmac } from 'node:crypto';
import type { SimulatorClock } from '../clock.ts';

export type WebhookTarget = { readonly url: string; readonly secret: string };

export type ReleaseNotice = { readonly site: string; readonly id: string; readonly releaseId: string; readonly version: number };

export type WebhookSender = { readonly notify: (notice: ReleaseNotice) => void };

const TRIES = 5;
const FIRST_PAUSE_MS = 500;
const PATIENCE_MS = 10_000;

/** `target` is asked at each notice; undefined sends nothing. */
export function makeWebhookSender(target: () => WebhookTarget | undefined, clock: SimulatorClock): WebhookSender {
  let sent = 0;

  async function deliver({ url, secret }: WebhookTarget, messageId: string, body: string): Promise<boolean> {
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-message-id': messageId, 'x-signature': `sha256=${signature}` };
    try {
      const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE_MS) });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }

  async function attempt(to: WebhookTarget, messageId: string, body: string, tries = 1): Promise<void> {
    if ((await deliver(to, messageId, body)) || tries === TRIES) return;
    clock.after(FIRST_PAUSE_MS * 2 ** (tries - 1), () => void attempt(to, messageId, body, tries + 1));
  }

  return {
    notify: (notice) => {
      const to = target();
      if (!to) return;
      sent += 1;
      void attempt(to, `WM-${sent}`, JSON.stringify({ event: 'release.changed', ...notice }));
    },
  };
}
