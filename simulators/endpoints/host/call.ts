/** A call to a simulated system and its answer, free of HTTP's own objects. */

export type Call = {
  readonly method: string;
  /** The values of the pattern's `:names`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly apiKey: string | undefined;
  readonly body: unknown;
  /** How much later than usual a search finds what this call writes; from a `late-index` fault. */
  readonly indexLagMs?: number;
};

export type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

export type Route = {
  readonly method: string;
  /** Segments, of which those with a colon are parameters: `/api/:company/sales-orders`. */
  readonly pattern: string;
  /** Name of what is done, by which faults pick their calls. */
  readonly operation: string;
  /** Does it, at once and entirely: whatever changed is committed when this returns. */
  readonly handle: (call: Call) => Answer;
  /** Our own key in the call, by which faults pick their calls. */
  readonly subject?: (call: Call) => string | undefined;
};

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function problem(status: number, code: string, message: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return { status, body: { code, message, ...more } };
}

export type RouteMatch = { readonly route: Route; readonly parameters: Readonly<Record<string, string>> };

/** The text of a path segment; undefined where its escapes are broken. */
function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Finds the route of a path. */
export function makeRouter(routes: readonly Route[]): (method: string, path: string) => RouteMatch | undefined {
  const table = routes.map((route) => ({ route, segments: route.pattern.split('/') }));

  function fit(segments: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
    if (segments.length !== parts.length) return undefined;
    const parameters: Record<string, string> = {};
    for (const [index, segment] of segments.entries()) {
      const part = parts[index] as string;
      const value = segment.startsWith(':') ? decode(part) : undefined;
      if (value !== undefined) parameters[segment.slice(1)] = value;
      else if (segment !== part) return undefined;
    }
    return parameters;
  }

  return (method, path) => {
    const parts = path.split('/');
    for (const { route, segments } of table) {
      const parameters = route.method === method ? fit(segments, parts) : undefined;
      if (parameters) return { route, parameters };
    }
    return undefined;
  };
}
