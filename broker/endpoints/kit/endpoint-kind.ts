/** A kind of outside system: how it is configured, and how an endpoint of it is made. */
import { z } from 'zod';
import { EndpointId } from '../../../canonical/ids.ts';
import type { Clock } from '../../engine/clock.ts';
import type { Endpoint } from '../../engine/endpoint.ts';

export type EndpointDependencies = { readonly clock: Clock };

export type OpenEndpoint = {
  readonly endpoint: Endpoint;
  /** Closes what it holds open. */
  readonly close: () => Promise<void>;
};

export type KindResult =
  | { readonly ok: true; readonly open: (dependencies: EndpointDependencies) => OpenEndpoint }
  | { readonly ok: false; readonly message: string };

export type EndpointKind = {
  readonly kind: string;
  /** Parses a configuration. All faults are told at once; nothing is connected. */
  readonly parse: (config: unknown) => KindResult;
};

/** What the configuration of every endpoint over HTTP has. */
export const httpEndpointFields = {
  id: EndpointId,
  baseUrl: z.url({ protocol: /^https?$/ }),
  apiKey: z.string().min(1).describe('Secret.'),
  concurrency: z.int().min(1).default(8).describe('Calls in flight at once, over all processes.'),
  callsPerSecond: z.int().min(1).optional().describe('Most calls in a second, over all processes.'),
  timeoutMs: z.int().min(1).default(10_000).describe('A call without an answer after this long is given up.'),
  settleMs: z.int().min(0).optional().describe('A search that finds nothing proves nothing before this; twice the time-out when absent.'),
};

/** Joins the schema of a configuration and the making of an endpoint. */
export function defineKind<Config>(
  kind: string,
  schema: z.ZodType<Config>,
  open: (config: Config, dependencies: EndpointDependencies) => OpenEndpoint,
): EndpointKind {
  return {
    kind,
    parse: (config) => {
      const parsed = schema.safeParse(config);
      if (!parsed.success) return { ok: false, message: z.prettifyError(parsed.error) };
      return { ok: true, open: (dependencies) => open(parsed.data, dependencies) };
    },
  };
}
