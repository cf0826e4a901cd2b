/** Liveness, readiness, metrics and the API's own description, for the platform the broker runs on. */
import express from 'express';
import type { Router } from 'express';
import type { PrometheusMetrics } from '../telemetry/metrics.ts';
import { openApiDocument } from './openapi.ts';

/** One thing the broker needs, and whether it is there. */
export type ReadinessCheck = { readonly name: string; readonly ready: () => Promise<boolean> };

export type HealthDependencies = {
  readonly checks: readonly ReadinessCheck[];
  readonly metrics: PrometheusMetrics;
  /** Measures what is measured only when somebody asks. Never throws. */
  readonly measure: () => Promise<void>;
};

async function isReady(check: ReadinessCheck): Promise<boolean> {
  try {
    return await check.ready();
  } catch {
    return false;
  }
}

export function makeHealthRoutes({ checks, metrics, measure }: HealthDependencies): Router {
  const router = express.Router();

  // Alive means that the event loop turns. What is missing outside is readiness's to tell: a restart would not bring it back.
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });

  router.get('/readyz', async (_request, response) => {
    const results = await Promise.all(checks.map(async (check) => [check.name, await isReady(check)] as const));
    const ready = results.every(([, good]) => good);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results) });
  });

  router.get('/metrics', async (_request, response) => {
    await measure();
    const { contentType, text } = await metrics.expose();
    response.type(contentType).send(text);
  });

  router.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument());
  });

  return router;
}
