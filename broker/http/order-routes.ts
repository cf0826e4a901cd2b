/** The experience API of orders: submit, look up, validate. */
import express from 'express';
import type { Response, Router } from 'express';
import { CustomerOrder } from '../../canonical/order.ts';
import { OrderKey } from '../../canonical/ids.ts';
import { bytesOf, jsonBody, parseBody } from './body.ts';
import { clientOf } from './clients.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import type { OrderIntake } from './order-intake.ts';
import type { OrderQueries } from './order-queries.ts';
import type { OrderValidation } from './order-validation.ts';
import { patienceOf } from './patience.ts';
import { PROBLEMS, sendProblem } from './problem.ts';

export type OrderRouteDependencies = {
  readonly intake: OrderIntake;
  readonly queries: OrderQueries;
  readonly validate: OrderValidation;
};

/** The answer to a submission that is durable, the first time and every time after. */
export function sendAccepted(response: Response, orderKey: string, replayed: boolean): void {
  response.setHeader('Location', `/v1/orders/${orderKey}`);
  if (replayed) response.setHeader('Idempotency-Replayed', 'true');
  response.status(202).json({ orderKey, status: 'RECEIVED' });
}

export function makeOrderRoutes({ intake, queries, validate }: OrderRouteDependencies): Router {
  const router = express.Router();

  router.post('/v1/orders', jsonBody, async (request, response) => {
    const key = idempotencyKeyOf(request);
    if (key === undefined) {
      sendProblem(response, PROBLEMS.missingIdempotencyKey);
      return;
    }
    const order = parseBody(CustomerOrder, request.body, response);
    if (!order) return;
    const source = `api:${clientOf(response)}`;
    const acceptance = await intake.submit({ order, via: 'api', source, dedupeKey: key, bytes: bytesOf(request.body) });
    if (acceptance === 'BUSY') sendProblem(response, PROBLEMS.busy);
    else if (acceptance === 'TAKEN') sendProblem(response, PROBLEMS.orderExists);
    else if (acceptance === 'CONFLICT') sendProblem(response, PROBLEMS.idempotencyConflict);
    else sendAccepted(response, order.orderKey, acceptance === 'DUPLICATE');
  });

  router.post('/v1/orders/validate', jsonBody, async (request, response) => {
    const order = parseBody(CustomerOrder, request.body, response);
    if (order) response.json(await validate(order, patienceOf(request)));
  });

  router.get('/v1/orders/:orderKey', async (request, response) => {
    const key = OrderKey.safeParse(request.params.orderKey);
    const order = key.success ? await queries.order(key.data) : undefined;
    if (order) response.json(order);
    else sendProblem(response, { ...PROBLEMS.notFound, detail: 'No order has this key.' });
  });

  return router;
}
