/** Opens the configured endpoints, each with its lane. */
import { parseEndpoints } from './endpoints/registry.ts';
import type { Clock } from './engine/clock.ts';
import { makeLane } from './engine/lane.ts';
import type { Lane } from './engine/lane.ts';

export type EndpointLanes = { readonly lanes: readonly Lane[]; readonly close: () => Promise<void> };

/** Throws, naming every endpoint and fault, when a configuration does not fit its kind. */
export function openLanes(configs: readonly unknown[], clock: Clock): EndpointLanes {
  const result = parseEndpoints(configs);
  if (!result.ok) throw new Error(`BROKER_ENDPOINTS: ${result.message}`);
  const opened = result.open({ clock });
  return {
    lanes: opened.map(({ endpoint }) => makeLane(endpoint, clock)),
    close: async () => {
      await Promise.all(opened.map((each) => each.close()));
    },
  };
}
