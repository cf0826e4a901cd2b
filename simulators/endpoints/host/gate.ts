/** Who may call: each tenant of a system (a company, a site) has a key of its own. */
import type { Answer } from './call.ts';
import { problem } from './call.ts';

export type Gate = {
  /** Lets the holder of the key in as this tenant; false, and nothing changed, if the key is another tenant's. */
  readonly admit: (tenant: string, apiKey: string) => boolean;
  /** A refusal of the caller, or undefined to let it in. Without a tenant any known key will do. */
  readonly refuse: (tenant: string | undefined, apiKey: string | undefined) => Answer | undefined;
};

export function makeGate(): Gate {
  const tenantOfKey = new Map<string, string>();
  return {
    admit: (tenant, apiKey) => {
      if ((tenantOfKey.get(apiKey) ?? tenant) !== tenant) return false;
      tenantOfKey.set(apiKey, tenant);
      return true;
    },
    refuse: (tenant, apiKey) => {
      const own = apiKey === undefined ? undefined : tenantOfKey.get(apiKey);
      if (own === undefined) return problem(401, 'UNAUTHENTICATED', 'the API key is missing or not known');
      return tenant === undefined || own === tenant ? undefined : problem(403, 'FORBIDDEN', 'the API key is not for this');
    },
  };
}
