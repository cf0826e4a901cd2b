/** The operations API of exceptions: what waits for a person, and sending it back to work. */
import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import type { InboundMessage, Ledger } from '../engine/ledger.ts';
import type { OpenExceptions } from '../engine/standing.ts';
import { faultsOf, jsonBody, parseBody } from './body.ts';
import { clientOf } from './clients.ts';
import { PROBLEMS, sendProblem } from './problem.ts';

const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(60).optional(),
});

export const RetryRequest = z
  .strictObject({ reason: z.string().trim().min(3).max(255).describe('Why it should go well now.') })
  .meta({ id: 'RetryRequest', description: 'Sends what an exception stopped back to work.' });

export type ExceptionRouteDependencies = {
  readonly ledger: Pick<Ledger, 'accept'>;
  readonly exceptions: OpenExceptions;
  readonly wakeTurns: (aggregateIds: readonly string[]) => Promise<void>;
};

export function makeExceptionRoutes({ ledger, exceptions, wakeTurns }: ExceptionRouteDependencies): Router {
  const router = express.Router();

  router.get('/v1/exceptions', async (request, response) => {
    const page = PageQuery.safeParse(request.query);
    if (!page.success) {
      sendProblem(response, { ...PROBLEMS.invalid, faults: faultsOf(page.error) });
      return;
    }
    const items = await exceptions.list(page.data.limit, page.data.after);
    const next = items.length === page.data.limit ? items.at(-1)?.exceptionId : undefined;
    response.json({ items, ...(next === undefined ? {} : { next }) });
  });

  router.post('/v1/exceptions/:exceptionId/retry', jsonBody, async (request, response) => {
    const retry = parseBody(RetryRequest, request.body, response);
    if (!retry) return;
    const exceptionId = String(request.params['exceptionId']);
    const aggregateId = await exceptions.orderOf(exceptionId);
    if (aggregateId === undefined) {
      sendProblem(response, { ...PROBLEMS.notFound, detail: 'No open exception has this id.' });
      return;
    }
    // Asking twice is harmless: what is at work already is not revived.
    const key = randomUUID();
    const message: InboundMessage = {
      ...{ aggregateId, source: 'retry', dedupeKey: key, fingerprint: key },
      message: { type: 'retry.requested', exceptionId, by: clientOf(response), reason: retry.reason },
    };
    await ledger.accept({ messages: [message] });
    await wakeTurns([aggregateId]).catch(() => undefined);
    response.setHeader('Location', `/v1/orders/${aggregateId}`);
    response.status(202).json({ exceptionId, status: 'REQUESTED' });
  });

  return router;
}
