/** The operations API of events nobody could understand: what they are, and looking again for what they told of. */
import express from 'express';
import type { Router } from 'express';
import type { ParkedEvents } from '../engine/standing.ts';
import { clientOf } from './clients.ts';

const MOST_SHOWN = 200;

export type ParkedEventRouteDependencies = {
  readonly parkedEvents: ParkedEvents;
  /** For the log: who asked, and how many events there were. */
  readonly onReplay: (replay: { readonly by: string; readonly events: number }) => void;
};

export function makeParkedEventRoutes({ parkedEvents, onReplay }: ParkedEventRouteDependencies): Router {
  const router = express.Router();

  router.get('/v1/parked-events', async (_request, response) => {
    response.json({ items: await parkedEvents.list(MOST_SHOWN) });
  });

  // An event is a hint: what it told of is read from Salesforce, where the command still waits for its answer.
  router.post('/v1/parked-events/replay', async (_request, response) => {
    const events = await parkedEvents.forget();
    onReplay({ by: clientOf(response), events });
    response.status(202).json({ events, status: 'REQUESTED' });
  });

  return router;
}
