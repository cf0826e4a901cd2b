/** Finds the handler of a path. Literal segments win over `:named` ones; names of resources ignore case as the platform's do. */
import type { ApiCall, ApiReply, Handler, Route, RouteValues } from './api-call.ts';
import { API_ERRORS } from './errors.ts';

type Compiled = { readonly method: string; readonly segments: readonly string[]; readonly handle: Handler };

/** A dispatcher over the routes; throws `ApiFault` for an unknown path (404) or method (405). */
export function makeRouter(routes: readonly Route[]): (call: ApiCall) => ApiReply {
  const byLength = new Map<number, Compiled[]>();
  for (const { method, pattern, handle } of routes) {
    const segments = pattern.split('/').filter((segment) => segment !== '');
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), { method, segments, handle }]);
  }
  for (const list of byLength.values()) list.sort((a, b) => wildcards(a) - wildcards(b));

  return (call) => {
    const allowed: string[] = [];
    for (const route of byLength.get(call.path.length) ?? []) {
      const values = match(route.segments, call.path);
      if (values === undefined) continue;
      if (route.method === call.method) return route.handle(call, values);
      allowed.push(route.method);
    }
    throw allowed.length === 0 ? API_ERRORS.notFound() : API_ERRORS.methodNotAllowed(call.method, allowed);
  };
}

function wildcards({ segments }: Compiled): number {
  return segments.filter((segment) => segment.startsWith(':')).length;
}

function match(segments: readonly string[], path: readonly string[]): RouteValues | undefined {
  const values: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = path[index] ?? '';
    if (segment.startsWith(':')) values[segment.slice(1)] = part;
    else if (segment.toLowerCase() !== part.toLowerCase()) return undefined;
  }
  return values;
}
