/** The operations API of exceptions: what waits for a person, and what a person may do about it. */
import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { Ledger } from '../engine/ledger.ts';
import type { OpenExceptions } from '../engine/standing.ts';
import { faultsOf, jsonBody, parseBody } from './body.ts';
import { clientOf } from './clients.ts';
import { PROBLEMS, sendProblem } from './problem.ts';

const ExceptionId = ExceptionRecord.shape.exceptionId;

const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: ExceptionId.optional(),
});

export const ActionRequest = z
  .strictObject({ reason: z.string().trim().min(3).max(255).describe('For those who read the journal later.') })
  .meta({ id: 'ActionRequest', description: 'What a person does about an exception, and why.' });

/** What a person may do, and the message the order gets of it. */
const Action = z.enum(['retry', 'acknowledge']);
const ACTIONS = { retry: 'retry.requested', acknowledge: 'exception.acknowledged' } as const;

export type ExceptionRouteDependencies = {
  readonly ledger: Pick<Ledger, 'accept'>;
  readonly exceptions: OpenExceptions;
  readonly wakeTurns: (aggregateIds: readonly string[]) => void;
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

  router.post('/v1/exceptions/:exceptionId/:action', jsonBody, async (request, response) => {
    const action = Action.safeParse(request.params['action']);
    const named = ExceptionId.safeParse(request.params['exceptionId']);
    const aggregateId = action.success && named.success ? await exceptions.orderOf(named.data) : undefined;
    if (!action.success || !named.success || aggregateId === undefined) {
      sendProblem(response, { ...PROBLEMS.notFound, detail: 'No open exception has this id, or no exception has this action.' });
      return;
    }
    const body = parseBody(ActionRequest, request.body, response);
    if (!body) return;
    const exceptionId = named.data;
    // Asking twice is harmless: what is at work already, or closed, stays so.
    const key = randomUUID();
    const message = { type: ACTIONS[action.data], exceptionId, by: clientOf(response), reason: body.reason };
    await ledger.accept({ messages: [{ aggregateId, source: 'operator', dedupeKey: key, fingerprint: key, message }] });
    wakeTurns([aggregateId]);
    response.setHeader('Location', `/v1/orders/${aggregateId}`);
    response.status(202).json({ exceptionId, status: 'REQUESTED' });
  });

  return router;
}
