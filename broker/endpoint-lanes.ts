/** Opens the configured endpoints, each with its lane. */
import { genericErpKind } from './endpoints/generic-erp/adapter.ts';
import { genericWarehouseKind } from './endpoints/generic-warehouse/adapter.ts';
import type { EndpointKind, OpenEndpoint } from './endpoints/kit/endpoint-kind.ts';
import type { Clock } from './engine/clock.ts';
import { makeLane } from './engine/lane.ts';
import type { Lane } from './engine/lane.ts';

/** Every kind of outside system the broker can talk to. */
const KINDS: readonly EndpointKind[] = [genericErpKind, genericWarehouseKind];

export type EndpointLanes = { readonly lanes: readonly Lane[]; readonly close: () => Promise<void> };

type EndpointConfig = { readonly id: string; readonly kind: string };

function open(config: EndpointConfig, clock: Clock): OpenEndpoint {
  const known = KINDS.find((candidate) => candidate.kind === config.kind);
  if (!known) throw new Error(`endpoint ${config.id} is of the kind ${config.kind}, which is none of ${KINDS.map((each) => each.kind).join(', ')}`);
  const result = known.parse(config);
  if (!result.ok) throw new Error(`endpoint ${config.id}: ${result.message}`);
  return result.open({ clock });
}

/** Throws, naming the endpoint and every fault, when a configuration does not fit its kind. */
export function openLanes(configs: readonly EndpointConfig[], clock: Clock): EndpointLanes {
  const opened = configs.map((config) => open(config, clock));
  return {
    lanes: opened.map(({ endpoint }) => makeLane(endpoint, clock)),
    close: async () => {
      await Promise.all(opened.map((each) => each.close()));
    },
  };
}
