/** Counts API calls by kind: figures of the bench and the demo come from here. */
import type { ApiCall } from './api-call.ts';

export type CallStats = {
  readonly count: (call: ApiCall, status: number) => void;
  readonly snapshot: () => { readonly total: number; readonly failed: number; readonly byKind: Readonly<Record<string, number>> };
  readonly reset: () => void;
};

export function makeCallStats(): CallStats {
  let byKind = new Map<string, number>();
  let failed = 0;
  return {
    count: (call, status) => {
      const kind = kindOf(call);
      byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
      if (status >= 400) failed += 1;
    },
    snapshot: () => ({ total: [...byKind.values()].reduce((sum, count) => sum + count, 0), failed, byKind: Object.fromEntries(byKind) }),
    reset: () => {
      byKind = new Map();
      failed = 0;
    },
  };
}

/** `PATCH composite/sobjects/OB_Order__c`: names of resources and objects, never keys or ids. */
function kindOf({ method, path }: ApiCall): string {
  const named =
    path[0] === 'composite' && path[1] === 'sobjects'
      ? 3
      : path[0] === 'sobjects'
        ? 2
        : path[0] === 'jobs'
          ? 2
          : path[0] === 'composite'
            ? 2
            : 1;
  return `${method} ${path.slice(0, named).join('/')}`;
}
