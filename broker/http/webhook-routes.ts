/**
 * Intake of a generic store's webhooks. A delivery names its source, is signed over time and body (HMAC-SHA256 in hex,
 * the form most stores use), and may come twice: its id is taken once.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { Request, Router } from 'express';
import type { Clock } from '../engine/clock.ts';
import { bytesOf, jsonBody, parseBody, rawBody } from './body.ts';
import type { OrderIntake } from './order-intake.ts';
import { sendAccepted } from './order-routes.ts';
import { PROBLEMS, sendProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import { OrderPlaced } from './webhook-event.ts';

export type WebhookSource = { readonly id: string; readonly secret: string };

const TOLERANCE_MS = 5 * 60 * 1000;

export type WebhookDependencies = { readonly intake: OrderIntake; readonly sources: readonly WebhookSource[]; readonly clock: Clock };

/** What a sender signs: the time in seconds, a dot, and the body as it is sent. */
export function signWebhook(secret: string, timestampSeconds: number, body: string | Buffer): string {
  return createHmac('sha256', secret).update(`${timestampSeconds}.`).update(body).digest('hex');
}

function header(request: Request, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function refusal(request: Request, source: WebhookSource, now: number): Problem | undefined {
  const timestamp = Number(header(request, 'x-webhook-timestamp'));
  const given = Buffer.from(header(request, 'x-webhook-signature'), 'hex');
  const expected = Buffer.from(signWebhook(source.secret, timestamp, rawBody(request.body) ?? Buffer.alloc(0)), 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return PROBLEMS.badSignature;
  if (!(Math.abs(now - timestamp * 1000) <= TOLERANCE_MS)) return PROBLEMS.staleWebhook;
  return undefined;
}

export function makeWebhookRoutes({ intake, sources, clock }: WebhookDependencies): Router {
  const router = express.Router();

  router.post('/v1/webhooks/:source', jsonBody, async (request, response) => {
    const source = sources.find(({ id }) => id === request.params['source']);
    if (!source) {
      sendProblem(response, PROBLEMS.notFound);
      return;
    }
    const problem = refusal(request, source, clock.now());
    if (problem) {
      sendProblem(response, problem);
      return;
    }
    const event = parseBody(OrderPlaced, request.body, response);
    if (!event) return;
    const acceptance = await intake.submit({
      ...{ order: event.order, via: 'webhook', source: `webhook:${source.id}`, dedupeKey: event.id },
      bytes: bytesOf(request.body),
    });
    if (acceptance === 'BUSY') sendProblem(response, PROBLEMS.busy);
    else if (acceptance === 'CONFLICT') sendProblem(response, PROBLEMS.idempotencyConflict);
    else sendAccepted(response, event.order.orderKey, acceptance === 'DUPLICATE');
  });

  return router;
}
