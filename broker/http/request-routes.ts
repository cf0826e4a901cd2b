/** The process API of what may be asked for about an order: cancel, hold, redirect, return, retry. */
import express from 'express';
import type { Router } from 'express';
import { OrderKey } from '../../canonical/ids.ts';
import { OrderRequest } from '../../canonical/order-request.ts';
import type { Ledger } from '../engine/ledger.ts';
import { jsonBody, parseBody } from './body.ts';
import { clientOf } from './clients.ts';
import { fingerprint } from './fingerprint.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import type { OrderQueries } from './order-queries.ts';
import { PROBLEMS, sendProblem } from './problem.ts';

export type RequestRouteDependencies = {
  readonly ledger: Pick<Ledger, 'accept'>;
  readonly queries: OrderQueries;
  readonly wakeTurns: (aggregateIds: readonly string[]) => Promise<void>;
};

/** A request is durable before it is answered; what becomes of it shows in the order's `requests`. */
export function makeRequestRoutes({ ledger, queries, wakeTurns }: RequestRouteDependencies): Router {
  const router = express.Router();

  router.post('/v1/orders/:orderKey/requests', jsonBody, async (request, response) => {
    const key = idempotencyKeyOf(request);
    if (key === undefined) {
      sendProblem(response, PROBLEMS.missingIdempotencyKey);
      return;
    }
    const orderKey = OrderKey.safeParse(request.params['orderKey']);
    if (!orderKey.success || (await queries.order(orderKey.data)) === undefined) {
      sendProblem(response, { ...PROBLEMS.notFound, detail: 'No order has this key.' });
      return;
    }
    const body = parseBody(OrderRequest, request.body, response);
    if (!body) return;
    const by = clientOf(response);
    const requestKey = `${by}:${key}`;
    const message = { type: 'order.requested', requestKey, via: 'api', by, request: body } as const;
    const about = { aggregateId: orderKey.data, source: `api:${by}`, dedupeKey: key, fingerprint: fingerprint([orderKey.data, body]) };
    const acceptances = await ledger.accept({ messages: [{ ...about, message }] });
    if (!('fenced' in acceptances) && acceptances[0] === 'CONFLICT') {
      sendProblem(response, PROBLEMS.idempotencyConflict);
      return;
    }
    await wakeTurns([orderKey.data]).catch(() => undefined);
    response.setHeader('Location', `/v1/orders/${orderKey.data}`);
    if (!('fenced' in acceptances) && acceptances[0] === 'DUPLICATE') response.setHeader('Idempotency-Replayed', 'true');
    response.status(202).json({ orderKey: orderKey.data, requestKey, status: 'RECEIVED' });
  });

  return router;
}
