/** Reads `Sforce-Limit-Info: api-usage=18/5000`. Source: REST API Developer Guide, "Limit Info Header". */

/** Calls of all applications against the org's rolling 24 hours. */
export type ApiUsage = { readonly used: number; readonly allowed: number };

/** Undefined where the header is absent or says nothing of the daily usage. */
export function parseLimitInfo(header: string | null): ApiUsage | undefined {
  const match = /(?:^|[;,\s])api-usage=(\d+)\/(\d+)/.exec(header ?? '');
  return match ? { used: Number(match[1]), allowed: Number(match[2]) } : undefined;
}
