/** The kinds of outside systems there are, and the making of endpoints from their configuration. */
import { z } from 'zod';
import { genericErpKind } from './generic-erp/adapter.ts';
import { genericWarehouseKind } from './generic-warehouse/adapter.ts';
import { trytonKind } from './tryton/adapter.ts';
import type { EndpointDependencies, EndpointKind, OpenEndpoint } from './kit/endpoint-kind.ts';

const KINDS: ReadonlyMap<string, EndpointKind> = new Map(
  [genericErpKind, genericWarehouseKind, trytonKind].map((kind) => [kind.kind, kind]),
);

const Named = z.looseObject({ id: z.string(), kind: z.string() });

export type EndpointsResult =
  | { readonly ok: true; readonly open: (dependencies: EndpointDependencies) => readonly OpenEndpoint[] }
  /** Every fault of every endpoint, without values of the configuration: it holds secrets. */
  | { readonly ok: false; readonly message: string };

/** Parses the configurations of all endpoints. Nothing is connected before `open`. */
export function parseEndpoints(configs: readonly unknown[]): EndpointsResult {
  const faults: string[] = [];
  const opens: ((dependencies: EndpointDependencies) => OpenEndpoint)[] = [];
  const ids = new Set<string>();
  for (const [index, config] of configs.entries()) {
    const named = Named.safeParse(config);
    const name = named.success ? named.data.id : `endpoint ${index + 1}`;
    const kind = named.success ? KINDS.get(named.data.kind) : undefined;
    if (ids.has(name)) faults.push(`${name}: this id occurs more than once`);
    ids.add(name);
    if (!kind) {
      faults.push(`${name}: kind must be one of ${[...KINDS.keys()].join(', ')}`);
      continue;
    }
    const parsed = kind.parse(config);
    if (parsed.ok) opens.push(parsed.open);
    else faults.push(`${name}:\n${parsed.message}`);
  }
  if (faults.length > 0) return { ok: false, message: faults.join('\n') };
  return { ok: true, open: (dependencies) => opens.map((open) => open(dependencies)) };
}
