/** A kind of outside system: how it is configured, and how an endpoint of it is made. */
import { z } from 'zod';
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
  /** All faults at once, without the values: they may be secrets. */
  | { readonly ok: false; readonly message: string };

export type EndpointKind = {
  readonly kind: string;
  /** Parses a configuration. Nothing is connected. */
  readonly parse: (config: unknown) => KindResult;
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
