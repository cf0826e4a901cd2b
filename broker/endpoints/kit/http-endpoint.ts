/** What endpoints over HTTP have in common: their configuration, the limits that follow from it, their client. */
import { z } from 'zod';
import { EndpointId } from '../../../canonical/ids.ts';
import type { Clock } from '../../engine/clock.ts';
import type { EndpointCapabilities } from '../../engine/endpoint.ts';
import { makeHttpClient } from './http-client.ts';
import type { HttpClient } from './http-client.ts';
import type { Reconciliation } from './reconciling-feed.ts';

/** Fields of the configuration of an endpoint over HTTP. */
export const httpEndpointFields = {
  id: EndpointId,
  baseUrl: z.url({ protocol: /^https?$/ }),
  concurrency: z.int().min(1).default(8).describe('Calls in flight at once, over all processes.'),
  callsPerSecond: z.int().min(1).optional().describe('Most calls in a second, over all processes.'),
  timeoutMs: z.int().min(1).default(10_000).describe('A call without an answer after this long is given up.'),
  settleMs: z.int().min(0).optional().describe('A search that finds nothing proves nothing before this; twice the time-out when absent.'),
  reconcileIntervalMs: z.int().min(1).default(30_000).describe('Pause between two searches for changes the feed lost.'),
  reconcileOverlapMs: z.int().min(0).default(10_000).describe('How far each search reaches back behind the one before.'),
};

type HttpEndpointConfig = {
  readonly baseUrl: string;
  readonly concurrency: number;
  readonly callsPerSecond?: number | undefined;
  readonly timeoutMs: number;
  readonly settleMs?: number | undefined;
  readonly reconcileIntervalMs: number;
  readonly reconcileOverlapMs: number;
};

/** The capabilities that follow from configuration. */
export function limitsOf({
  concurrency,
  callsPerSecond,
  timeoutMs,
  settleMs = 2 * timeoutMs,
}: HttpEndpointConfig): Pick<EndpointCapabilities, 'settleMs' | 'timeoutMs' | 'concurrency' | 'callsPerSecond'> {
  return { settleMs, timeoutMs, concurrency, ...(callsPerSecond !== undefined && { callsPerSecond }) };
}

export function reconciliationOf({ reconcileIntervalMs, reconcileOverlapMs }: HttpEndpointConfig, clock: Clock): Reconciliation {
  return { intervalMs: reconcileIntervalMs, overlapMs: reconcileOverlapMs, now: clock.now };
}

/** A client for a system that lets us in by an API key in the header `x-api-key`. */
export function makeApiKeyClient(
  { baseUrl, apiKey, concurrency, timeoutMs }: HttpEndpointConfig & { readonly apiKey: string },
  clock: Clock,
): HttpClient {
  return makeHttpClient({ baseUrl, headers: { 'x-api-key': apiKey }, connections: concurrency, timeoutMs, now: clock.now });
}
