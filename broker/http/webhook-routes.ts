/**
 * Intake of a generic store's webhooks. A delivery names its source, is signed over time and body (HMAC-SHA256 in hex,
 * the form most stores use), and may come twice: its id is taken once.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { Request, RequestHandler, Router } from 'express';
import type { Clock } from '../engine/clock.ts';
import { bytesOf, jsonBody, parseBody, rawBody } from './body.ts';
import type { OrderIntake } from './order-intake.ts';
import { sendAccepted } from './order-routes.ts';
import { PROBLEMS, sendProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import { OrderPlaced } from './webhook-event.ts';

export type WebhookSource = { readonly id: string; readonly secret: string };

const TOLERANCE_MS = 5 * 60 * 1000;
/** SHA-256 in hex. */
const SIGNATURE = /^[0-9a-f]{64}$/i;

export type WebhookDependencies = { readonly intake: OrderIntake; readonly sources: readonly WebhookSource[]; readonly clock: Clock };

/** What a sender signs: the time in seconds, a dot, and the body as it is sent. */
export function signWebhook(secret: string, timestampSeconds: number, body: string | Buffer): string {
  return createHmac('sha256', secret).update(`${timestampSeconds}.`).update(body).digest('hex');
}

function header(request: Request, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

/** What the headers alone give away, before a byte of the body is read. */
function refusedByHeaders(request: Request, source: WebhookSource | undefined, now: number): Problem | undefined {
  if (!source) return PROBLEMS.notFound;
  if (!SIGNATURE.test(header(request, 'x-webhook-signature'))) return PROBLEMS.badSignature;
  const sentAt = Number(header(request, 'x-webhook-timestamp')) * 1000;
  return Math.abs(now - sentAt) <= TOLERANCE_MS ? undefined : PROBLEMS.staleWebhook;
}

function isSigned(request: Request, { secret }: WebhookSource): boolean {
  const given = Buffer.from(header(request, 'x-webhook-signature'), 'hex');
  const timestamp = Number(header(request, 'x-webhook-timestamp'));
  return timingSafeEqual(given, Buffer.from(signWebhook(secret, timestamp, rawBody(request.body) ?? Buffer.alloc(0)), 'hex'));
}

export function makeWebhookRoutes({ intake, sources, clock }: WebhookDependencies): Router {
  const router = express.Router();
  const sourceOf = (request: Request): WebhookSource | undefined => sources.find(({ id }) => id === request.params['source']);

  const guard: RequestHandler = (request, response, next) => {
    const problem = refusedByHeaders(request, sourceOf(request), clock.now());
    if (problem) sendProblem(response, problem);
    else next();
  };

  router.post('/v1/webhooks/:source', guard, jsonBody, async (request, response) => {
    const source = sourceOf(request);
    if (!source || !isSigned(request, source)) {
      sendProblem(response, PROBLEMS.badSignature);
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
