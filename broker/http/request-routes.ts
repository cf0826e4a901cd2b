/** The process API of what may be asked for about an order: cancel, hold, redirect, return, retry. */
import express from 'express';
import type { Router } from 'express';
import { OrderKey } from '../../canonical/ids.ts';
import { OrderRequest } from '../../canonical/order-request.ts';
import { bytesOf, jsonBody, parseBody } from './body.ts';
import { clientOf } from './clients.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import type { OrderIntake } from './order-intake.ts';
import type { OrderQueries } from './order-queries.ts';
import { PROBLEMS, sendProblem } from './problem.ts';

export type RequestRouteDependencies = { readonly intake: Pick<OrderIntake, 'request'>; readonly queries: OrderQueries };

/** A request is durable before it is answered; what becomes of it shows in the order's `requests`. */
export function makeRequestRoutes({ intake, queries }: RequestRouteDependencies): Router {
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
    const acceptance = await intake.request({ orderKey: orderKey.data, request: body, by, key, bytes: bytesOf(request.body) });
    if (acceptance === 'BUSY') sendProblem(response, PROBLEMS.busy);
    else if (acceptance === 'CONFLICT') sendProblem(response, PROBLEMS.idempotencyConflict);
    else {
      response.setHeader('Location', `/v1/orders/${orderKey.data}`);
      if (acceptance === 'DUPLICATE') response.setHeader('Idempotency-Replayed', 'true');
      response.status(202).json({ orderKey: orderKey.data, requestKey: `${by}:${key}`, status: 'RECEIVED' });
    }
  });

  return router;
}
