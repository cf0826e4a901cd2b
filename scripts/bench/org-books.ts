/** What the org counted: API calls by kind, and events delivered to subscribers. */
export type ApiCalls = {
  /** Calls that read records. */
  readonly reads: number;
  /** Calls that write records. */
  readonly writes: number;
};

type Stats = { readonly calls: { readonly byKind: Readonly<Record<string, number>> } };
type Allocation = { readonly Max: number; readonly Remaining: number };

async function readJson<Body>(url: string, init?: RequestInit): Promise<Body> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`the org answers ${response.status} to ${url}: ${await response.text()}`);
  return (await response.json()) as Body;
}

/** API calls since the org started. Questions for limits and logins are neither reads nor writes of records. */
export async function readApiCalls(adminUrl: string): Promise<ApiCalls> {
  const { calls } = await readJson<Stats>(`${adminUrl}/stats`);
  const count = (isCounted: (kind: string) => boolean): number =>
    Object.entries(calls.byKind).reduce((sum, [kind, calls]) => (isCounted(kind) ? sum + calls : sum), 0);
  return {
    reads: count((kind) => kind.startsWith('GET query') || kind.startsWith('POST graphql')),
    writes: count((kind) => /^(POST|PATCH) (composite|sobjects|jobs)/.test(kind)),
  };
}

/** Platform events delivered to subscribers, as the org's limits tell it. */
export async function readDeliveries(restUrl: string, token: string): Promise<number> {
  const limits = await readJson<{ readonly DailyDeliveredPlatformEvents: Allocation }>(`${restUrl}/services/data/v67.0/limits`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { Max, Remaining } = limits.DailyDeliveredPlatformEvents;
  return Max - Remaining;
}
